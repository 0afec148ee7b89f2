/** Recordings, transcripts and providers for the stories and tests of `<recording-player>`. */
import type {
  ConversationProvider,
  Recording,
  RefreshReason,
  Speaker,
  Transcript,
  Turn,
} from '../src/model/index.js';
import { createMemoryProvider } from '../src/providers/memory/provider.js';
import { conversation } from './fixtures.js';
import { tone } from './inbox.js';

const AGENT: Speaker = { id: 'agent', role: 'agent', name: 'Nora' };
const CALLER: Speaker = { id: 'caller', role: 'caller', name: 'Tomasz Wójcik' };

function turn(
  order: number,
  speakerId: string,
  start: number,
  end: number,
  parts: Partial<Turn> = {},
): Turn {
  return {
    id: `turn-${order}`,
    kind: 'message',
    speakerId,
    status: 'final',
    start,
    end,
    parts: [{ type: 'text', text: `Turn ${order}` }],
    ...parts,
  };
}

const tool = (
  order: number,
  name: string,
  start: number,
  state: 'done' | 'error' = 'done',
): Turn => ({
  id: `turn-${order}`,
  kind: 'tool',
  status: 'final',
  start,
  parts: [],
  tool: { name, state },
});

/** Two speakers over a minute, with a tool call of each kind, an interruption and a silence. */
export const transcript: Transcript = {
  version: 1,
  shape: 'plain',
  availability: 'available',
  timing: 'turn',
  offset: 0,
  speakers: [AGENT, CALLER],
  turns: [
    turn(1, 'agent', 0, 6),
    turn(2, 'caller', 7, 12),
    turn(3, 'agent', 13, 20),
    tool(4, 'lookup_insurance_plan', 21),
    turn(5, 'caller', 22, 27),
    turn(6, 'agent', 28, 35, { status: 'interrupted' }),
    turn(7, 'caller', 34, 38),
    tool(8, 'transfer_call', 39, 'error'),
    turn(9, 'agent', 44, 50),
    turn(10, 'caller', 51, 55),
    turn(11, 'agent', 56, 60),
  ],
  notices: [],
};

/** Peaks as loud as speech is: bursts with pauses in between. */
export const peaks = (seed = 1, length = 600): number[] =>
  Array.from({ length }, (_, index) =>
    Math.abs(Math.sin(index / (9 * seed)) * Math.sin(index * 1.7) * (index % 97 < 70 ? 1 : 0.05)),
  );

export const available = (parts: Partial<Recording> = {}): Recording => ({
  availability: 'available',
  source: tone(60),
  duration: 60,
  type: 'audio/wav',
  ...parts,
});

/** A provider whose recordings are what is given, whichever conversation is asked for. */
export function recordings(
  give: (reason: RefreshReason) => Recording | Promise<Recording> = () => available(),
  parts: Partial<ConversationProvider> = {},
): ConversationProvider {
  const provider = createMemoryProvider({
    conversations: [conversation({ id: 'c-1' })],
    recordings: (_, reason) => give(reason),
  });
  return { ...provider, ...parts };
}
