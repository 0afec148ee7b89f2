/** Waveform peaks in one form, whatever form and quality they came in. */
import type { Peaks } from '../../model/recording.js';

/** More than any screen shows of a timeline. */
const MOST_BUCKETS = 4000;
/** Numbers looked at for one bucket; with more than that, evenly spread ones stand for all. */
const MOST_LOOKED_AT = 2500;
const MOST_CHANNELS = 2;

/** How loud a channel is at each of `length` moments. */
interface Channel {
  readonly length: number;
  readonly at: (index: number) => number;
}

/**
 * One array per channel, at most two, of 0 (silence) to 1 (the loudest moment of all of them), evenly
 * spread over the recording. Empty when there is nothing to draw: no peaks, nothing but silence, or
 * something else than peaks. Never throws.
 */
export function normalisedPeaks(peaks: Peaks | undefined): readonly Float32Array[] {
  const channels = channelsOf(peaks).map(reduced);
  let loudest = 0;
  for (const channel of channels) for (const peak of channel) loudest = Math.max(loudest, peak);
  if (loudest === 0) return [];
  return channels.map((channel) => Float32Array.from(channel, (peak) => peak / loudest));
}

function channelsOf(peaks: Peaks | undefined): Channel[] {
  if (isList(peaks)) {
    const nested = (peaks as readonly unknown[]).slice(0, MOST_CHANNELS).filter(isList);
    return (nested.length ? nested : [peaks])
      .filter(({ length }) => length)
      .map((list) => ({ length: list.length, at: (index) => loudness(list[index]) }));
  }
  const { data, channels: count, length: pixels } = (peaks ?? {}) as Record<string, unknown>;
  if (!isList(data) || !Number.isInteger(count) || !((count as number) > 0)) return [];
  // For each pixel, for each channel: lowest and highest sample.
  const stride = 2 * (count as number);
  const whole = Math.floor(data.length / stride);
  const length = typeof pixels === 'number' && pixels < whole ? Math.floor(pixels) : whole;
  if (!(length > 0)) return [];
  return Array.from({ length: Math.min(count as number, MOST_CHANNELS) }, (_, channel) => ({
    length,
    at: (index: number) => {
      const low = index * stride + 2 * channel;
      return Math.max(loudness(data[low]), loudness(data[low + 1]));
    },
  }));
}

const isList = (value: unknown): value is readonly unknown[] => Array.isArray(value);

/** What is no number is silence. */
const loudness = (value: unknown): number =>
  typeof value === 'number' && Number.isFinite(value) ? Math.abs(value) : 0;

/** Each bucket is as loud as its loudest moment. */
function reduced({ length, at }: Channel): Float64Array {
  const buckets = new Float64Array(Math.min(length, MOST_BUCKETS));
  const size = length / buckets.length;
  const step = Math.max(1, Math.floor(size / MOST_LOOKED_AT));
  for (let bucket = 0; bucket < buckets.length; bucket += 1) {
    const end = Math.floor((bucket + 1) * size);
    let loudest = 0;
    for (let index = Math.floor(bucket * size); index < end; index += step) {
      loudest = Math.max(loudest, at(index));
    }
    buckets[bucket] = loudest;
  }
  return buckets;
}
