/** A provider with everything that a provider can have, over a small source that is easy to break. */
import type {
  Conversation,
  ConversationProvider,
  RawTranscript,
  Turn,
} from '../../src/model/index.js';
import { providerError } from '../../src/model/index.js';
import { createMemoryProvider, type MemoryProvider } from '../../src/providers/memory/provider.js';
import type { ContractOptions } from '../../src/testing/index.js';

const COUNT = 24;
const CHANNELS = ['phone', 'web', 'email', 'text'];
const STATUSES = ['completed', 'failed', 'in_progress'];
const AGENTS = ['Nora', 'Ravi', 'Front desk'];

const time = (minute: number) => new Date(Date.UTC(2026, 0, 1) + minute * 60_000).toISOString();

/** Two of them share each time, and there are three of everything. */
export function conversation(index: number): Conversation {
  const at = time(index >> 1);
  return {
    id: `c${index}`,
    at,
    createdAt: at,
    updatedAt: time((index >> 1) + 5),
    channel: CHANNELS[index % 4]!,
    direction: index % 2 ? 'inbound' : 'outbound',
    status: STATUSES[index % 3]!,
    agent: {
      id: `a${index % 3}`,
      name: AGENTS[index % 3]!,
      versionId: `v${index % 3}`,
      address: `+120255501${10 + (index % 3)}`,
    },
    caller: { role: 'caller', name: `Caller ${index}`, address: `+1202555${9000 - index}` },
    summary: index % 5 ? `Summary ${index}` : null,
    duration: index * 3.5,
    userTurns: index % 7,
    messageCount: 5,
    consent: { optedIn: index % 2 === 0 },
    externalId: `x${index}`,
    campaign: index % 2 ? 'Winback' : 'Renewal',
    metadata: { campaign: index % 2 ? 'Winback' : 'Renewal', ticket: index % 4 },
    recording: index % 3 === 0 ? 'available' : 'none',
    transcript: index % 4 === 0 ? 'none' : 'available',
  };
}

const transcript: RawTranscript = { raw: 'Agent: Good afternoon.\nCaller: Hello.' };

const turn = (number: number): Turn => ({
  id: `t${number}`,
  kind: 'sms',
  status: 'final',
  parts: [{ type: 'text', text: `Message ${number}` }],
});

type Whole = MemoryProvider &
  Required<Pick<ConversationProvider, 'recording' | 'turns' | 'agents'>>;

export function wholeProvider(
  more: {
    readonly latency?: number;
    readonly withheld?: readonly ('summary' | 'recording')[];
  } = {},
): Whole {
  const conversations = Array.from({ length: COUNT }, (_, index) => conversation(index));
  const memory = createMemoryProvider({
    conversations,
    details: (id) => {
      const found = conversations.find((one) => one.id === id);
      return (
        found && { conversation: found, ...(found.transcript === 'available' && { transcript }) }
      );
    },
    recordings: (id) =>
      conversations.find((one) => one.id === id)?.recording === 'available'
        ? { availability: 'available', source: 'https://audio.example.com/a.mp3', duration: 3 }
        : undefined,
    ...more,
  });
  return {
    ...memory,
    recording: memory.recording!,
    async turns({ cursor, pageSize, from }, { signal }) {
      signal.throwIfAborted();
      const all = [1, 2, 3, 4, 5].map(turn);
      const [side, text] = (cursor ?? '').split(' ');
      const at = cursor === undefined ? (from === 'end' ? all.length : 0) : Number(text);
      const up = side ? side === 'before' : from === 'end';
      const [start, end] = up ? [Math.max(0, at - pageSize), at] : [at, at + pageSize];
      return {
        turns: all.slice(start, end),
        ...(up && start > 0 && { before: `before ${start}` }),
        ...(!up && end < all.length && { after: `after ${end}` }),
      };
    },
    async agents({ search = '', cursor = '0' }, { signal }) {
      signal.throwIfAborted();
      const found = AGENTS.map((name, index) => ({ id: `a${index}`, name })).filter(({ name }) =>
        name.toLowerCase().includes(search.toLowerCase()),
      );
      const at = Number(cursor);
      return {
        items: found.slice(at, at + 2),
        ...(at + 2 < found.length && { nextCursor: String(at + 2) }),
      };
    },
  };
}

export const SECRET = 'sk_test_secret';

/** All there is to tell of it. */
export function wholeOptions(): ContractOptions<Whole> {
  let arrived = COUNT;
  const failing = (kind: 'unauthorized' | 'rate-limited') => () => {
    const provider = wholeProvider();
    provider.failNext(providerError(kind, 'It failed.', { retryAfter: 3 }));
    return provider;
  };
  return {
    provider: wholeProvider,
    expectedIds: Array.from({ length: COUNT }, (_, index) => `c${index}`),
    change: (provider) => provider.push(conversation((arrived += 1))),
    failing: { unauthorized: failing('unauthorized'), 'rate-limited': failing('rate-limited') },
    secrets: [SECRET],
    patience: 0.05,
  };
}
