/** What tests of `<recording-player>` share: a place for it, and a playback service in their hands. */
import { fixture, html } from '@open-wc/testing';
import '../../../src/define.js';
import type { RecordingPlayer } from '../../../src/index.js';
import type {
  Listening,
  PlaybackService,
  PlaybackSession,
  PlaybackView,
} from '../../../src/internal/playback.js';
import { until } from '../../../stories/inbox.js';

export type PlayerProperties = Partial<
  Pick<
    RecordingPlayer,
    | 'src'
    | 'conversationId'
    | 'playbackRate'
    | 'compact'
    | 'detailHref'
    | 'label'
    | 'noShortcuts'
    | 'provider'
    | 'recording'
    | 'transcript'
  >
>;

export async function box(width = 1400): Promise<HTMLElement> {
  const place = await fixture<HTMLElement>(html`<div></div>`);
  place.style.inlineSize = `${width}px`;
  return place;
}

/** A player with everything it loads; taken away after the test. */
export async function mount(
  properties: PlayerProperties = {},
  width?: number,
): Promise<RecordingPlayer> {
  const place = await box(width);
  const player = document.createElement('recording-player');
  Object.assign(player, properties);
  place.append(player);
  await player.updateComplete;
  return player;
}

export const sounds = (player: RecordingPlayer): Promise<unknown> =>
  until(() => player.matches(':state(playing)'), 'it plays');

export const silent = (player: RecordingPlayer): Promise<unknown> =>
  until(() => !player.matches(':state(playing)'), 'it is silent');

export const named = (player: Element, part: string): HTMLElement => {
  const found = player.shadowRoot!.querySelector<HTMLElement>(`[part~="${part}"]`);
  if (!found) throw new Error(`There is no part ${part}.`);
  return found;
};

export const slider = (player: Element): HTMLInputElement =>
  named(player, 'slider') as HTMLInputElement;

export const spoken = (player: Element): string | null =>
  slider(player).getAttribute('aria-valuetext');

export const status = (player: Element): string =>
  player.shadowRoot!.querySelector('[role="status"]')!.textContent;

/** What can be pressed or chosen, and is there to be seen. */
export const visible = (player: Element): HTMLElement[] =>
  [...player.shadowRoot!.querySelectorAll<HTMLElement>('button, select, input')].filter((each) =>
    each.checkVisibility(),
  );

export const nameOf = (control: HTMLElement): string =>
  (control.getAttribute('aria-label') ?? control.textContent.trim().replace(/\s+/g, ' ')) ||
  control.className;

/** What a fake session was asked to do. */
export interface FakeSession {
  readonly calls: string[];
  readonly listened: Listening[];
  readonly views: Set<PlaybackView>;
  /** As if the service had changed it. */
  change(fields: Partial<Omit<PlaybackSession, 'attach'>>): void;
}

const KEY = Symbol.for('conversation-inbox.playback.v1');

/** Puts a playback service of the test's own in the page's place for it. */
export function fakePlayback(): {
  readonly session: (key?: string) => FakeSession;
  readonly restore: () => void;
} {
  const page = globalThis as { [KEY]?: PlaybackService };
  const before = page[KEY];
  const made: [string, FakeSession & PlaybackSession][] = [];
  const service = {
    rate: 1,
    volume: 1,
    keys: new WeakMap<object, string>(),
    muted: false,
    session: (key: string) => {
      const known = made.find(([each]) => each === key)?.[1];
      if (known) return known;
      const session = fakeSession(key);
      made.push([key, session]);
      return session;
    },
    setRate: (rate: number) => set({ rate }),
    setVolume: (volume: number, muted: boolean) => set({ volume, muted }),
  };
  const set = (fields: object) => {
    Object.assign(service, fields);
    for (const [, session] of made) session.change({});
  };
  page[KEY] = service;
  return {
    session: (key) => {
      const found = key === undefined ? made.at(-1) : made.find(([each]) => each === key);
      if (!found) throw new Error(`Nobody asked for ${key ?? 'a session'}.`);
      return found[1];
    },
    restore: () => {
      page[KEY] = before;
    },
  };
}

function fakeSession(key: string): FakeSession & PlaybackSession {
  const calls: string[] = [];
  const listened: Listening[] = [];
  const views = new Set<PlaybackView>();
  const session: FakeSession & PlaybackSession = {
    key,
    calls,
    listened,
    views,
    state: 'idle',
    reason: undefined,
    error: undefined,
    wanted: false,
    time: 0,
    duration: 60,
    buffered: [],
    seekable: true,
    recording: undefined,
    renewals: 0,
    renewedIn: 0,
    listening: { skipSilence: false, speakerId: undefined, passages: undefined },
    change(fields) {
      Object.assign(session, fields);
      for (const view of [...views]) view.changed();
    },
    play: () => {
      calls.push('play');
      return Promise.resolve();
    },
    pause: () => void calls.push('pause'),
    seek: (time) => {
      calls.push(`seek ${time}`);
      session.change({ time });
    },
    offer: ({ source: _source, ...recording }) => session.change({ recording }),
    check: () => {
      calls.push('check');
      return Promise.resolve();
    },
    listen: (listening) => {
      listened.push(listening);
      session.change({ listening });
    },
    download: (name) => {
      calls.push(`download ${name}`);
      return Promise.resolve();
    },
    attach: (view) => {
      views.add(view);
      return () => void views.delete(view);
    },
  };
  return session;
}
