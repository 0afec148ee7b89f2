import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { dateLocale, messages } from '../../src/internal/localize.js';
import { overlays } from '../../src/locales/en/overlays.js';

describe('the locale of dates', () => {
  const cases: [string, string | undefined, string[], string][] = [
    ['the region of the reader, in the language of the page', 'en', ['en-GB', 'de'], 'en-GB'],
    ['the first fitting one of the reader', 'de', ['en-US', 'de-AT', 'de-DE'], 'de-AT'],
    ['the page as it stands, when the reader speaks no such language', 'fr', ['en-US'], 'fr'],
    ['the region of the page, when it names one', 'en-AU', ['en-GB'], 'en-AU'],
    ['the reader alone, on a page of no language', undefined, ['pt-BR', 'en'], 'pt-BR'],
    ['English, when nobody says', undefined, [], 'en'],
    ['English, when the page says nonsense', '<b>', [], 'en'],
    ['canonical, however it is written', 'EN', ['en-us'], 'en-US'],
  ];
  for (const [what, lang, preferred, locale] of cases)
    test(`is that of ${what}`, () => assert.equal(dateLocale(lang, preferred), locale));
});

describe('what the inbox says', () => {
  test('has singular and plural', () => {
    assert.equal(overlays.shown(1), '1 conversation shown');
    assert.equal(overlays.shown(2), '2 conversations shown');
    assert.equal(messages.end(0), 'End of list · 0 conversations');
    assert.equal(messages.others(1), 'and 1 more participant');
    assert.equal(overlays.showArrivals(3), 'Show 3 new conversations');
  });

  test('groups large numbers', () => {
    assert.equal(overlays.shown(25_000), '25,000 conversations shown');
    assert.equal(overlays.newArrivals(1234), '1,234 new');
  });

  test('has words of its own for every kind of error', () => {
    const words = Object.values(messages.errors);
    assert.equal(words.length, 12);
    assert.equal(new Set(words).size, 12);
  });
});
