import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { createAnyreachProvider } from '../../../src/providers/anyreach/provider.js';
import {
  askFor,
  readPosition,
  START,
  stepAfter,
  writePosition,
} from '../../../src/providers/anyreach/paging.js';
import type { Position } from '../../../src/providers/anyreach/paging.js';
import { simulateApi } from './simulated-api.js';
import type { SimulatedOptions, SimulatedRow } from './simulated-api.js';
import { walk } from './walk.js';

const START_OF_2026 = 1_767_225_600_000_000n;
const BOUNDS = ['exclusive', 'inclusive'] as const;
const PRECISIONS = ['seconds', 'milliseconds', 'microseconds'] as const;

/** Groups of rows that share a time, the groups `gap` microseconds apart. */
function groups(sizes: readonly number[], gap: bigint): SimulatedRow[] {
  return sizes.flatMap((size, group) =>
    Array.from({ length: size }, (_, index) => ({
      id: `${group}-${index}`,
      time: START_OF_2026 - BigInt(group) * gap,
    })),
  );
}

function provider(options: SimulatedOptions, paging?: 'lossless' | 'literal') {
  const api = simulateApi(options);
  const token = 'ak_test';
  return { api, provider: createAnyreachProvider({ token, paging, fetch: api.fetch }) };
}

const sorted = (ids: readonly string[]) => [...ids].sort();

describe('walking a list whose rows share times', () => {
  for (const bound of BOUNDS) {
    for (const precision of PRECISIONS) {
      it(`shows every row once: ${bound} cursor, ${precision}, ties up to 400`, async () => {
        const sizes = [3, 1, 400, 1, 49, 50, 51, 1, 1, 102, 400, 400, 7, 400];
        const rows = groups(sizes, 700_001n);
        const simulated = provider({ rows, bound, precision });
        const { ids, pages } = await walk(simulated.provider);
        assert.deepEqual(sorted(ids), sorted(rows.map(({ id }) => id)));
        assert.deepEqual(
          pages.flatMap(({ notices }) => notices ?? []),
          [],
        );
        assert.ok(simulated.api.requests.length < 200, `${simulated.api.requests.length} requests`);
      });
    }
  }

  it('shows every row once for any times, precision, offset and page size', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.bigInt({ min: 0n, max: 3_000_000n }), { maxLength: 120 }),
        fc.record({
          bound: fc.constantFrom(...BOUNDS),
          precision: fc.constantFrom(...PRECISIONS),
          shortZero: fc.boolean(),
          suffix: fc.constantFrom('Z', '+00:00', '+05:30', '-08:00', ''),
        }),
        fc.constantFrom(1n, 1000n, 250_000n, 1_000_000n),
        fc.integer({ min: 1, max: 30 }),
        async (times, options, grain, pageSize) => {
          const rows = times.map((time, index) => ({
            id: String(index),
            time: START_OF_2026 + (time / grain) * grain,
          }));
          const { ids } = await walk(provider({ rows, ...options }).provider, { pageSize });
          assert.deepEqual(sorted(ids), sorted(rows.map(({ id }) => id)));
        },
      ),
      { numRuns: 150 },
    );
  });

  it('keeps rows in the order of the server', async () => {
    const rows = groups(Array<number>(300).fill(1), 1n);
    const simulated = provider({ rows, bound: 'exclusive', precision: 'microseconds' });
    const { ids } = await walk(simulated.provider);
    assert.deepEqual(
      ids,
      rows.map(({ id }) => id),
    );
  });

  it('shows every row once while others arrive at the top', async () => {
    for (const bound of BOUNDS) {
      const rows = groups([1, 60, 400, 30, 1, 1, 120], 1_000_003n);
      const { api, provider: anyreach } = provider({ rows, bound, precision: 'microseconds' });
      const { ids } = await walk(anyreach, {
        afterPage: (index) =>
          api.insertAtTop([{ id: `new-${index}`, time: START_OF_2026 + BigInt(index + 1) }]),
      });
      assert.deepEqual(sorted(ids), sorted(rows.map(({ id }) => id)));
    }
  });

  it('says so where more than a thousand rows share a time, and goes on behind them', async () => {
    for (const precision of PRECISIONS) {
      const rows = groups([20, 1300, 30], 5_000_000n);
      const simulated = provider({ rows, bound: 'exclusive', precision });
      const { ids, pages } = await walk(simulated.provider);
      const gaps = pages.flatMap(({ notices }) => notices ?? []);
      assert.deepEqual(
        gaps.map(({ kind }) => kind),
        ['gap'],
      );
      assert.equal(ids.filter((id) => id.startsWith('0-')).length, 20);
      assert.equal(ids.filter((id) => id.startsWith('1-')).length, 1000);
      assert.equal(ids.filter((id) => id.startsWith('2-')).length, 30);
    }
  });

  it('goes on behind them where the server includes the boundary, too', async () => {
    const rows = groups([20, 1300, 30], 1n);
    const simulated = provider({ rows, bound: 'inclusive', precision: 'microseconds' });
    const { ids, pages } = await walk(simulated.provider);
    const gaps = pages.flatMap(({ notices }) => notices ?? []);
    assert.deepEqual(
      gaps.map(({ kind }) => kind),
      ['gap'],
    );
    assert.equal(ids.filter((id) => id.startsWith('2-')).length, 30);
  });

  it('raises no false alarm where two neighbouring groups fill an inclusive answer', async () => {
    const rows = groups([600, 600, 30], 1n);
    const simulated = provider({ rows, bound: 'inclusive', precision: 'microseconds' });
    const { ids, pages } = await walk(simulated.provider);
    assert.equal(ids.length, 1230);
    assert.deepEqual(
      pages.flatMap(({ notices }) => notices ?? []),
      [],
    );
  });

  it('loses rows when the vendor recipe is followed to the letter, which is why it is not', async () => {
    const rows = groups([40, 20, 5], 1n);
    const simulated = provider({ rows, bound: 'exclusive', precision: 'microseconds' }, 'literal');
    const { ids } = await walk(simulated.provider);
    assert.equal(ids.length, 55);
    assert.deepEqual(
      simulated.api.requests.map((url) => [
        url.searchParams.get('limit'),
        atob(url.searchParams.get('cursor') ?? ''),
      ]),
      [
        ['50', ''],
        ['50', '2025-12-31T23:59:59.999999+00:00'],
      ],
    );
  });
});

