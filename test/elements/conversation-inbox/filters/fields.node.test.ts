import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import {
  readFilter,
  writeFilter,
  writeForm,
  type Form,
} from '../../../../src/elements/conversation-inbox/filters/fields.js';
import { FILTERS, filterOf } from '../../../../src/elements/conversation-inbox/filters/filters.js';
import { fittingQuery } from '../../../../src/elements/conversation-inbox/filters/fitting-query.js';
import type { Capabilities } from '../../../../src/model/provider.js';
import { sameQuery, type Query, type QueryKey } from '../../../../src/model/query.js';
import { FILTERS as ANYREACH, queryParams } from '../../../../src/providers/anyreach/query.js';
import { context, EVERYTHING, validQuery, zone } from './fixture.js';

/** What a form with these texts asks for; the texts of one key may be one text. */
function write(
  texts: Partial<Record<QueryKey, string | readonly string[]>>,
  before?: Query,
  filters: Capabilities['filters'] = EVERYTHING,
) {
  const form = Object.fromEntries(
    Object.entries(texts).map(([key, text]) => [key, [text].flat()]),
  ) as Form;
  return writeForm(FILTERS, form, context(filters), before);
}

const asks = (query: Query) => ({ query });
const fails = (errors: Partial<Record<QueryKey, string>>) => ({ errors });

const formOf = (query: Query, timeZone = 'America/New_York'): Form =>
  Object.assign(
    {},
    ...FILTERS.map((filter) => readFilter(filter, query, context(EVERYTHING, { timeZone }))),
  ) as Form;

describe('the reader asks', () => {
  test('for a caller, without the blanks and marks that came with a copied number', () =>
    assert.deepEqual(
      write({ caller: ' \u202a+1 212 555 0100\u202c ' }),
      asks({ caller: '+1 212 555 0100' }),
    ));

  test('for nothing by leaving a field blank', () =>
    assert.deepEqual(
      write({ caller: '  ', durationMin: '', status: ['', ''], direction: '', metadata: ['', ''] }),
      asks({}),
    ));

  test('for several statuses, and by one for one', () => {
    assert.deepEqual(
      write({ status: ['failed', 'completed'] }),
      asks({ status: ['completed', 'failed'] }),
    );
    assert.deepEqual(write({ status: 'failed' }, {}, ANYREACH), asks({ status: ['failed'] }));
  });

  test('for a duration in any way of writing it', () => {
    for (const text of ['90', '1:30', '1m 30s'])
      assert.deepEqual(write({ durationMin: text }), asks({ durationMin: 90 }));
    assert.deepEqual(
      write({ durationMin: '0', durationMax: '1:02:05' }),
      asks({ durationMin: 0, durationMax: 3725 }),
    );
  });

  test('for a number of turns', () =>
    assert.deepEqual(
      write({ userTurnsMin: '2', userTurnsMax: '2' }),
      asks({ userTurnsMin: 2, userTurnsMax: 2 }),
    ));

  test('for a time of the clock on the wall, which is sent as an instant with its zone', () =>
    assert.deepEqual(
      write({ createdAfter: '2025-07-01T09:30', createdBefore: '2025-12-01T09:30:15' }),
      asks({
        createdAfter: '2025-07-01T09:30:00-04:00',
        createdBefore: '2025-12-01T09:30:15-05:00',
      }),
    ));

  test('for consent or its refusal', () => {
    assert.deepEqual(write({ optedIn: 'yes' }), asks({ optedIn: true }));
    assert.deepEqual(write({ optedIn: 'no' }), asks({ optedIn: false }));
  });

  test('for metadata by value and type', () =>
    assert.deepEqual(
      write({
        metadata: [
          ...['order', '123', 'text', 'tries', '3', 'number', 'paid', 'true', 'boolean'],
          ...['vip', 'true', 'text', 'tier', '"gold"', 'text', '', '', 'number'],
        ],
      }),
      asks({ metadata: { order: '123', tries: 3, paid: true, vip: 'true', tier: '"gold"' } }),
    ));

  test('for metadata under any key', () => {
    const metadata = ['__proto__', 'x', 'text', 'constructor', 'y', 'text'];
    const written = write({ metadata });
    assert.ok('query' in written);
    assert.deepEqual(Object.entries(written.query.metadata ?? {}), [
      ['__proto__', 'x'],
      ['constructor', 'y'],
    ]);
  });

  test('no longer for what is cleared, and still for what the form has no field for', () =>
    assert.deepEqual(
      write({ caller: '', status: [] }, { caller: 'a', status: ['failed'], campaign: 'spring' }),
      asks({ campaign: 'spring' }),
    ));
});

