import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import {
  MAX_WIDTH,
  MIN_WIDTH,
  UNTOUCHED,
  arrange,
  hide,
  isShown,
  move,
  ordered,
  readColumnState,
  reset,
  resize,
  setDensity,
  show,
  type ArrangedColumn,
  type ColumnState,
} from '../../../../src/elements/conversation-inbox/column-state/column-state.js';

const columns: readonly ArrangedColumn[] = [
  { id: 'copy', width: '38px', pinned: true, resizable: false },
  { id: 'play', width: '37px', pinned: true, resizable: false },
  { id: 'agent', width: '12em', pinned: true },
  { id: 'caller', width: 'minmax(10.8em, 4fr)', required: true },
  { id: 'status', width: '8.7em' },
  { id: 'summary', width: 'minmax(6.4em, 40fr)' },
  { id: 'cost', width: '6em', shown: false },
  { id: 'duration', width: '6.7em' },
];

const idsOf = (list: readonly { readonly id: string }[]) => list.map(({ id }) => id);
const visible = (state: ColumnState, of = columns) =>
  idsOf(arrange(of, state).map(({ column }) => column));
const without = (...ids: string[]) => columns.filter(({ id }) => !ids.includes(id));
const widthOf = (state: ColumnState, id: string) =>
  arrange(columns, state).find(({ column }) => column.id === id)?.width;

describe('someone who did nothing to the columns', () => {
  test('sees the defaults, and no column that has to be asked for', () => {
    const expected = columns.filter(({ id }) => id !== 'cost');
    assert.deepEqual(
      arrange(columns, UNTOUCHED),
      expected.map((column) => ({ column, width: column.width })),
    );
  });

  test('gets the very columns that the inbox handed in, so that rows keep their DOM', () => {
    for (const { column } of arrange(columns, resize(UNTOUCHED, 'status', 9)))
      assert.ok(columns.includes(column));
  });
});

describe('a reader', () => {
  test('hides a column and shows it again, in the same place', () => {
    const hidden = hide(UNTOUCHED, 'status');
    assert.deepEqual(visible(hidden), ['copy', 'play', 'agent', 'caller', 'summary', 'duration']);
    assert.deepEqual(visible(show(hidden, 'status')), visible(UNTOUCHED));
  });

  test('shows a column that is not there by default', () => {
    assert.deepEqual(visible(show(UNTOUCHED, 'cost')), idsOf(columns));
  });

  test('hides the pinned columns, but never the one that names the row', () => {
    const state = columns.reduce((before, { id }) => hide(before, id), UNTOUCHED);
    assert.deepEqual(visible(state), ['caller']);
  });

  test('moves a column down and up; the others make room', () => {
    const down = move(UNTOUCHED, columns, 'caller', 5);
    const places = ['copy', 'play', 'agent', 'status', 'summary', 'caller', 'cost', 'duration'];
    assert.deepEqual(idsOf(ordered(columns, down)), places);
    const up = move(down, columns, 'duration', 3);
    const after = ['copy', 'play', 'agent', 'duration', 'status', 'summary', 'caller', 'cost'];
    assert.deepEqual(idsOf(ordered(columns, up)), after);
  });

  test('moves nothing in front of a pinned column, and no pinned column', () => {
    const first = move(UNTOUCHED, columns, 'duration', 0);
    assert.deepEqual(idsOf(ordered(columns, first)).slice(0, 4), [
      'copy',
      'play',
      'agent',
      'duration',
    ]);
    assert.equal(move(UNTOUCHED, columns, 'agent', 6), UNTOUCHED);
    assert.equal(move(UNTOUCHED, columns, 'copy', 1), UNTOUCHED);
  });

  test('moves a column past the end and it is the last', () => {
    assert.equal(ordered(columns, move(UNTOUCHED, columns, 'status', 99)).at(-1)?.id, 'status');
  });

  test('changes nothing with a move that leads nowhere', () => {
    assert.equal(move(UNTOUCHED, columns, 'status', 4), UNTOUCHED);
    assert.equal(move(UNTOUCHED, columns, 'status', Number.NaN), UNTOUCHED);
    assert.equal(move(UNTOUCHED, columns, 'nobody', 4), UNTOUCHED);
    assert.equal(move(UNTOUCHED, [], 'status', 0), UNTOUCHED);
  });

  test('gives a column a width, within limits, and takes it back', () => {
    const state = resize(UNTOUCHED, 'status', 12.3456);
    assert.equal(widthOf(state, 'status'), '12.35em');
    assert.equal(widthOf(resize(state, 'status', -5), 'status'), `${MIN_WIDTH}em`);
    assert.equal(widthOf(resize(state, 'status', Infinity), 'status'), `${MAX_WIDTH}em`);
    assert.equal(widthOf(resize(state, 'status', undefined), 'status'), '8.7em');
    assert.equal(widthOf(resize(state, 'status', Number.NaN), 'status'), '8.7em');
  });

  test('cannot resize a column of buttons', () => {
    assert.equal(widthOf(resize(UNTOUCHED, 'copy', 20), 'copy'), '38px');
  });

  test('chooses how dense rows are, and leaves it to the host again', () => {
    const dense = setDensity(UNTOUCHED, 'compact');
    assert.equal(dense.density, 'compact');
    assert.deepEqual(setDensity(dense, undefined), UNTOUCHED);
  });

  test('has everything as it was after a reset', () => {
    assert.deepEqual(visible(reset()), visible(UNTOUCHED));
    assert.deepEqual(arrange(columns, reset()), arrange(columns, UNTOUCHED));
  });
});

