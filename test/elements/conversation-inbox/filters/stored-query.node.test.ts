import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import {
  parseStored,
  printStored,
  readStored,
  writeStored,
  type Migration,
} from '../../../../src/elements/conversation-inbox/filters/stored-query.js';
import { sameQuery } from '../../../../src/model/query.js';
import { validQuery } from './fixture.js';

/** A storage of this test's own. */
function memory(): Storage {
  const held = new Map<string, string>();
  return {
    getItem: (key: string) => held.get(key) ?? null,
    setItem: (key: string, value: string) => void held.set(key, value),
  } as Storage;
}

const refusing = (): Storage =>
  ({
    getItem: () => {
      throw new DOMException('Denied', 'SecurityError');
    },
    setItem: () => {
      throw new DOMException('Full', 'QuotaExceededError');
    },
  }) as unknown as Storage;

describe('a query that is remembered', () => {
  test('is found again tomorrow, whatever it is', () =>
    fc.assert(
      fc.property(validQuery, fc.string(), (query, key) => {
        const storage = memory();
        assert.ok(writeStored(() => storage, key, query));
        assert.ok(sameQuery(readStored(() => storage, key)!, query));
      }),
    ));

  test('is that of its organization only', () => {
    const storage = memory();
    writeStored(() => storage, 'org-1', { caller: 'a' });
    writeStored(() => storage, 'org-2', { caller: 'b' });
    assert.deepEqual(
      readStored(() => storage, 'org-1'),
      { caller: 'a' },
    );
    assert.equal(
      readStored(() => storage, 'org-3'),
      undefined,
    );
  });

  test('is remembered as empty once everything was cleared', () => {
    const storage = memory();
    writeStored(() => storage, 'org', {});
    assert.deepEqual(
      readStored(() => storage, 'org'),
      {},
    );
  });

  test('is just forgotten in private mode and in a full storage', () => {
    const storage = refusing();
    assert.equal(
      writeStored(() => storage, 'org', {}),
      false,
    );
    assert.equal(
      readStored(() => storage, 'org'),
      undefined,
    );
    const forbidden = () => {
      throw new DOMException('Denied', 'SecurityError');
    };
    assert.equal(writeStored(forbidden, 'org', {}), false);
    assert.equal(readStored(forbidden, 'org'), undefined);
  });

  test('loses only the keys and values that are none', () =>
    assert.deepEqual(
      parseStored('{"version":1,"query":{"caller":"a","durationMin":"x","no":1},"more":2}'),
      { caller: 'a' },
    ));
});

describe('nothing is remembered', () => {
  const GARBAGE = ['', 'null', '7', '"x"', '[]', '{}', '{', 'undefined', '{"query":{}}'];
  GARBAGE.push('{"version":1}', '{"version":1,"query":[]}', '{"version":1,"query":null}');
  GARBAGE.push('{"version":0,"query":{}}', '{"version":"1","query":{}}');
  GARBAGE.push('{"version":1.5,"query":{}}', '{"version":2,"query":{}}');
  for (const text of GARBAGE) {
    test(`of ${text || 'an empty text'}`, () => assert.equal(parseStored(text), undefined));
  }

  test('of anything else, and nothing throws', () =>
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.json(), fc.anything()), (text) => {
        const query = parseStored(text);
        assert.ok(query === undefined || typeof query === 'object');
      }),
    ));
});

describe('what earlier versions stored', () => {
  const MIGRATIONS: Migration[] = [
    ({ query, ...rest }) => ({ ...rest, asked: query }),
    ({ asked, ...rest }) => ({ ...rest, query: { ...(asked as object), optedIn: true } }),
  ];

  test('is brought forward, one version after the other', () => {
    assert.deepEqual(parseStored('{"version":1,"query":{"caller":"a"}}', MIGRATIONS), {
      caller: 'a',
      optedIn: true,
    });
    assert.deepEqual(parseStored('{"version":2,"asked":{"caller":"a"}}', MIGRATIONS), {
      caller: 'a',
      optedIn: true,
    });
    const latest = printStored({ caller: 'a' }, MIGRATIONS);
    assert.deepEqual(parseStored(latest, MIGRATIONS), { caller: 'a' });
  });

  test('is nothing where a migration cannot make sense of it', () => {
    const strict: Migration[] = [
      ({ query }) => ({ query: { caller: (query as { name: { first: string } }).name.first } }),
    ];
    assert.equal(parseStored('{"version":1,"query":{}}', strict), undefined);
  });
});