describe('asking for a page', () => {
  const at = (text: string, more: Partial<Position> = {}): Position => ({
    at: text,
    digits: 6,
    bound: 'later',
    ...more,
  });

  it('asks for one row more than the page, one unit after the boundary', () => {
    assert.deepEqual(askFor(START, 50), { limit: 50 });
    assert.deepEqual(askFor(at('2026-01-01T00:00:00.123456+00:00'), 50), {
      limit: 51,
      cursor: btoa('2026-01-01T00:00:00.123457+00:00'),
    });
  });

  it('takes the unit of the most precise time seen, also where a zero prints no fraction', () => {
    assert.equal(
      askFor(at('2026-01-01T00:00:00Z'), 50).cursor,
      btoa('2026-01-01T00:00:00.000001Z'),
    );
    assert.equal(
      askFor(at('2026-01-01T00:00:00Z', { digits: 0 }), 50).cursor,
      btoa('2026-01-01T00:00:01Z'),
    );
  });

  it('never asks for more than the server gives', () => {
    for (const size of [999, 1000, 5000]) {
      assert.equal(askFor(at('2026-01-01T00:00:00Z'), size).limit, 1000);
    }
    assert.equal(askFor(START, 0).limit, 1);
    assert.equal(askFor(START, NaN).limit, 50);
  });
});

describe('deciding how to go on after a page', () => {
  const boundary: Position = { at: '2026-01-01T00:00:00.5Z', digits: 1, bound: 'later' };
  const page = (...times: string[]) => ({ count: times.length, times });

  it('ends on the raw count, whatever could be read', () => {
    assert.equal(stepAfter(START, 3, { count: 2, times: [] }).next, undefined);
    assert.ok(stepAfter(START, 3, { count: 3, times: ['2026-01-01T00:00:00Z'] }).next);
  });

  it('does not end on a full page of rows it has seen, but asks for more of them', () => {
    const tie = '2026-01-01T00:00:00.5Z';
    const { next } = stepAfter(boundary, 3, page(tie, tie, tie));
    assert.deepEqual(next, { ...boundary, limit: 6 });
    assert.equal(askFor(next, 2).limit, 6);
  });

  it('remembers the most precise time, so that few rows come again', () => {
    const precise = stepAfter(START, 1, page('2026-01-01T00:00:00.123456Z')).next;
    assert.equal(precise?.digits, 6);
    const zero = stepAfter(precise, 1, page('2026-01-01T00:00:00Z')).next;
    assert.equal(zero?.digits, 6);
  });

  it('goes back to the page size once it moves', () => {
    const older = '2026-01-01T00:00:00.4Z';
    const { next } = stepAfter({ ...boundary, limit: 6 }, 6, { count: 6, times: [older] });
    assert.ok(next);
    assert.equal(next.limit, undefined);
    assert.equal(next.at, older);
  });

  it('goes by an earlier row when the time of the last cannot be read', () => {
    const { next, notices } = stepAfter(START, 2, page('2026-01-01T00:00:00Z', 'broken'));
    assert.equal(next?.at, '2026-01-01T00:00:00Z');
    assert.deepEqual(notices, []);
  });

  it("uses the server's own cursor, and says so, when no time can be read", () => {
    const { next, notices } = stepAfter(START, 2, page('day one', 'day two'));
    assert.deepEqual(next && askFor(next, 2), { limit: 2, cursor: btoa('day two') });
    assert.deepEqual(notices, [{ kind: 'unreadable-time', text: 'day two' }]);
  });

  it('repeats the cursor, which ends the walk with an error, when there is no way on', () => {
    let position: Position | undefined = START;
    const seen = new Set<string>();
    while (position && !seen.has(writePosition(position))) {
      seen.add(writePosition(position));
      const { limit } = askFor(position, 50);
      position = stepAfter(position, limit, { count: limit, times: [] }).next;
    }
    assert.ok(position, 'the walk must not end as if it were complete');
    assert.ok(seen.size < 10);
  });

  it('refuses a page that starts over instead of continuing', () => {
    assert.throws(
      () => stepAfter(boundary, 2, page('2026-01-01T09:00:00Z', '2026-01-01T08:00:00Z')),
      { kind: 'invalid-response' },
    );
  });
});

describe('the cursor', () => {
  it('brings a position back as it was', () => {
    const position: Position = {
      at: '2026-01-01T00:00:00Z',
      digits: 6,
      bound: 'exact',
      limit: 816,
      safe: true,
    };
    assert.deepEqual(readPosition(writePosition(position)), position);
    assert.equal(readPosition(undefined), START);
  });

  it('is refused when it is not one', () => {
    for (const cursor of [
      '',
      'null',
      '[]',
      '{}',
      'x',
      '{"digits":1.5,"bound":"later"}',
      '{"digits":7,"bound":"later"}',
      '{"digits":0,"bound":"later","limit":5000}',
      '{"digits":0,"bound":"later","at":5}',
      '{"digits":0,"bound":"sideways"}',
    ]) {
      assert.throws(() => readPosition(cursor), { kind: 'invalid-request' }, cursor);
    }
  });
});
