/** One conversation: opened, read and heard. */
import type {
  Availability,
  Conversation,
  ConversationDetail,
  ConversationProvider,
  Recording,
} from '../model/index.js';
import { parseTranscript } from '../transcripts/index.js';
import { asError } from './calls.js';
import { AVAILABILITIES, conversationFaults } from './conversation-faults.js';
import { broken, some } from './clause.js';
import type { Clause, Subject } from './clause.js';
import { leaks } from './rows.js';
import { settled, told } from './settle.js';
import { allRows, frozen, without } from './walk.js';

export const DETAILS: readonly Clause[] = [
  { name: 'opens a conversation from its row, and from nothing but its id', holds: opens },
  { name: 'says not-found for an id that nobody has, however hostile', holds: findsNobody },
  { name: 'brings a transcript where a row says that there is one', holds: bringsTranscripts },
  { name: 'brings a recording where a row says that there is one', holds: bringsRecordings },
];

/** Conversations looked at of each availability. */
const MOST_LOOKED_AT = 3;

const HOSTILE_IDS = [
  ...['no-such-conversation', '', '.', '..', '../x', '%2F', '%2e%2e', 'a/b', 'a?b#c', 'a\r\nb'],
  ...['__proto__', 'constructor', 'toString', '\u0000', '\ud800', '-1', 'x'.repeat(2000)],
];

async function get(
  { provider, options }: Subject,
  id: string,
  known?: Conversation,
): Promise<ConversationDetail> {
  const { signal } = new AbortController();
  const answer = await settled(() => provider.get(id, { signal, ...(known && { known }) }));
  const asked = `get(${some([id])})${known ? ' with its row' : ''}`;
  if (answer.failed) {
    throw broken(
      `${asked} rejected with ${told(answer.thrown)}.`,
      'The list has that conversation.',
    );
  }
  const { conversation, withheld = options.withheld ?? [] } = frozen(answer.value);
  const faults = conversationFaults(conversation);
  if (faults.length > 0) throw broken(`${asked}: ${faults[0]}`, 'See `Conversation`.');
  if (conversation.id !== id) {
    throw broken(`${asked} brought ${some([conversation.id])}.`, 'Answer with the one asked for.');
  }
  const leaked = leaks(conversation, withheld);
  if (leaked.length > 0) {
    throw broken(`${asked} brought ${some(leaked)}, which are withheld.`, 'Leave them out.');
  }
  return answer.value;
}

async function opens(subject: Subject): Promise<void> {
  const rows = await allRows(subject);
  for (const row of [rows[0]!, rows.at(-1)!]) {
    const opened = [await get(subject, row.id, row), await get(subject, row.id)];
    for (const { conversation } of opened) {
      // A source may know less without the row, but nothing else.
      for (const field of ['at', 'createdAt', 'channel', 'direction', 'duration'] as const) {
        const [listed, found] = [row[field] ?? null, conversation[field] ?? null];
        if (listed === null || found === null || listed === found) continue;
        throw broken(
          `get(${some([row.id])}) says ${field} ${some([found])}, its row ${some([listed])}.`,
          'Make both from the source in the same way.',
        );
      }
    }
  }
}

async function findsNobody(subject: Subject): Promise<void> {
  const { provider, options } = subject;
  const { signal } = new AbortController();
  const known = (await allRows(subject)).map((row) => row.id);
  const [first] = known;
  const ids = [...HOSTILE_IDS, `../${first}`, `${first}/../${first}`, `${first}?x`];
  for (const id of without(ids, known)) {
    const shown = id.length > 99 ? `an id of ${id.length} letters` : some([id]);
    const answer = await settled(() => provider.get(id, { signal }));
    const advice =
      'Encode ids with encodeURIComponent; refuse "", "." and "..", which change a path.';
    if (!answer.failed) throw broken(`get(${shown}) answered.`, advice);
    const error = asError(answer.thrown, options.secrets);
    if (error.kind !== 'not-found')
      throw broken(`get(${shown}) rejected with ${told(error)}.`, advice);
  }
}

