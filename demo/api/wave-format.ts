/** How sound is written down as a WAV file: what stands before it, and how samples become bytes. */

export const SAMPLE_RATE = 8000;
const CHANNELS = 2;
/** What a program writes that does not know yet how much will follow. */
const UNKNOWN = 0xffff_ffff;

export interface WaveFormat {
  /** Bytes of one sample of both channels. */
  readonly frameBytes: number;
  header(frames: number): Buffer;
  encode(sound: Int16Array): Buffer;
}

export const WAVE_FORMATS = {
  pcm: {
    frameBytes: 4,
    header: (frames) => Buffer.concat([riff(frames * 4 + 36), pcmFormat(), data(frames * 4)]),
    encode: littleEndian,
  },
  /** PCM as it comes out of a pipe: the sizes in the header are unknown. */
  piped: {
    frameBytes: 4,
    header: () => Buffer.concat([riff(UNKNOWN), pcmFormat(), data(UNKNOWN)]),
    encode: littleEndian,
  },
  /** G.711 µ-law, the sound of telephone networks: format tag 7, 8 bits a sample. */
  mulaw: {
    frameBytes: 2,
    header: (frames) =>
      Buffer.concat([riff(frames * 2 + 50), mulawFormat(frames), data(frames * 2)]),
    encode: (sound) => Buffer.from(Uint8Array.from(sound, toMulaw)),
  },
} satisfies Record<string, WaveFormat>;

export type WaveFormatName = keyof typeof WAVE_FORMATS;

function riff(size: number): Buffer {
  const bytes = Buffer.from('RIFF....WAVE', 'latin1');
  bytes.writeUInt32LE(size, 4);
  return bytes;
}

function data(size: number): Buffer {
  const bytes = Buffer.from('data....', 'latin1');
  bytes.writeUInt32LE(size, 4);
  return bytes;
}

function pcmFormat(): Buffer {
  return formatChunk(1, 2, 16);
}

/** A format that is not PCM says how long its extension is, and how many frames there are. */
function mulawFormat(frames: number): Buffer {
  const fact = Buffer.from('fact........', 'latin1');
  fact.writeUInt32LE(4, 4);
  fact.writeUInt32LE(frames, 8);
  return Buffer.concat([formatChunk(7, 1, 18), fact]);
}

function formatChunk(tag: number, sampleBytes: number, size: number): Buffer {
  const bytes = Buffer.alloc(8 + size);
  bytes.write('fmt ', 0, 'latin1');
  bytes.writeUInt32LE(size, 4);
  bytes.writeUInt16LE(tag, 8);
  bytes.writeUInt16LE(CHANNELS, 10);
  bytes.writeUInt32LE(SAMPLE_RATE, 12);
  bytes.writeUInt32LE(SAMPLE_RATE * CHANNELS * sampleBytes, 16);
  bytes.writeUInt16LE(CHANNELS * sampleBytes, 20);
  bytes.writeUInt16LE(sampleBytes * 8, 22);
  return bytes;
}

function littleEndian(sound: Int16Array): Buffer {
  const buffer = Buffer.from(sound.buffer, sound.byteOffset, sound.byteLength);
  return new Uint8Array(new Uint16Array([1]).buffer)[0] === 1 ? buffer : buffer.swap16();
}

/** Three bits for the size of a sample, four for its place within that size, all bits inverted. */
function toMulaw(sample: number): number {
  const sign = sample < 0 ? 0x80 : 0;
  const biased = Math.min(Math.abs(sample), 32_635) + 132;
  const exponent = 24 - Math.clz32(biased);
  const mantissa = (biased >> (exponent + 3)) & 0x0f;
  return ~(sign | (exponent << 4) | mantissa) & 0xff;
}
