/** Calls that are given up, and calls that fail. */
import { isProviderError } from '../model/index.js';
import type {
  CallOptions,
  Conversation,
  ConversationProvider,
  ErrorKind,
  ProviderError,
} from '../model/index.js';
import { broken, some } from './clause.js';
import type { Clause, Subject } from './clause.js';
import type { ContractOptions } from './options.js';
import { kindOf, settled, told, within } from './settle.js';
import type { Settled } from './settle.js';
import { allRows } from './walk.js';

type Call = (options: CallOptions) => Promise<unknown>;

/** The calls that a provider has, for conversations with something in them. */
function callsOf(provider: ConversationProvider, rows: readonly Conversation[]) {
  const { id } = (rows.find(({ transcript }) => transcript === 'available') ?? rows[0])!;
  const recorded = rows.find(({ recording }) => recording === 'available');
  const calls: Readonly<Record<string, Call | undefined>> = {
    list: (options) => provider.list({ query: {}, pageSize: 2 }, options),
    get: (options) => provider.get(id, options),
    turns: provider.turns && ((options) => provider.turns!({ id, pageSize: 2 }, options)),
    recording:
      provider.recording &&
      recorded &&
      ((options) => provider.recording!(recorded.id, { ...options, reason: 'play' })),
    agents: provider.agents && ((options) => provider.agents!({}, options)),
  };
  return Object.entries(calls).flatMap(([name, call]) => (call ? [{ name, call }] : []));
}

const MOST_TRIES = 5;

const ABORT: Clause = {
  name: 'gives up a call when it is told to, before and during the call',
  holds: givesUp,
};

async function givesUp(subject: Subject): Promise<void> {
  for (const { name, call } of callsOf(subject.provider, await allRows(subject))) {
    await refusesToBegin(name, call, subject.options.patience);
    await stops(name, call, subject.options.patience);
  }
}

async function refusesToBegin(name: string, call: Call, patience: number): Promise<void> {
  const end = settled(() => call({ signal: AbortSignal.abort() }));
  gaveUp(`${name}() with a signal that had aborted`, await within(end, patience), patience);
}

/** Tried a few times: an answer can be on its last steps, where nothing stops it any more. */
async function stops(name: string, call: Call, patience: number): Promise<void> {
  const when = `${name}() whose signal aborted`;
  let late: Settled<unknown> | undefined;
  for (let tries = 0; tries < MOST_TRIES; tries += 1) {
    const controller = new AbortController();
    const end = settled(() => call({ signal: controller.signal }));
    // What was answered from memory, without waiting for anything, cannot be given up.
    const isThere = (await within(end, 0)) !== undefined;
    controller.abort();
    if (isThere) continue;
    late = await within(end, patience);
    if (!late || late.failed) return gaveUp(when, late, patience);
  }
  if (late) gaveUp(when, late, patience);
}

function gaveUp(when: string, ended: Settled<unknown> | undefined, patience: number): void {
  const advice = 'Hand the signal on to fetch, or ask signal.throwIfAborted().';
  if (!ended) throw broken(`${when} did not end within ${patience} seconds.`, advice);
  if (!ended.failed) throw broken(`${when} answered all the same.`, advice);
  if (kindOf(ended.thrown) === 'aborted') return;
  throw broken(`${when} rejected with ${told(ended.thrown)}.`, 'Throw its AbortError on as it is.');
}

/** A check for each kind of error that the team can bring about. */
export function callClauses({ failing = {} }: ContractOptions): readonly Clause[] {
  const kinds = Object.keys(failing) as readonly ErrorKind[];
  return [
    ABORT,
    ...kinds.map((kind) => ({
      name: `rejects with kind ${kind} when that is what failed`,
      holds: (subject: Subject) => failsAs(subject, kind),
    })),
  ];
}

async function failsAs({ options }: Subject, kind: ErrorKind): Promise<void> {
  const provider = await options.failing?.[kind]?.();
  const { signal } = new AbortController();
  const ended = await settled(async () => provider?.list({ query: {}, pageSize: 2 }, { signal }));
  if (!ended.failed) {
    throw broken(`list() answered where it should fail with ${kind}.`, `See \`failing.${kind}\`.`);
  }
  const error = asError(ended.thrown, options.secrets);
  if (error.kind !== kind) {
    const advice = 'Pick the kind that names what the reader can do about it.';
    throw broken(`list() rejected with ${told(error)} and not with ${kind}.`, advice);
  }
  const { retryAfter } = error;
  if (kind === 'rate-limited' && !(Number.isFinite(retryAfter) && Number(retryAfter) >= 0)) {
    const advice = 'Say in seconds when another attempt makes sense.';
    throw broken(`retryAfter of the error is ${retryAfter}.`, advice);
  }
}

/** What was thrown, if it is an error that may be shown. */
export function asError(thrown: unknown, secrets: readonly string[] = []): ProviderError {
  if (!isProviderError(thrown)) {
    throw broken(
      `It threw ${typeof thrown === 'string' ? some([thrown]) : String(thrown)}, and no ProviderError.`,
      'Make errors with providerError(kind, message).',
    );
  }
  const { message, code, requestId, details } = thrown;
  if (!message) throw broken('The message of the error is empty.', 'Say what failed, for people.');
  const said = [message, code, requestId, ...Object.values(details ?? {})].join('\n');
  const leaked = secrets.filter((secret) => secret !== '' && said.includes(secret));
  if (leaked.length > 0 || /[a-z][a-z+.-]*:\/\//i.test(said)) {
    const advice = 'Errors are shown and logged: they hold neither a credential nor a URL.';
    throw broken('An error says a secret or a URL.', advice);
  }
  return thrown;
}