describe('the reader is told at the field', () => {
  const { errors } = context().words;

  test('what is no number, no duration, no time', () =>
    assert.deepEqual(
      write({
        userTurnsMin: '2.5',
        userTurnsMax: '-1',
        durationMin: 'long',
        durationMax: '1:75',
        createdAfter: 'yesterday',
        createdBefore: '2025-02-30T10:00',
      }),
      fails({
        userTurnsMin: errors.number,
        userTurnsMax: errors.number,
        durationMin: errors.duration,
        durationMax: errors.duration,
        createdAfter: errors.time,
        createdBefore: errors.time,
      }),
    ));

  test('that a number is too large to be one', () =>
    assert.deepEqual(
      write({ userTurnsMin: '9'.repeat(400) }),
      fails({ userTurnsMin: errors.number }),
    ));

  test('that the year is a slip of the keyboard', () =>
    assert.deepEqual(
      write({ createdAfter: '0025-11-20T10:00' }),
      fails({ createdAfter: errors.time }),
    ));

  test('that the upper bound is below the lower one', () => {
    assert.deepEqual(
      write({ durationMin: '1:30', durationMax: '89' }),
      fails({ durationMax: errors.belowLow('1m 30s') }),
    );
    assert.deepEqual(
      write({ userTurnsMin: '1200', userTurnsMax: '3' }),
      fails({ userTurnsMax: errors.belowLow('1,200') }),
    );
  });

  test('that a span of time ends before it starts, or at once', () => {
    for (const end of ['2025-11-20T09:29', '2025-11-20T09:30']) {
      const written = write({ createdAfter: '2025-11-20T09:30', createdBefore: end });
      assert.ok('errors' in written);
      assert.deepEqual(Object.keys(written.errors), ['createdBefore']);
      assert.match(written.errors.createdBefore!, /^Enter a time after Nov 20, 2025, 9:30\sAM\.$/);
    }
  });

  test('that a bound is below one that is in no field, when the field is touched', () =>
    assert.deepEqual(
      write({ durationMax: '10' }, { durationMin: 60 }),
      fails({ durationMax: errors.belowLow('1m 00s') }),
    ));

  test('which pair lacks what, or is given twice', () => {
    const told = (...metadata: string[]) => write({ metadata });
    assert.deepEqual(told('', 'gold'), fails({ metadata: errors.keyMissing('gold') }));
    assert.deepEqual(told('tier', ' '), fails({ metadata: errors.valueMissing('tier') }));
    assert.deepEqual(told('tier'), fails({ metadata: errors.valueMissing('tier') }));
    const twice = told('tier', '1', 'text', ' tier', '2', 'number');
    assert.deepEqual(twice, fails({ metadata: errors.keyTwice('tier') }));
  });

  test('which value is not what it is marked as', () => {
    const told = (value: string, mark: string) => write({ metadata: ['tier', value, mark] });
    assert.deepEqual(told('gold', 'number'), fails({ metadata: errors.notNumber('tier') }));
    assert.deepEqual(told('9'.repeat(20), 'number'), fails({ metadata: errors.notNumber('tier') }));
    assert.deepEqual(told('yes', 'boolean'), fails({ metadata: errors.notBoolean('tier') }));
    assert.deepEqual(told('', 'boolean'), fails({ metadata: errors.valueMissing('tier') }));
  });

  test('that the vendor takes one value', () => {
    assert.deepEqual(
      write({ status: ['failed', 'completed'] }, {}, ANYREACH),
      fails({ status: errors.onlyOne }),
    );
    assert.deepEqual(
      write({ metadata: ['a', '1', 'text', 'b', '2', 'text'] }, {}, { metadata: 'one' }),
      fails({ metadata: errors.onlyOne }),
    );
    assert.deepEqual(write({ caller: ['a', 'b'] }), fails({ caller: errors.onlyOne }));
  });

  test('that a value is not among those that are offered', () => {
    assert.deepEqual(write({ direction: 'up' }), fails({ direction: errors.choice }));
    assert.deepEqual(write({ optedIn: 'maybe' }), fails({ optedIn: errors.choice }));
    assert.deepEqual(write({ status: 'on_hold' }, {}, ANYREACH), fails({ status: errors.choice }));
  });

  test('that a text is broken', () =>
    assert.deepEqual(write({ caller: '\ud83d' }), fails({ caller: errors.text })));

  test('no text that no link can hold: whoever goes back or opens it would see other rows', () => {
    const [longest, longer] = ['5'.repeat(1000), '5'.repeat(1001)];
    assert.deepEqual(write({ caller: longest }), { query: { caller: longest } });
    assert.deepEqual(write({ caller: longer }), fails({ caller: errors.text }));
    assert.deepEqual(
      write({ metadata: ['tier', longer, 'text'] }),
      fails({ metadata: errors.text }),
    );
  });

  test('everything that is wrong at once, and nothing is asked for', () =>
    assert.deepEqual(
      write({ caller: 'fine', durationMin: 'x', metadata: ['', '1'] }),
      fails({ durationMin: errors.duration, metadata: errors.keyMissing('1') }),
    ));
});

