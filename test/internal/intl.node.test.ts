import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { createDateFormat, validTimeZone } from '../../src/internal/intl.js';

/** The space before AM differs between versions of the locale data. */
const plain = (text: string) => text.replace(/\s/g, ' ');
const thisYear = new Date().getUTCFullYear();

describe('the time of a conversation', () => {
  test('is shown in the zone asked for', () => {
    const at = `${thisYear}-11-20T20:30:05Z`;
    const shown = (zone: string) => {
      const { date, time } = createDateFormat('en-US', zone);
      return plain(`${date(at)} ${time(at)}`);
    };
    assert.equal(shown('UTC'), 'Nov 20 8:30 PM');
    assert.equal(shown('America/New_York'), 'Nov 20 3:30 PM');
    assert.equal(shown('Pacific/Auckland'), 'Nov 21 9:30 AM');
  });

  test('is shown in the zone of the machine when none is asked for', () => {
    const at = `${thisYear}-11-20T20:30:05Z`;
    const own = createDateFormat('en-US').time(at);
    const { timeZone } = new Intl.DateTimeFormat().resolvedOptions();
    assert.equal(own, createDateFormat('en-US', timeZone).time(at));
  });

  test('has a year only when it is not this one', () => {
    const { date } = createDateFormat('en-US', 'UTC');
    assert.equal(date(`${thisYear}-01-01T00:00:00Z`), 'Jan 1');
    assert.equal(date(`${thisYear - 1}-12-31T23:59:59Z`), `Dec 31, ${thisYear - 1}`);
    assert.equal(date(`${thisYear + 1}-06-01T00:00:00Z`), `Jun 1, ${thisYear + 1}`);
  });

  test('belongs to the year it has in the zone asked for', () => {
    const newYear = `${thisYear}-01-01T00:00:00Z`;
    assert.equal(
      createDateFormat('en-US', 'America/New_York').date(newYear),
      `Dec 31, ${thisYear - 1}`,
    );
  });

  test('follows the locale', () => {
    const at = `${thisYear}-11-20T20:30:05Z`;
    assert.equal(createDateFormat('de-DE', 'UTC').time(at), '20:30');
    assert.equal(createDateFormat('en-GB', 'UTC').date(at), '20 Nov');
  });

  test('has seconds where something happens within minutes, and the zone in full', () => {
    const { clock, full } = createDateFormat('en-US', 'UTC');
    const at = '2026-11-20T20:30:05Z';
    assert.equal(plain(clock(at)), '8:30:05 PM');
    assert.match(plain(full(at)), /^Friday, November 20, 2026.* 8:30:05 PM UTC$/);
  });

  test('that cannot be read is shown as -', () => {
    const { date, time, clock, full } = createDateFormat('en-US', 'UTC');
    for (const at of [null, undefined, '', 'soon', '2026-99-99T00:00:00Z'])
      for (const format of [date, time, clock, full]) assert.equal(format(at), '-');
  });
});

describe('a time zone', () => {
  test('that the platform knows is taken', () => {
    assert.equal(validTimeZone('Europe/Berlin'), 'Europe/Berlin');
    assert.equal(validTimeZone('UTC'), 'UTC');
  });

  test('that it does not know, or none, is the own zone of the reader', () => {
    for (const zone of ['Mars/Olympus', '', ' ', undefined, '<script>'])
      assert.equal(validTimeZone(zone), undefined);
  });
});
