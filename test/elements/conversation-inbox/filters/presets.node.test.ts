import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import {
  endsDay,
  presetOf,
  PRESETS,
  presetSpan,
  startsDay,
} from '../../../../src/elements/conversation-inbox/filters/presets.js';
import { instant } from '../../../../src/list/instant.js';
import { now, zone } from './fixture.js';

const NOON_IN_NEW_YORK = Date.parse('2025-11-20T12:00:00-05:00');
const span = (id: (typeof PRESETS)[number], at = NOON_IN_NEW_YORK, timeZone = 'America/New_York') =>
  presetSpan(id, at, timeZone);

/** Date in a zone, by other means. */
const dateIn = (timeZone: string, microseconds: number) =>
  new Intl.DateTimeFormat('en-CA', { timeZone, dateStyle: 'short' }).format(
    Math.floor(microseconds / 1000),
  );

describe('a preset', () => {
  test('covers whole days of the viewer’s zone', () => {
    assert.deepEqual(span('today'), {
      after: '2025-11-20T00:00:00-05:00',
      before: '2025-11-20T23:59:59.999999-05:00',
    });
    assert.deepEqual(span('yesterday'), {
      after: '2025-11-19T00:00:00-05:00',
      before: '2025-11-19T23:59:59.999999-05:00',
    });
    assert.deepEqual(span('last-7-days'), {
      after: '2025-11-14T00:00:00-05:00',
      before: '2025-11-20T23:59:59.999999-05:00',
    });
  });

  test('has the offset of either end when clocks change in between', () => {
    assert.deepEqual(span('last-30-days'), {
      after: '2025-10-22T00:00:00-04:00',
      before: '2025-11-20T23:59:59.999999-05:00',
    });
    assert.deepEqual(span('this-month'), {
      after: '2025-11-01T00:00:00-04:00',
      before: '2025-11-30T23:59:59.999999-05:00',
    });
  });

  test('is of another day in another zone', () => {
    const late = Date.parse('2025-12-31T20:00:00Z');
    assert.equal(span('today', late, 'Asia/Kolkata').after, '2026-01-01T00:00:00+05:30');
    assert.equal(
      span('this-month', late, 'Asia/Kolkata').before,
      '2026-01-31T23:59:59.999999+05:30',
    );
    assert.equal(span('yesterday', late, 'America/New_York').after, '2025-12-30T00:00:00-05:00');
  });

  test('starts at one o’clock on a day that has no midnight', () => {
    const day = Date.parse('2025-04-25T12:00:00+03:00');
    assert.deepEqual(span('today', day, 'Africa/Cairo'), {
      after: '2025-04-25T01:00:00+03:00',
      before: '2025-04-25T23:59:59.999999+03:00',
    });
    assert.equal(span('yesterday', day, 'Africa/Cairo').before, '2025-04-24T23:59:59.999999+02:00');
  });

  test('starts at the first of two midnights', () => {
    const day = Date.parse('2025-11-02T12:00:00-05:00');
    assert.equal(span('today', day, 'America/Havana').after, '2025-11-02T00:00:00-04:00');
  });

  test('is in the viewer’s own zone where none is named', () => {
    const { after } = presetSpan('today', NOON_IN_NEW_YORK);
    const midnight = new Date(NOON_IN_NEW_YORK).setHours(0, 0, 0, 0);
    assert.equal(Date.parse(after), midnight);
  });

  test('holds exactly the microseconds of its days, in every zone', () =>
    fc.assert(
      fc.property(zone, now, (timeZone, at) => {
        const { after, before } = presetSpan('today', at, timeZone);
        const [first, last] = [instant(after), instant(before)];
        const today = dateIn(timeZone, at * 1000);
        assert.ok(first <= at * 1000 && at * 1000 <= last);
        assert.equal(dateIn(timeZone, first), today);
        assert.equal(dateIn(timeZone, last), today);
        assert.notEqual(dateIn(timeZone, first - 1), today);
        assert.notEqual(dateIn(timeZone, last + 1), today);
      }),
    ));

  test('begins a microsecond after the one before it', () =>
    fc.assert(
      fc.property(zone, now, (timeZone, at) => {
        const [today, yesterday] = [
          presetSpan('today', at, timeZone),
          presetSpan('yesterday', at, timeZone),
        ];
        assert.equal(instant(today.after) - instant(yesterday.before), 1);
        assert.equal(presetSpan('last-7-days', at, timeZone).before, today.before);
      }),
    ));

  test('is recognised, however its bounds are written', () => {
    assert.deepEqual(
      PRESETS.map((id) =>
        presetOf(span(id).after, span(id).before, NOON_IN_NEW_YORK, 'America/New_York'),
      ),
      PRESETS,
    );
    const utc = ['2025-11-20T05:00:00Z', '2025-11-21T04:59:59.999999Z'] as const;
    assert.equal(presetOf(...utc, NOON_IN_NEW_YORK, 'America/New_York'), 'today');
    assert.equal(presetOf(...utc, NOON_IN_NEW_YORK, 'UTC'), undefined);
    assert.equal(presetOf(utc[0], undefined, NOON_IN_NEW_YORK, 'America/New_York'), undefined);
    assert.equal(presetOf(undefined, undefined, NOON_IN_NEW_YORK), undefined);
  });

  test('starts and ends days', () =>
    fc.assert(
      fc.property(zone, now, fc.constantFrom(...PRESETS), (timeZone, at, id) => {
        const { after, before } = presetSpan(id, at, timeZone);
        assert.ok(startsDay(after, timeZone) && endsDay(before, timeZone));
        assert.ok(!endsDay(after, timeZone) && !startsDay(before, timeZone));
      }),
    ));
});
