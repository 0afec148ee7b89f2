import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { normalisedPeaks } from '../../../src/elements/recording-player/peaks.js';
import type { Peaks } from '../../../src/model/recording.js';

const shown = (peaks: unknown) =>
  normalisedPeaks(peaks as Peaks | undefined).map((channel) => [...channel]);

const audiowaveform = (channels: unknown, data: unknown, length: unknown = 1e6) => ({
  version: 2,
  channels,
  sample_rate: 8000,
  samples_per_pixel: 256,
  bits: 8,
  length,
  data,
});

describe('the waveform', () => {
  test('of plain numbers is one channel, as tall as its loudest moment', () =>
    assert.deepEqual(shown([0, 0.25, -0.5, 0.125]), [[0, 0.5, 1, 0.25]]));

  test('of one array per channel keeps how loud the channels are beside each other', () =>
    assert.deepEqual(
      shown([
        [1, 2],
        [-4, 0],
      ]),
      [
        [0.25, 0.5],
        [1, 0],
      ],
    ));

  test('of audiowaveform JSON is the farther of lowest and highest, channel by channel', () =>
    assert.deepEqual(shown(audiowaveform(2, [-64, 32, -16, 8, -32, 128, 0, 64])), [
      [0.5, 1],
      [0.125, 0.5],
    ]));

  test('of audiowaveform JSON ends where it says, and where its numbers end', () => {
    assert.deepEqual(shown(audiowaveform(1, [-1, 1, -2, 2, -4, 4], 2)), [[0.5, 1]]);
    assert.deepEqual(shown(audiowaveform(1, [-1, 1, -2, 2, -4], 900)), [[0.5, 1]]);
  });

  test('of more than two channels shows the first two', () => {
    assert.equal(shown([[1], [1], [1]]).length, 2);
    assert.deepEqual(shown(audiowaveform(3, [-1, 1, -2, 2, -4, 4])), [[0.5], [1]]);
  });

  test('of ten million numbers has 4,000 moments, and the loudest is one of them', () => {
    const long = new Array<number>(10_000_000).fill(0.25);
    // The first number of a bucket is among those that are looked at.
    long[5_000_000] = 0.5;
    const [channel] = shown(long);
    assert.equal(channel!.length, 4000);
    assert.equal(channel![2000], 1);
    assert.equal(channel![0], 0.5);
  });

  test('of a list that claims to be endless is there at once', () => {
    const sparse: number[] = [3];
    sparse.length = 2 ** 32 - 1;
    assert.equal(shown(sparse)[0]![0], 1);
  });

  test('loses no loud moment when it is made shorter', () =>
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 30_000 }), fc.nat(), (length, seed) => {
        const at = seed % length;
        const peaks = new Array<number>(length).fill(0.5);
        peaks[at] = 1;
        const [channel] = shown(peaks);
        const bucket = channel!.indexOf(1);
        assert.equal(channel!.length, Math.min(length, 4000));
        assert.ok(Math.abs(bucket - Math.floor((at / length) * channel!.length)) <= 1);
      }),
    ));
});

describe('no waveform is drawn', () => {
  const NOTHING: Record<string, unknown> = {
    'without peaks': undefined,
    'for null': null,
    'for a string': '[0.5, 1]',
    'for a number': 7,
    'for an empty list': [],
    'for empty channels': [[], []],
    'for silence': [0, 0, 0],
    'for what are no numbers': ['a', null, NaN, {}, Infinity],
    'for an object of something else': { data: 'AAAA', channels: 2 },
    'for no channels': audiowaveform(0, [1, 2]),
    'for a half channel': audiowaveform(0.5, [1, 2]),
    'for endless channels': audiowaveform(Infinity, [1, 2]),
    'for a negative length': audiowaveform(1, [1, 2], -5),
    'for a length that is no number': audiowaveform(1, [], NaN),
    'for fewer numbers than channels': audiowaveform(2, [1, 2, 3]),
  };
  for (const [what, peaks] of Object.entries(NOTHING)) {
    test(what, () => assert.deepEqual(shown(peaks), []));
  }
});

test('whatever JSON comes as peaks, the waveform lies between 0 and 1', () =>
  fc.assert(
    fc.property(
      fc.oneof(
        fc.jsonValue(),
        fc.array(fc.oneof(fc.double(), fc.string(), fc.constant(null), fc.array(fc.double()))),
        fc
          .tuple(fc.jsonValue(), fc.oneof(fc.jsonValue(), fc.array(fc.double())), fc.double())
          .map(([channels, data, length]) => audiowaveform(channels, data, length)),
        fc
          .tuple(fc.integer({ min: 1, max: 3 }), fc.array(fc.integer({ min: -128, max: 127 })))
          .map(([channels, data]) => audiowaveform(channels, data)),
      ),
      (peaks) => {
        const channels = shown(peaks);
        assert.ok(channels.length <= 2);
        for (const channel of channels) {
          assert.ok(channel.length > 0 && channel.length <= 4000);
          assert.ok(channel.every((peak) => peak >= 0 && peak <= 1));
        }
        if (channels.length) assert.ok(channels.flat().includes(1));
      },
    ),
  ));
