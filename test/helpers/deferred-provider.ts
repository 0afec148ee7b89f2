import { providerError } from '../../src/model/index.js';
import type {
  Capabilities,
  ConversationPage,
  ConversationProvider,
  ListRequest,
} from '../../src/model/index.js';

/** One `list()` call, answered by the test. */
export interface DeferredCall {
  readonly request: ListRequest;
  readonly signal: AbortSignal;
  /** Answered by the test, or ended by an abort that the provider honours. */
  readonly settled: boolean;
  /** Answers with a page, or with anything else a broken provider might send. */
  resolve(page: ConversationPage | unknown): Promise<void>;
  reject(thrown: unknown): Promise<void>;
}

export interface DeferredProvider extends ConversationProvider {
  readonly calls: readonly DeferredCall[];
  /** The newest call; throws when there is none. */
  readonly last: DeferredCall;
  readonly inFlight: number;
  readonly maxInFlight: number;
}

export interface DeferredOptions {
  readonly key?: string;
  readonly capabilities?: Partial<Capabilities>;
  /** `false`: aborted calls stay pending and may be answered late. */
  readonly honoursAbort?: boolean;
}

/** Lets everything run that only waits for promises. */
export async function settled(): Promise<void> {
  for (let turn = 0; turn < 12; turn += 1) await Promise.resolve();
}

/** A provider whose answers, and their order, are in the hands of the test. */
export function deferredProvider(options: DeferredOptions = {}): DeferredProvider {
  const { key, capabilities, honoursAbort = true } = options;
  const calls: DeferredCall[] = [];
  let maxInFlight = 0;
  const inFlight = () => calls.filter((call) => !call.settled).length;
  return {
    ...(key !== undefined && { key }),
    capabilities: { filters: {}, fields: [], order: 'created', maxPageSize: 1000, ...capabilities },
    list(request, { signal }) {
      const { promise, call } = deferredCall(request, signal, honoursAbort);
      calls.push(call);
      maxInFlight = Math.max(maxInFlight, inFlight());
      return promise;
    },
    get: (id) => Promise.reject(providerError('not-found', `There is no conversation ${id}.`)),
    calls,
    get last() {
      const call = calls.at(-1);
      if (!call) throw new Error('The provider was never asked for a list.');
      return call;
    },
    get inFlight() {
      return inFlight();
    },
    get maxInFlight() {
      return maxInFlight;
    },
  };
}

function deferredCall(request: ListRequest, signal: AbortSignal, honoursAbort: boolean) {
  let resolve!: (page: ConversationPage) => void;
  let reject!: (thrown: unknown) => void;
  const promise = new Promise<ConversationPage>((yes, no) => {
    resolve = yes;
    reject = no;
  });
  let done = false;
  const call: DeferredCall = {
    request,
    signal,
    get settled() {
      return done;
    },
    resolve(page) {
      done = true;
      resolve(page as ConversationPage);
      return settled();
    },
    reject(thrown) {
      done = true;
      reject(thrown);
      return settled();
    },
  };
  if (honoursAbort) {
    signal.addEventListener('abort', () => {
      done = true;
      reject(signal.reason);
    });
  }
  return { promise, call };
}