describe('columns that come and go', () => {
  test('a column that a provider sends again has its place, width and visibility back', () => {
    let state = move(UNTOUCHED, columns, 'summary', 3);
    state = show(resize(state, 'summary', 20), 'cost');
    const before = arrange(columns, state);
    const fewer = without('summary', 'cost');
    assert.deepEqual(visible(state, fewer), [
      'copy',
      'play',
      'agent',
      'caller',
      'status',
      'duration',
    ]);
    const acted = resize(hide(show(state, 'status'), 'status'), 'status', 5);
    assert.deepEqual(arrange(columns, show(resize(acted, 'status', undefined), 'status')), before);
  });

  test('a column that is not offered stays behind its neighbour while others are moved', () => {
    const state = move(UNTOUCHED, columns, 'duration', 5);
    const moved = move(state, without('summary'), 'status', 99);
    const places = ['copy', 'play', 'agent', 'caller', 'duration', 'summary', 'cost', 'status'];
    assert.deepEqual(idsOf(ordered(columns, moved)), places);
  });

  test('a new column stands behind the one it follows by default, shown or not as it says', () => {
    const state = move(UNTOUCHED, columns, 'status', 7);
    const newer = columns.flatMap((column) =>
      column.id === 'status'
        ? [column, { id: 'mood', width: '5em' }, { id: 'rare', width: '5em', shown: false }]
        : [column],
    );
    assert.deepEqual(idsOf(ordered(newer, state)).slice(-3), ['status', 'mood', 'rare']);
    assert.equal(visible(state, newer).at(-1), 'mood');
  });

  test('a new column that comes before all others does so in any order', () => {
    const state = move(UNTOUCHED, columns, 'status', 3);
    const newer = [{ id: 'mood', width: '5em' }, ...columns];
    assert.deepEqual(idsOf(ordered(newer, state)).slice(3, 5), ['mood', 'status']);
  });

  test('an id like a word of JavaScript is an id', () => {
    const odd = ['constructor', '__proto__', 'toString'].map((id) => ({ id, width: '5em' }));
    assert.deepEqual(visible(UNTOUCHED, odd), idsOf(odd));
    const state = resize(hide(UNTOUCHED, 'constructor'), '__proto__', 9);
    const stored = readColumnState(JSON.parse(JSON.stringify(state)));
    assert.deepEqual(
      arrange(odd, stored).map(({ column, width }) => [column.id, width]),
      [
        ['__proto__', '9em'],
        ['toString', '5em'],
      ],
    );
  });
});

