import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import {
  parseWall,
  printWall,
  zonedTime,
} from '../../../../src/elements/conversation-inbox/filters/zoned-time.js';
import { now, zone } from './fixture.js';

const at = (timeZone: string, wall: string) => {
  const zoned = zonedTime(timeZone);
  return zoned.print(zoned.instantAt(parseWall(wall)!));
};

describe('the clock on the wall', () => {
  test('is that of the zone, with its offset at that time of the year', () => {
    assert.equal(at('America/New_York', '2025-07-01T09:30'), '2025-07-01T09:30:00-04:00');
    assert.equal(at('America/New_York', '2025-12-01T09:30'), '2025-12-01T09:30:00-05:00');
    assert.equal(at('Asia/Kathmandu', '2025-12-01T09:30'), '2025-12-01T09:30:00+05:45');
    assert.equal(at('UTC', '2025-12-01T09:30:15.25'), '2025-12-01T09:30:15.25Z');
  });

  test('is that of the viewer where no zone is named', () => {
    const zoned = zonedTime();
    const noon = new Date(2025, 5, 1, 12).getTime();
    assert.equal(printWall(zoned.wallAt(noon)), '2025-06-01T12:00');
  });

  test('skips an hour: a time that never comes is an hour later', () =>
    assert.equal(at('America/New_York', '2025-03-09T02:30'), '2025-03-09T03:30:00-04:00'));

  test('repeats an hour: a time that comes twice is the first one', () =>
    assert.equal(at('America/New_York', '2025-11-02T01:30'), '2025-11-02T01:30:00-04:00'));

  test('changes by half an hour where it does', () => {
    assert.equal(at('Australia/Lord_Howe', '2025-04-06T01:45'), '2025-04-06T01:45:00+11:00');
    assert.equal(at('Australia/Lord_Howe', '2025-04-06T02:15'), '2025-04-06T02:15:00+10:30');
  });

  test('is printed in UTC where its offset is no whole minute', () => {
    const monrovia = zonedTime('Africa/Monrovia');
    assert.equal(monrovia.print(0), '1970-01-01T00:00:00Z');
    assert.equal(printWall(monrovia.wallAt(0)), '1969-12-31T23:15:30');
  });

  test('names the instant it was read from, unless that hour comes twice', () =>
    fc.assert(
      fc.property(zone, now, (timeZone, instant) => {
        const zoned = zonedTime(timeZone);
        const back = zoned.instantAt(zoned.wallAt(instant));
        assert.equal(zoned.wallAt(back), zoned.wallAt(instant));
        assert.ok(back <= instant);
        assert.equal(Date.parse(zoned.print(instant)), instant);
      }),
    ));
});

describe('a date-time field', () => {
  test('is read with and without seconds', () => {
    assert.equal(parseWall('2025-11-20T14:32'), Date.UTC(2025, 10, 20, 14, 32));
    assert.equal(parseWall('2025-11-20 14:32:05'), Date.UTC(2025, 10, 20, 14, 32, 5));
    assert.equal(parseWall('2025-11-20T14:32:05.5'), Date.UTC(2025, 10, 20, 14, 32, 5, 500));
  });

  for (const text of ['', 'today', '2025-02-30T10:00', '2025-13-01T10:00', '2025-11-20', '14:32']) {
    test(`holds no time when it says “${text}”`, () => assert.equal(parseWall(text), undefined));
  }
  for (const text of [
    '2025-11-20T24:00',
    '2025-11-20T10:60',
    '2025-11-20T10:00Z',
    '20255-11-20T10:00',
  ]) {
    test(`holds no time when it says “${text}”`, () => assert.equal(parseWall(text), undefined));
  }

  test('is filled as briefly as possible', () => {
    assert.equal(printWall(Date.UTC(2025, 10, 20, 14, 0)), '2025-11-20T14:00');
    assert.equal(printWall(Date.UTC(2025, 10, 20, 14, 0, 10)), '2025-11-20T14:00:10');
    assert.equal(printWall(Date.UTC(2025, 10, 20, 14, 0, 0, 120)), '2025-11-20T14:00:00.12');
  });

  test('reads back what it was filled with', () =>
    fc.assert(fc.property(now, (wall) => assert.equal(parseWall(printWall(wall)), wall))));
});
