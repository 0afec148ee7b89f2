/** A stereo WAV whose bytes are computed where they are asked for: agent left, caller right. */
import { hash } from './random.js';
import type { Speech } from './speech.js';
import { SAMPLE_RATE, WAVE_FORMATS, type WaveFormat, type WaveFormatName } from './wave-format.js';

const TABLE_SIZE = 2048;
/** How far from zero a sample gets at most, of 32,767. */
export const LOUDNESS = 11_000;
const SYLLABLES_PER_SECOND = 4;
/** Frames over which a stretch of speech fades in and out, against clicks. */
const FADE = 80;

/** Formants in hertz: where in the spectrum a vowel is loud. */
const VOWELS = [
  [730, 1090, 2440],
  [530, 1840, 2480],
  [570, 840, 2410],
  [300, 870, 2240],
] as const;

const NOMINAL_PITCH = { agent: 205, caller: 118 } as const;

/** For each speaker one period of each vowel; the highest partial stays below half the sample rate. */
const TABLES = {
  agent: VOWELS.map((vowel) => period(NOMINAL_PITCH.agent, vowel)),
  caller: VOWELS.map((vowel) => period(NOMINAL_PITCH.caller, vowel)),
};

function period(pitch: number, formants: readonly number[]): Float32Array {
  const table = new Float32Array(TABLE_SIZE);
  for (let partial = 1; partial * pitch < 3400; partial++) {
    const loud = formants.reduce(
      (sum, formant) => sum + 1 / (1 + ((partial * pitch - formant) / 120) ** 2),
      0.08,
    );
    for (let index = 0; index < TABLE_SIZE; index++) {
      const sample = Math.sin((2 * Math.PI * partial * index) / TABLE_SIZE);
      table[index] = (table[index] as number) + (loud * sample) / Math.sqrt(partial);
    }
  }
  const peak = table.reduce((most, sample) => Math.max(most, Math.abs(sample)), 0);
  return table.map((sample) => sample / peak);
}

export interface Wave {
  /** Bytes of the whole file. */
  readonly size: number;
  /** The bytes from `first` to `last`, both included. */
  bytes(first: number, last: number): Buffer;
}

export function createWave(source: {
  readonly seed: number;
  readonly seq: number;
  readonly seconds: number;
  readonly plan: readonly Speech[];
  /** Default `pcm`, 16 bits a sample. */
  readonly format?: WaveFormatName;
}): Wave {
  const format: WaveFormat = WAVE_FORMATS[source.format ?? 'pcm'];
  const frames = source.seconds * SAMPLE_RATE;
  const header = format.header(frames);
  const frameAt = (at: number): number => (at - header.length) / format.frameBytes;
  const pitch = {
    agent: NOMINAL_PITCH.agent * tune(source.seed, source.seq, 1),
    caller: NOMINAL_PITCH.caller * tune(source.seed, source.seq, 2),
  };
  return {
    size: header.length + frames * format.frameBytes,
    bytes(first, last) {
      const firstFrame = Math.max(0, Math.floor(frameAt(first)));
      const endFrame = Math.max(0, Math.ceil(frameAt(last + 1)));
      const sound = new Int16Array((endFrame - firstFrame) * 2);
      for (const speech of source.plan) {
        speak(sound, firstFrame, endFrame, speech, pitch[speech.speaker]);
      }
      const start = header.length + firstFrame * format.frameBytes;
      const body = format
        .encode(sound)
        .subarray(Math.max(0, first - start), Math.max(0, last + 1 - start));
      const head = header.subarray(first, last + 1);
      return head.length > 0 ? Buffer.concat([head, body]) : body;
    },
  };
}

/** A factor a little above or below one, so that not everybody has the same voice. */
function tune(seed: number, seq: number, voice: number): number {
  return 0.94 + (hash(seed, seq, voice) % 1000) / 10_000;
}

/** How loud a stretch of speech is some seconds after its start, from 0 to 1. */
export function loudnessAt(speech: Speech, seconds: number): number {
  const beat = seconds * SYLLABLES_PER_SECOND;
  return stress(speech, Math.floor(beat)) * swell(beat % 1);
}

/** Some syllables are louder than others. */
function stress(speech: Speech, syllable: number): number {
  return 0.5 + (hash(speech.start, syllable, 1) % 500) / 1000;
}

/** Every syllable swells and fades; `part` is how much of it is over, from 0 to 1. */
function swell(part: number): number {
  return 0.1 + 0.9 * Math.sin(Math.PI * part) ** 2;
}

/** Writes what is heard of one stretch of speech between two frames into its own channel. */
function speak(
  sound: Int16Array,
  firstFrame: number,
  endFrame: number,
  speech: Speech,
  pitch: number,
): void {
  const start = (speech.start * SAMPLE_RATE) / 1000;
  const end = (speech.end * SAMPLE_RATE) / 1000;
  const from = Math.max(start, firstFrame);
  const to = Math.min(end, endFrame);
  const channel = speech.speaker === 'agent' ? 0 : 1;
  const tables = TABLES[speech.speaker];
  let syllable = -1;
  let table = tables[0] as Float32Array;
  let loudness = 0;
  for (let frame = from; frame < to; frame++) {
    const beat = ((frame - start) * SYLLABLES_PER_SECOND) / SAMPLE_RATE;
    if (Math.floor(beat) !== syllable) {
      syllable = Math.floor(beat);
      table = tables[hash(speech.start, syllable) % tables.length] as Float32Array;
      loudness = stress(speech, syllable) * LOUDNESS;
    }
    const fade = Math.min(1, (frame - start + 1) / FADE, (end - frame) / FADE);
    const phase = (frame * pitch) / SAMPLE_RATE;
    const sample = table[Math.floor((phase - Math.floor(phase)) * TABLE_SIZE)] as number;
    sound[(frame - firstFrame) * 2 + channel] = Math.round(
      sample * swell(beat - syllable) * fade * loudness,
    );
  }
}