describe('what was stored', () => {
  test('of another version, or nothing at all, is as if nothing had been stored', () => {
    const state = hide(UNTOUCHED, 'status');
    for (const stored of [undefined, null, 7, 'columns', [], {}, { ...state, version: 2 }])
      assert.deepEqual(readColumnState(stored), UNTOUCHED);
  });

  test('is used as far as it can be', () => {
    const stored = {
      version: 1,
      order: ['status', 7, 'caller', 'status', null],
      shown: { status: false, caller: 'yes', cost: true },
      widths: { status: 12, caller: '12', summary: 1e9, cost: null, agent: Number.NaN },
      density: 'tiny',
      more: 'from a later version',
    };
    assert.deepEqual(readColumnState(stored), {
      version: 1,
      order: ['status', 'caller'],
      shown: { status: false, cost: true },
      widths: { status: 12, summary: MAX_WIDTH },
    });
  });

  test('is read whatever it is, and what comes of it can be shown', () => {
    const near = fc.record({
      version: fc.constant(1),
      order: fc.anything(),
      shown: fc.anything(),
      widths: fc.anything(),
      density: fc.anything(),
    });
    fc.assert(
      fc.property(fc.oneof(fc.anything(), near), (stored) => {
        const state = readColumnState(stored);
        assert.deepEqual(new Set(idsOf(ordered(columns, state))), new Set(idsOf(columns)));
        assert.ok(visible(state).includes('caller'));
      }),
    );
  });
});

const ids = fc.constantFrom(...idsOf(columns), 'gone', '__proto__');
const act = fc.oneof(
  fc.record({ do: fc.constantFrom('show', 'hide'), id: ids }),
  fc.record({ do: fc.constant('move'), id: ids, to: fc.integer({ min: -2, max: 12 }) }),
  fc.record({
    do: fc.constant('resize'),
    id: ids,
    width: fc.option(fc.double({ min: -10, max: 200 }), { nil: undefined }),
  }),
  fc.record({
    do: fc.constant('density'),
    density: fc.constantFrom('comfortable' as const, 'compact' as const, undefined),
  }),
);
type Act = typeof act extends fc.Arbitrary<infer One> ? One : never;

function done(state: ColumnState, one: Act, of: readonly ArrangedColumn[]): ColumnState {
  if ('to' in one) return move(state, of, one.id, one.to);
  if ('width' in one) return resize(state, one.id, one.width);
  if (!('id' in one)) return setDensity(state, one.density);
  return one.do === 'show' ? show(state, one.id) : hide(state, one.id);
}

const someColumns = fc.subarray([...columns]);

describe('after any acts', () => {
  test('every column has one place, pinned ones first, and shown are those that shall be', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(act, someColumns)), (acts) => {
        const state = acts.reduce((before, [one, of]) => done(before, one, of), UNTOUCHED);
        const places = ordered(columns, state);
        assert.equal(places.length, columns.length);
        assert.deepEqual(new Set(places), new Set(columns));
        assert.deepEqual(idsOf(places).slice(0, 3), ['copy', 'play', 'agent']);
        const shown = places.filter((column) => isShown(column, state));
        assert.deepEqual(visible(state), idsOf(shown));
        assert.ok(visible(state).includes('caller'));
      }),
    );
  });

  test('a moved column is where it was moved to', () => {
    fc.assert(
      fc.property(fc.array(act), fc.integer({ min: 3, max: 7 }), ids, (acts, to, id) => {
        fc.pre(columns.some((column) => column.id === id && !column.pinned));
        const state = acts.reduce((before, one) => done(before, one, columns), UNTOUCHED);
        const before = idsOf(ordered(columns, state)).filter((other) => other !== id);
        const after = idsOf(ordered(columns, move(state, columns, id, to)));
        assert.equal(after[to], id);
        assert.deepEqual(
          after.filter((other) => other !== id),
          before,
        );
      }),
    );
  });

  test('what is stored and read is the same', () => {
    fc.assert(
      fc.property(fc.array(act), (acts) => {
        const state = acts.reduce((before, one) => done(before, one, columns), UNTOUCHED);
        assert.deepEqual(readColumnState(JSON.parse(JSON.stringify(state))), state);
      }),
    );
  });

  test('columns that were not offered meanwhile stand as they stood among themselves', () => {
    fc.assert(
      fc.property(fc.array(act), fc.array(act), someColumns, (acts, later, of) => {
        const away = columns.filter((column) => !of.includes(column));
        const elsewhere = later.filter(
          (one) => !('id' in one) || of.some(({ id }) => id === one.id),
        );
        const before = acts.reduce((state, one) => done(state, one, columns), UNTOUCHED);
        const known = move(move(before, columns, 'status', 3), columns, 'status', 5);
        const after = elsewhere.reduce((state, one) => done(state, one, of), known);
        const among = (state: ColumnState) =>
          arrange(columns, state).filter(({ column }) => away.includes(column));
        assert.deepEqual(among(after), among(known));
      }),
    );
  });
});
