import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import {
  indexAt,
  onPage,
  roomsBetween,
  spanBetween,
  topsOf,
} from '../../../src/elements/conversation-detail/turn-places.js';

const GAP = 14;

/** Turns of which some were measured. */
const transcripts = fc
  .array(fc.option(fc.integer({ min: 1, max: 900 }), { nil: undefined }), {
    minLength: 1,
    maxLength: 60,
  })
  .map((measured) => {
    const ids = measured.map((_, index) => `t${index}`);
    const heights = new Map(
      measured.flatMap((height, index) => (height === undefined ? [] : [[`t${index}`, height]])),
    );
    return { ids, measured, tops: topsOf(ids, heights, 80, GAP) };
  });

const places = fc.integer({ min: -500, max: 70_000 });

describe('places of turns of which few are on the page', () => {
  it('gives every turn its height and its gap, measured or usual', () => {
    fc.assert(
      fc.property(transcripts, ({ measured, tops }) => {
        assert.equal(tops[0], 0);
        measured.forEach((height, index) =>
          assert.equal(tops[index + 1]! - tops[index]!, (height ?? 80) + GAP),
        );
      }),
    );
  });

  it('finds the turn that lies at a height', () => {
    fc.assert(
      fc.property(transcripts, places, ({ ids, tops }, y) => {
        const index = indexAt(tops, y);
        if (y < 0) assert.equal(index, 0);
        else if (y >= tops.at(-1)!) assert.equal(index, ids.length - 1);
        else assert.ok(tops[index]! <= y && y < tops[index + 1]!);
      }),
    );
  });

  it('shows everything between two heights, and no turn that is not there', () => {
    fc.assert(
      fc.property(transcripts, places, fc.nat(3000), ({ ids, tops }, top, height) => {
        const { from, to } = spanBetween(tops, top, top + height);
        assert.ok(from >= 0 && to > from && to <= ids.length);
        assert.ok(from === 0 || tops[from]! <= top);
        assert.ok(to === ids.length || tops[to]! > top + height);
        // None more than needed.
        assert.ok(from + 1 >= to || tops[from + 1]! > top);
        assert.ok(from + 1 >= to || tops[to - 1]! <= top + height);
      }),
    );
  });

  it('keeps what must not go, in order and once', () => {
    fc.assert(
      fc.property(
        fc.nat(50),
        fc.nat(20),
        fc.array(fc.nat(80), { maxLength: 4 }),
        (from, length, pinned) => {
          const indexes = onPage({ from, to: from + length }, pinned);
          const wanted = new Set([...pinned, ...Array.from({ length }, (_, i) => from + i)]);
          assert.deepEqual(
            indexes,
            [...wanted].sort((one, other) => one - other),
          );
        },
      ),
    );
  });

  it('leaves as much room as what is missing would take, so that each turn lies where it would', () => {
    fc.assert(
      fc.property(
        transcripts,
        places,
        fc.array(fc.nat(59), { maxLength: 3 }),
        ({ ids, tops }, top, pinned) => {
          const pins = pinned.filter((index) => index < ids.length);
          const indexes = onPage(spanBetween(tops, top, top + 700), pins);
          const rooms = roomsBetween(indexes, tops);
          assert.equal(rooms.length, indexes.length + 1);
          let at = 0;
          indexes.forEach((index, place) => {
            at += rooms[place]!;
            assert.equal(at, tops[index]);
            at = tops[index + 1]!;
          });
          assert.equal(at + rooms.at(-1)!, tops.at(-1));
          assert.ok(rooms.every((room) => room >= 0));
        },
      ),
    );
  });

  it('has an answer where there is nothing', () => {
    const tops = topsOf([], new Map(), 80, GAP);
    assert.equal(indexAt(tops, 100), 0);
    assert.deepEqual(spanBetween(tops, 0, 100), { from: 0, to: 0 });
    assert.deepEqual(roomsBetween([], tops), [0]);
  });
});
