import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { speechPlan } from '../../../demo/api/speech.js';
import { WAVE_FORMATS, type WaveFormatName } from '../../../demo/api/wave-format.js';
import { createWave } from '../../../demo/api/wave.js';

describe('any slice of a recording equals that slice of the whole', () => {
  for (const format of Object.keys(WAVE_FORMATS) as WaveFormatName[]) {
    test(format, () => {
      const plan = speechPlan(3, { seq: 5, seconds: 9, turns: 1 });
      const wave = createWave({ seed: 3, seq: 5, seconds: 9, plan, format });
      const all = wave.bytes(0, wave.size - 1);
      assert.equal(all.length, wave.size);
      const position = fc.integer({ min: 0, max: wave.size - 1 });
      fc.assert(
        fc.property(position, position, (one, other) => {
          const [first, last] = [Math.min(one, other), Math.max(one, other)];
          assert.ok(wave.bytes(first, last).equals(all.subarray(first, last + 1)));
        }),
      );
    });
  }
});

describe('µ-law', () => {
  test('its header says tag 7, eight bits, two channels, and how many frames follow', () => {
    const header = WAVE_FORMATS.mulaw.header(100);
    assert.equal(header.length, 58);
    assert.equal(header.toString('latin1', 0, 4), 'RIFF');
    assert.equal(header.readUInt32LE(4), 50 + 200);
    assert.equal(header.toString('latin1', 8, 16), 'WAVEfmt ');
    assert.equal(header.readUInt32LE(16), 18);
    const fields = [20, 22, 32, 34, 36].map((at) => header.readUInt16LE(at));
    assert.deepEqual(fields, [7, 2, 2, 8, 0]);
    assert.deepEqual([header.readUInt32LE(24), header.readUInt32LE(28)], [8000, 16_000]);
    assert.equal(header.toString('latin1', 38, 42), 'fact');
    assert.deepEqual([header.readUInt32LE(42), header.readUInt32LE(46)], [4, 100]);
    assert.equal(header.toString('latin1', 50, 54), 'data');
    assert.equal(header.readUInt32LE(54), 200);
  });

  test('samples become the bytes of G.711', () => {
    const samples = Int16Array.of(0, -1, 8, -8, 1000, -1000, 32_124, 32_767, -32_768);
    const bytes = [...WAVE_FORMATS.mulaw.encode(samples)];
    assert.deepEqual(bytes, [0xff, 0x7f, 0xfe, 0x7e, 0xce, 0x4e, 0x80, 0x80, 0x00]);
  });
});