/** A few rows of each availability. */
function samples(rows: readonly Conversation[], field: 'recording' | 'transcript') {
  return AVAILABILITIES.flatMap((availability) =>
    rows.filter((row) => row[field] === availability).slice(0, MOST_LOOKED_AT),
  );
}

async function bringsTranscripts(subject: Subject): Promise<void> {
  const { provider, options } = subject;
  for (const row of samples(await allRows(subject), 'transcript')) {
    const { transcript } = await get(subject, row.id);
    const where = `The transcript of ${some([row.id])}`;
    const advice = `Its row says "${row.transcript}".`;
    if (transcript === undefined) {
      if (row.transcript !== 'available' || provider.turns) continue;
      throw broken(`${where} is not there.`, advice);
    }
    const { turns, notices } = await parseTranscript(transcript, { parsers: options.parsers });
    const given = 'turns' in transcript ? transcript.turns.length : turns.length;
    if (given !== turns.length) {
      throw broken(`${where} has ${given} turns, and ${turns.length} can be read.`, 'See `Turn`.');
    }
    const hasSome = turns.length > 0;
    if (row.transcript === 'available' && !hasSome && !provider.turns) {
      throw broken(`${where} has no turns ${some(notices)}.`, advice);
    }
    if (['none', 'withheld'].includes(row.transcript) && hasSome) {
      throw broken(`${where} has ${turns.length} turns.`, advice);
    }
  }
}

async function bringsRecordings(subject: Subject): Promise<void> {
  const { provider } = subject;
  const rows = samples(await allRows(subject), 'recording');
  for (const row of rows) {
    if (!provider.recording) {
      if (row.recording !== 'available') continue;
      const advice = 'Add recording() to the provider, or say "none" in the row.';
      throw broken(`The row of ${some([row.id])} has a recording that nobody can ask for.`, advice);
    }
    const recording = await recordingOf(provider, row);
    if (recording) keepsWord(row, recording);
  }
}

/** `undefined` where there is none, and the provider says so by rejecting. */
async function recordingOf(provider: ConversationProvider, row: Conversation) {
  const { signal } = new AbortController();
  const answer = await settled(async () =>
    provider.recording?.(row.id, { signal, reason: 'play' }),
  );
  if (!answer.failed) return answer.value;
  const { kind } = asError(answer.thrown);
  if (row.recording !== 'available' && ['not-found', 'forbidden'].includes(kind)) return undefined;
  const advice = `Its row says "${row.recording}".`;
  throw broken(`recording(${some([row.id])}) rejected with ${told(answer.thrown)}.`, advice);
}

function keepsWord(row: Conversation, { availability, source, duration }: Recording): void {
  // The source is quoted nowhere: it may be signed.
  const asked = `recording(${some([row.id])})`;
  const advice = `Its row says "${row.recording}".`;
  if (!AVAILABILITIES.includes(availability)) {
    throw broken(`${asked} has no availability.`, 'See `Recording`.');
  }
  const settledStates: readonly Availability[] = ['available', 'none', 'withheld', 'removed'];
  if (settledStates.includes(row.recording) && availability !== row.recording) {
    throw broken(`${asked} is "${availability}".`, advice);
  }
  if ((source !== undefined) !== (availability === 'available')) {
    throw broken(`${asked} is "${availability}", ${source ? 'with' : 'without'} a source.`, advice);
  }
  const isPlayable = typeof source !== 'string' || /^(https?|blob):/i.test(source);
  if (!isPlayable) {
    const what = 'The source of a recording is a whole https:, http: or blob: URL, or a Blob.';
    throw broken(`${asked} has a source that cannot be played.`, what);
  }
  if (duration !== undefined && !(Number.isFinite(duration) && duration >= 0)) {
    throw broken(`${asked} has the duration ${duration}.`, 'Give seconds, or leave it out.');
  }
  if (typeof source === 'string' && JSON.stringify(row).includes(source)) {
    const words = 'Rows are stored and logged: a URL is only in the answer of recording().';
    throw broken(`The row of ${some([row.id])} has the URL of its recording.`, words);
  }
}
