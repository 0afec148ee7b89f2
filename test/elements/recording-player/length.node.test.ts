import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { expectedLength } from '../../../src/elements/recording-player/length.js';
import type { Transcript, Turn } from '../../../src/model/transcript.js';

const turn = (start?: number, end?: number): Turn => ({
  id: `${start}`,
  kind: 'message',
  status: 'final',
  parts: [],
  ...(start !== undefined && { start }),
  ...(end !== undefined && { end }),
});
const transcript = (parts: Partial<Transcript> = {}): Transcript => ({
  version: 1,
  shape: 'plain',
  availability: 'available',
  timing: 'turn',
  offset: 0,
  speakers: [],
  turns: [turn(0, 60), turn(50, 55)],
  notices: [],
  ...parts,
});

describe('the length that a transcript has its recording to be', () => {
  it('is the one it says', () => {
    assert.equal(expectedLength(transcript({ duration: 175 })), 175);
  });

  it('is else the end of what is said last', () => {
    assert.equal(expectedLength(transcript()), 60);
    assert.equal(expectedLength(transcript({ turns: [turn(4, 5), turn(8)] })), 9);
  });

  it('is in time of the recording', () => {
    assert.equal(expectedLength(transcript({ offset: 3 })), 63);
    assert.equal(expectedLength(transcript({ duration: 100, offset: -4 })), 96);
  });

  it('is unknown without times that can be trusted', () => {
    for (const parts of [
      { timing: 'none' },
      { timing: 'wall-clock' },
      { turns: [] },
      { turns: [turn(), turn()] },
      { turns: [turn(0, NaN), turn(NaN, Infinity)] },
      { duration: NaN, turns: [] },
      { duration: -5, turns: [] },
    ] as const)
      assert.equal(expectedLength(transcript(parts)), NaN, JSON.stringify(parts));
    assert.equal(expectedLength(undefined), NaN);
  });

  it('is found in a transcript of any size', () => {
    const turns = Array.from({ length: 300_000 }, (_, index) => turn(index, index + 1));
    assert.equal(expectedLength(transcript({ turns })), 300_000);
  });
});
