/** What the audio object and providers say, read as the service needs it. Pure. */
import type { Availability } from '../../model/conversation.js';
import { isProviderError, providerError, type ProviderError } from '../../model/error.js';
import type { PlaybackReason, Recording } from '../../model/recording.js';
import type { PlaybackState } from './types.js';

export function stateOf(audio: HTMLAudioElement, sounded: boolean): PlaybackState {
  if (audio.ended) return 'ended';
  if (audio.seeking) return 'seeking';
  if (audio.paused) return sounded ? 'paused' : 'ready';
  if (audio.readyState > HTMLMediaElement.HAVE_CURRENT_DATA) return 'playing';
  return sounded ? 'buffering' : 'loading';
}

/** A provider that gives only the address, or the audio itself, means that there is a recording. */
export function asRecording(answer: unknown): Recording | undefined {
  if (!answer) return undefined;
  if (typeof answer === 'string' || answer instanceof Blob)
    return { availability: 'available', source: answer };
  const recording = answer as Recording;
  return recording.source && !recording.availability
    ? { ...recording, availability: 'available' }
    : recording;
}

/** What is thrown unawares may quote the URL. */
export const failureOf = (thrown: unknown): ProviderError =>
  isProviderError(thrown) ? thrown : providerError('server', 'The recording could not be loaded.');

/** `NaN` for what is no length. */
export const lengthOf = (duration: unknown): number =>
  Number.isFinite(duration) && (duration as number) > 0 ? (duration as number) : NaN;

const ABSENT = new Set<Availability>(['none', 'processing', 'withheld', 'removed']);

/** Why an availability leaves nothing to play; `undefined` when there may be something. */
export const reasonOf = (availability: Availability): PlaybackReason | undefined =>
  ABSENT.has(availability) ? (availability as PlaybackReason) : undefined;

/** What to do about an error is in its kind; for the listener there are fewer ways out. */
const REASONS = new Map<string, PlaybackReason>([
  ['unauthorized', 'forbidden'],
  ['forbidden', 'forbidden'],
  ['not-found', 'none'],
  ['network', 'network'],
  ['timeout', 'network'],
  ['offline', 'offline'],
]);

export const reasonFor = ({ kind }: ProviderError): PlaybackReason =>
  REASONS.get(kind) ?? 'provider';
