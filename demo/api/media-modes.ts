/** What real media servers do to a player: how recordings are sent until the mode is changed. */
import { readFileSync } from 'node:fs';
import type { Wave } from './wave.js';
import type { WaveFormatName } from './wave-format.js';

export const MEDIA_MODES = [
  'normal',
  /** Every URL, however fresh, is refused with 403. */
  'expired',
  /** The connection breaks after `seconds` of sound. Browsers go on where it broke, unasked. */
  'cut',
  /** After `seconds` of sound nothing more comes, on a connection that stays open. */
  'stall',
  /** No faster than `bytesPerSecond`; by default a little faster than it is listened to. */
  'slow',
  /** Ranges are neither announced nor answered: always 200 and the whole file. */
  'no-range',
  /** A web page that claims to be a WAV. */
  'wrong-type',
  /** No CORS headers. Matters for pages of another origin: see the setting `mediaElsewhere`. */
  'no-cors',
  /** A WAV out of a pipe: its length is neither in its header nor in the answer; no ranges. */
  'piped-wav',
  /** What a browser recorded, ten seconds of two tones: WebM/Opus without a length or an index. */
  'webm',
  /** The same sound in G.711 µ-law, which players cannot tell from PCM by its type. */
  'mulaw',
] as const;

export type MediaMode = (typeof MEDIA_MODES)[number];

export interface MediaPlan {
  readonly mode: MediaMode;
  /** Id of the only conversation it is for; the others are sent as usual. Default: all. */
  readonly conversation?: string;
  /** GET requests with a valid URL it is for, then it is `normal` again. Default: no end. */
  readonly times?: number;
  /**
   * For `cut` and `stall`: how much is sent of each answer, 32,000 bytes a second. Default 8;
   * Chromium does not begin to play before it has more than 4.
   */
  readonly seconds?: number;
  /** Throttles any mode. Default 38,400 for `slow`, 1.2 times what is listened to; else none. */
  readonly bytesPerSecond?: number;
}

export interface MediaModes {
  /** Takes the place of the plan before. */
  plan(plan: MediaPlan): void;
  /** With what is left of its `times`. */
  current(): MediaPlan;
  /** The plan in force for one conversation, not counted as used. */
  of(conversation: string): MediaPlan;
  /** The same, counted as used. */
  take(conversation: string): MediaPlan;
}

const NORMAL: MediaPlan = { mode: 'normal' };

export function createMediaModes(): MediaModes {
  let current = NORMAL;
  const of = (conversation: string): MediaPlan =>
    (current.conversation ?? conversation) === conversation ? current : NORMAL;
  return {
    plan(plan) {
      current = plan;
    },
    current: () => current,
    of,
    take(conversation) {
      const plan = of(conversation);
      if (plan.times !== undefined) {
        current = plan.times > 1 ? { ...plan, times: plan.times - 1 } : NORMAL;
      }
      return plan;
    },
  };
}

/** What an answer can be cut from. */
export interface MediaFile extends Wave {
  readonly type: string;
  /** Whether parts of it can be asked for. */
  readonly ranges: boolean;
  /** Whether the answer says how long it is. */
  readonly sized: boolean;
}

const WEBM = 'audio/webm; codecs=opus';

/** The file that a mode sends, of which only the named one is made. */
export function fileOf(mode: MediaMode, createWave: (format: WaveFormatName) => Wave): MediaFile {
  const wave = (format: WaveFormatName): MediaFile => ({
    ...createWave(format),
    type: 'audio/wav',
    ranges: true,
    sized: true,
  });
  switch (mode) {
    case 'no-range':
      return { ...wave('pcm'), ranges: false };
    case 'piped-wav':
      return { ...wave('piped'), ranges: false, sized: false };
    case 'mulaw':
      return wave('mulaw');
    case 'wrong-type':
      return { ...stored(PAGE), type: 'audio/wav', ranges: false, sized: true };
    case 'webm':
      return { ...stored(readFileSync(FIXTURE)), type: WEBM, ranges: true, sized: true };
    default:
      return wave('pcm');
  }
}

const FIXTURE = new URL('fixtures/two-tones.webm', import.meta.url);
const PAGE = Buffer.from('<!doctype html><title>Sign in</title><p>Your session has ended.</p>\n');

function stored(content: Buffer): Wave {
  return { size: content.length, bytes: (first, last) => content.subarray(first, last + 1) };
}

/** What the details of a recording say of the file: a live one does not know its length. */
export function factsOf(mode: MediaMode): { readonly type: string; readonly timed: boolean } {
  return {
    type: mode === 'webm' ? WEBM : 'audio/wav',
    timed: mode !== 'webm' && mode !== 'piped-wav',
  };
}
