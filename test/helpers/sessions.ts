/** What tests of the playback service share: sessions of their own, each shown in a view that writes down what it sees. */
import {
  playback,
  type PlaybackSession,
  type PlaybackState,
  type PlaybackView,
} from '../../src/internal/playback.js';
import type { Recording } from '../../src/model/index.js';
import { tone, until } from '../../stories/inbox.js';

// Long enough to last through a test on the slowest machine.
export const available = (
  source: string | Blob = tone(60),
  more: Partial<Recording> = {},
): Recording => ({ availability: 'available', source, ...more });

export interface ShownSession {
  readonly session: PlaybackSession;
  readonly states: readonly PlaybackState[];
  /** Why the provider was asked, each time. */
  readonly asked: readonly string[];
  readonly detach: () => void;
  reaches(state: PlaybackState): Promise<unknown>;
}

let made = 0;
const detached: (() => void)[] = [];

afterEach(() => {
  for (const detach of detached.splice(0)) detach();
});

export function sessionOf(
  recording: NonNullable<PlaybackView['recording']>,
  key = `test/${(made += 1)}`,
): ShownSession {
  const session = playback().session(key);
  const states: PlaybackState[] = [];
  const asked: string[] = [];
  const detach = session.attach({
    recording: (options) => {
      asked.push(options.reason);
      return recording(options);
    },
    changed: () => {
      if (states.at(-1) !== session.state) states.push(session.state);
    },
  });
  detached.push(detach);
  return {
    session,
    states,
    asked,
    detach,
    reaches: (state) => until(() => session.state === state, `it is ${state}`),
  };
}
