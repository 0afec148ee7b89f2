import { toProviderError } from '../model/index.js';
import type { ConversationProvider, ListRequest, ProviderError } from '../model/index.js';
import { readPage } from './read-page.js';
import type { ReadPage } from './read-page.js';
import { retryDelay } from './retry.js';
import type { ListError, ListUpdate, LoadKind, LoadReason, LoadReport } from './types.js';

/** One request to the provider, and what to do with its answer. */
export interface Call {
  readonly kind: LoadKind;
  /** What has to be awaited before the request can be made, if there is something. */
  readonly ready?: () => Promise<void> | undefined;
  /** Made when the call goes out: what it waited for may have moved the cursor. */
  readonly request: () => ListRequest;
  readonly took: (page: ReadPage, reason: LoadReason) => Outcome;
  /** Automatic retries that went before in a row; absent: this call repeats none that failed. */
  readonly tries?: number;
}

export interface Outcome {
  /** What was merged; absent: nothing yet. */
  readonly merged?: { readonly update: ListUpdate; readonly report: LoadReport };
  /** The next call of the same piece of work; it goes before anything that waits. */
  readonly next?: Call | undefined;
  /** The work cannot go on. Kind `aborted`: the provider gave up by itself, which is not shown. */
  readonly error?: ProviderError | undefined;
}

export interface RequestsOptions {
  readonly after: (seconds: number, callback: () => void) => () => void;
  readonly random: () => number;
  readonly now: () => number;
  /** A call has ended; whoever is told sees what is in flight now. */
  readonly ended: (call: Call, outcome: Outcome, willRetryIn?: number) => void;
}

/** Paging and refreshing fail independently: neither hides or repairs the other's error. */
type Lane = 'walk' | 'refresh';

interface Failure {
  readonly call: Call;
  readonly shown: ListError;
  cancel?: () => void;
}

const laneOf = ({ kind }: Call): Lane => (kind === 'refresh' ? 'refresh' : 'walk');

/** Sends calls one at a time, drops answers nobody waits for any more, and retries failures. */
export class Requests {
  /** Nothing is sent; set by `suspend()` and `resume()`. */
  suspended = false;
  readonly #options: RequestsOptions;
  readonly #failures = new Map<Lane, Failure>();
  #provider: ConversationProvider | undefined;
  #queue: Call[] = [];
  #flight: { readonly call: Call; readonly abort: AbortController } | undefined;

  constructor(options: RequestsOptions) {
    this.#options = options;
  }

  /** What is in flight and what waits, in order. */
  get calls(): readonly Call[] {
    return this.#flight ? [this.#flight.call, ...this.#queue] : this.#queue;
  }

  /** A failed page comes before a failed refresh: it is what keeps the reader from reading on. */
  get failure(): Failure | undefined {
    return this.#failures.get('walk') ?? this.#failures.get('refresh');
  }

  /** What kind of paging failed last, when it did. */
  get stuck(): LoadKind | undefined {
    return this.#failures.get('walk')?.call.kind;
  }

  /** Drops everything: what is in flight, what waits, what failed. */
  begin(provider: ConversationProvider | undefined): void {
    this.#provider = provider;
    this.#queue = [];
    this.forget('walk');
    this.forget('refresh');
    this.#cutOff();
  }

  /** Sends the call, or lines it up behind the one in flight; clears an earlier error of its lane. */
  ask(call: Call): void {
    const lane = laneOf(call);
    this.forget(lane);
    this.unqueue(lane);
    this.#queue.push(call);
    this.#send();
  }

  /** Repeats the call whose error is shown, now. */
  retry(): void {
    const { failure } = this;
    if (failure) this.ask({ ...failure.call, tries: 0 });
  }

  /** Drops what waits in a lane; not what is in flight. */
  unqueue(lane: Lane): void {
    this.#queue = this.#queue.filter((call) => laneOf(call) !== lane);
  }

  /** Drops a lane's error and its retry. */
  forget(lane: Lane): void {
    this.#failures.get(lane)?.cancel?.();
    this.#failures.delete(lane);
  }

  /** Aborts what is in flight and stops the clocks; `resume()` sends exactly the same again. */
  suspend(): void {
    this.suspended = true;
    for (const failure of this.#failures.values()) failure.cancel?.();
    this.#queue = [...this.calls];
    this.#cutOff();
  }

  resume(): void {
    if (!this.suspended) return;
    this.suspended = false;
    for (const failure of this.#failures.values()) this.#schedule(failure);
    this.#send();
  }

  #cutOff(): void {
    const flight = this.#flight;
    this.#flight = undefined;
    flight?.abort.abort();
  }

  #send(): void {
    if (this.suspended || this.#flight) return;
    const call = this.#queue.shift();
    if (!call) return;
    // The flight object is the generation: an answer counts only while its flight is the current one.
    const flight = { call, abort: new AbortController() };
    this.#flight = flight;
    const { tries } = call;
    this.#answer(call, flight.abort.signal)
      .then((page) => {
        if (this.#flight !== flight) return;
        this.#end(call, call.took(page, tries === undefined ? call.kind : 'retry'));
      })
      // Also what an answer throws while it is taken: rows may have getters.
      .catch((thrown: unknown) => {
        if (this.#flight !== flight) return;
        const error = toProviderError(thrown);
        this.#end(call, { error }, retryDelay(error, tries ?? 0, this.#options.random));
      });
  }

  /** `async`, so that a provider that throws instead of rejecting is no special case. */
  async #answer({ ready, request }: Call, signal: AbortSignal): Promise<ReadPage> {
    // Awaited only when it has to be: a page is asked for at once.
    const waits = ready?.();
    if (waits) await waits;
    signal.throwIfAborted();
    return readPage(await this.#provider?.list(request(), { signal }));
  }

  #end(call: Call, outcome: Outcome, wait?: number): void {
    const { next, error } = outcome;
    this.#flight = undefined;
    if (next) this.#queue.unshift(next);
    if (error && error.kind !== 'aborted') {
      const retryAt = wait && this.#options.now() + wait * 1000;
      const failure = { call, shown: { error, during: call.kind, retryAt } };
      this.#failures.set(laneOf(call), failure);
      this.#schedule(failure);
    }
    this.#send();
    this.#options.ended(call, outcome, wait);
  }

  #schedule(failure: Failure): void {
    const { call, shown } = failure;
    if (!shown.retryAt || this.suspended) return;
    const wait = Math.max(0, shown.retryAt - this.#options.now()) / 1000;
    const retry = { ...call, tries: (call.tries ?? 0) + 1 };
    failure.cancel = this.#options.after(wait, () => this.ask(retry));
  }
}
