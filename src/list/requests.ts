import { toProviderError } from '../model/index.js';
import type { ConversationProvider, ListRequest, ProviderError } from '../model/index.js';
import { readPage } from './read-page.js';
import type { ReadPage } from './read-page.js';
import { retryDelay } from './retry.js';
import type { ListError, LoadKind, LoadReason } from './types.js';

/** One request to the provider, and what to do with its answer. */
export interface Call {
  readonly kind: LoadKind;
  readonly reason: LoadReason;
  readonly provider: ConversationProvider;
  /** Made when the call goes out: what it waited for may have moved the cursor. */
  readonly request: () => ListRequest;
  readonly took: (page: ReadPage, reason: LoadReason) => Outcome;
}

export interface Outcome {
  /** The next call of the same piece of work; it goes before anything that waits. */
  readonly next?: Call | undefined;
  /** The answer was merged, but the work cannot go on. */
  readonly error?: ProviderError | undefined;
  /** Runs when the state is final, so that whoever is told sees what is in flight now. */
  readonly tell?: () => void;
}

export interface RequestsOptions {
  readonly after: (seconds: number, callback: () => void) => () => void;
  readonly random: () => number;
  readonly now: () => number;
  readonly failed: (call: Call, error: ProviderError, willRetryIn?: number) => void;
  /** The provider itself gave the call up, without being asked to. */
  readonly givenUp: (call: Call) => void;
}

/** Paging and refreshing fail independently: neither hides or repairs the other's error. */
type Lane = 'walk' | 'refresh';

interface Failure {
  readonly call: Call;
  readonly shown: ListError;
  cancel?: () => void;
}

const laneOf = (kind: LoadKind): Lane => (kind === 'refresh' ? 'refresh' : 'walk');

/** Sends calls one at a time, drops answers nobody waits for any more, and retries failures. */
export class Requests {
  readonly #options: RequestsOptions;
  readonly #failures = new Map<Lane, Failure>();
  /** Automatic retries in a row. */
  readonly #tries = new Map<Lane, number>();
  #queue: Call[] = [];
  #flight: { readonly call: Call; readonly abort: AbortController } | undefined;
  #suspended = false;

  constructor(options: RequestsOptions) {
    this.#options = options;
  }

  get loading(): LoadKind | undefined {
    return (this.#flight?.call ?? this.#queue[0])?.kind;
  }

  /** A failed page comes before a failed refresh: it is what keeps the reader from reading on. */
  get error(): ListError | undefined {
    return this.#firstFailure?.shown;
  }

  /** What kind of paging failed last, when it did. */
  get stuck(): LoadKind | undefined {
    return this.#failures.get('walk')?.call.kind;
  }

  /** Sends the call, or lines it up behind the one in flight; clears an earlier error of its lane. */
  ask(call: Call): void {
    this.forget(laneOf(call.kind));
    this.unqueue(laneOf(call.kind));
    this.#queue.push(call);
    this.#send();
  }

  /** Repeats the call whose error is shown, now. */
  retry(): void {
    const failure = this.#firstFailure;
    if (!failure) return;
    this.#tries.delete(laneOf(failure.call.kind));
    this.#repeat(failure);
  }

  /** Drops what waits in a lane; not what is in flight. */
  unqueue(lane: Lane): void {
    this.#queue = this.#queue.filter((call) => laneOf(call.kind) !== lane);
  }

  /** Drops a lane's error and its retry. */
  forget(lane: Lane): void {
    this.#failures.get(lane)?.cancel?.();
    this.#failures.delete(lane);
  }

  /** Drops everything: what is in flight, what waits, what failed. */
  stop(): void {
    const flight = this.#flight;
    this.#flight = undefined;
    this.#queue = [];
    this.#tries.clear();
    this.forget('walk');
    this.forget('refresh');
    flight?.abort.abort();
  }

  /** Aborts what is in flight and stops the clocks; `resume()` sends exactly the same again. */
  suspend(): void {
    if (this.#suspended) return;
    this.#suspended = true;
    for (const failure of this.#failures.values()) failure.cancel?.();
    const flight = this.#flight;
    if (!flight) return;
    this.#flight = undefined;
    this.#queue.unshift(flight.call);
    flight.abort.abort();
  }

  resume(): void {
    if (!this.#suspended) return;
    this.#suspended = false;
    for (const failure of this.#failures.values()) this.#schedule(failure);
    this.#send();
  }

  get #firstFailure(): Failure | undefined {
    return this.#failures.get('walk') ?? this.#failures.get('refresh');
  }

  #send(): void {
    if (this.#suspended || this.#flight) return;
    const call = this.#queue.shift();
    if (!call) return;
    // The flight object is the generation: an answer counts only while its flight is the current one.
    const flight = { call, abort: new AbortController() };
    this.#flight = flight;
    const current = () => this.#flight === flight;
    answerOf(call, flight.abort.signal).then(
      (page) => current() && this.#took(call, page),
      (thrown: unknown) => current() && this.#lost(call, toProviderError(thrown)),
    );
  }

  #took(call: Call, page: ReadPage): void {
    this.#flight = undefined;
    const { next, error, tell } = call.took(page, call.reason);
    if (!error) this.#tries.delete(laneOf(call.kind));
    if (next) this.#queue.unshift(next);
    if (error) this.#note(call, error);
    this.#send();
    tell?.();
    if (error) this.#options.failed(call, error);
  }

  #lost(call: Call, error: ProviderError): void {
    this.#flight = undefined;
    if (error.kind === 'aborted') {
      this.#send();
      this.#options.givenUp(call);
      return;
    }
    const lane = laneOf(call.kind);
    const tries = this.#tries.get(lane) ?? 0;
    const wait = retryDelay(error, tries, this.#options.random);
    if (wait !== undefined) this.#tries.set(lane, tries + 1);
    this.#note(call, error, wait);
    this.#send();
    this.#options.failed(call, error, wait);
  }

  #note(call: Call, error: ProviderError, wait?: number): void {
    const retryAt = wait === undefined ? undefined : this.#options.now() + wait * 1000;
    const shown = { error, during: call.kind, ...(retryAt !== undefined && { retryAt }) };
    const failure: Failure = { call, shown };
    this.#failures.set(laneOf(call.kind), failure);
    this.#schedule(failure);
  }

  #schedule(failure: Failure): void {
    const { retryAt } = failure.shown;
    if (retryAt === undefined || this.#suspended) return;
    const wait = Math.max(0, retryAt - this.#options.now()) / 1000;
    failure.cancel = this.#options.after(wait, () => this.#repeat(failure));
  }

  #repeat({ call }: Failure): void {
    this.ask({ ...call, reason: 'retry' });
  }
}

/** `async`, so that a provider that throws instead of rejecting is no special case. */
async function answerOf(call: Call, signal: AbortSignal): Promise<ReadPage> {
  return readPage(await call.provider.list(call.request(), { signal }));
}