describe('a dialog that is opened', () => {
  test('shows what is asked for', () =>
    assert.deepEqual(
      formOf({
        caller: '555',
        status: ['failed', 'completed'],
        durationMin: 90,
        userTurnsMax: 0,
        createdAfter: '2025-07-01T00:00:00+05:30',
        optedIn: false,
        metadata: { order: '123', tries: 3 },
      }),
      {
        ...Object.fromEntries(FILTERS.flatMap(({ keys }) => keys.map((key) => [key, []]))),
        caller: ['555'],
        status: ['failed', 'completed'],
        durationMin: ['1m 30s'],
        userTurnsMax: ['0'],
        createdAfter: ['2025-06-30T14:30'],
        optedIn: ['no'],
        metadata: ['order', '123', 'text', 'tries', '3', 'number'],
      },
    ));

  test('and applied as it is changes nothing, whatever is asked for, in every zone', () =>
    fc.assert(
      fc.property(validQuery, zone, (query, timeZone) => {
        const form = formOf(query, timeZone);
        const written = writeForm(FILTERS, form, context(EVERYTHING, { timeZone }), query);
        assert.ok('query' in written && sameQuery(written.query, query));
      }),
    ));

  test('keeps what it cannot show: microseconds, and a time that is none', () => {
    const before = { createdAfter: '2025-11-20T14:32:05.123456Z', updatedAfter: 'last week' };
    const form = { ...formOf(before), caller: ['a'] };
    assert.deepEqual(form.updatedAfter, []);
    assert.deepEqual(writeForm(FILTERS, form, context(), before), asks({ caller: 'a', ...before }));
  });

  test('keeps the pairs that nobody touched, also what their fields cannot show', () => {
    const odd = { ' a ': ' blank ', empty: '', lines: 'one\ntwo', n: 5e-324 };
    const shown = formOf({ metadata: odd }).metadata!.map((text) => text.replace(/\n/g, ''));
    assert.deepEqual(
      write({ metadata: [...shown, 'tier', 'gold', 'text'] }, { metadata: odd }),
      asks({ metadata: { ...odd, tier: 'gold' } }),
    );
    assert.deepEqual(write({ metadata: shown.slice(3) }, { metadata: odd }), {
      query: { metadata: { empty: '', lines: 'one\ntwo', n: 5e-324 } },
    });
  });

  test('does not mind that a field of one line shows no line ends', () => {
    const before = { caller: 'one\ntwo' };
    assert.deepEqual(write({ caller: 'onetwo', campaign: 'c' }, before), {
      query: { ...before, campaign: 'c' },
    });
  });

  test('does not mind how a browser prints the same time', () => {
    const before = { createdAfter: '2025-11-20T14:30:00.000001Z' };
    for (const text of ['2025-11-20T09:30', '2025-11-20T09:30:00', '2025-11-20T09:30:00.000'])
      assert.deepEqual(write({ createdAfter: text }, before), asks(before));
  });

  test('keeps a span of one instant that nobody touched', () => {
    const at = '2025-11-20T14:30:00Z';
    const before = { createdAfter: at, createdBefore: at };
    assert.deepEqual(write(formOf(before), before), asks(before));
  });

  test('of statuses that are ticked in another order changes nothing', () => {
    const before = { status: ['failed', 'completed'] };
    assert.deepEqual(write({ status: ['completed', 'failed'] }, before), asks(before));
  });

  test('can be filled anew with what it shows, down to the precision it shows', () =>
    fc.assert(
      fc.property(validQuery, (query) => {
        const { durationMin, durationMax, userTurnsMin, userTurnsMax, optedIn, direction } = query;
        const shown = { userTurnsMin, userTurnsMax, optedIn, direction };
        const whole = {
          ...shown,
          ...(durationMin && { durationMin: Math.floor(durationMin) }),
          ...(durationMax && { durationMax: Math.ceil(durationMax) }),
        };
        const written = writeForm(FILTERS, formOf(whole), context());
        assert.ok('query' in written && sameQuery(written.query, whole));
      }),
    ));
});

const anyForm: fc.Arbitrary<Form> = fc.dictionary(
  fc.constantFrom(...Object.keys(EVERYTHING)),
  fc.array(
    fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.constantFrom(
        '90',
        '1:30',
        '2025-11-20T09:30',
        'inbound',
        'yes',
        'failed',
        '"1"',
        '\ud800',
      ),
    ),
    { maxLength: 4 },
  ),
);

describe('whatever is typed into a form', () => {
  test('is asked for, or explained at a field that was filled', () =>
    fc.assert(
      fc.property(anyForm, fc.constantFrom(EVERYTHING, ANYREACH), (form, filters) => {
        for (const filter of FILTERS) {
          const written = writeFilter(filter, form, context(filters));
          if ('errors' in written) {
            for (const key of Object.keys(written.errors)) assert.equal(filterOf(key), filter);
            assert.ok(Object.values(written.errors).every((text) => text.length > 0));
          } else {
            assert.deepEqual(fittingQuery(written.query, filters), written.query);
          }
        }
      }),
    ));

  test('is refused before Anyreach would refuse it', () =>
    fc.assert(
      fc.property(anyForm, (form) => {
        const filters = FILTERS.filter(({ keys }) => keys.some((key) => ANYREACH[key]));
        const written = writeForm(filters, form, context(ANYREACH));
        if ('query' in written) queryParams(written.query);
      }),
    ));
});
