import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import {
  keptSettings,
  type Migration,
} from '../../../src/elements/conversation-inbox/kept-settings.js';

/** A storage of this test's own. */
function memory(key = 'org', text?: string) {
  const held = new Map<string, string>();
  if (text !== undefined) held.set(`conversation-inbox.${key}`, text);
  const storage = {
    getItem: (name: string) => held.get(name) ?? null,
    setItem: (name: string, value: string) => void held.set(name, value),
  };
  return { held, source: () => storage };
}

const denied = () => {
  throw new DOMException('Denied', 'SecurityError');
};
const full = () => {
  throw new DOMException('Full', 'QuotaExceededError');
};

describe('what is remembered of a reader', () => {
  test('is found again tomorrow, whatever it is', () =>
    fc.assert(
      fc.property(fc.jsonValue(), fc.string(), (value, key) => {
        const { source } = memory();
        assert.ok(keptSettings(key, source).write('query', value));
        const text = JSON.stringify(keptSettings(key, source).read('query'));
        assert.equal(text, JSON.stringify(value));
      }),
    ));

  test('is that of its organization only', () => {
    const { source } = memory();
    keptSettings('org-1', source).write('query', { caller: 'a' });
    keptSettings('org-2', source).write('query', { caller: 'b' });
    assert.deepEqual(keptSettings('org-1', source).read('query'), { caller: 'a' });
    assert.deepEqual(keptSettings('org-2', source).read('query'), { caller: 'b' });
    assert.equal(keptSettings('org-3', source).read('query'), undefined);
  });

  test('keeps its sections apart, also those that another tab has written meanwhile', () => {
    const { source } = memory();
    const [one, other] = [keptSettings('org', source), keptSettings('org', source)];
    one.write('query', { caller: 'a' });
    other.write('columns', { order: ['caller'] });
    one.write('query', { caller: 'b' });
    assert.deepEqual(other.read('query'), { caller: 'b' });
    assert.deepEqual(one.read('columns'), { order: ['caller'] });
    one.write('query', undefined);
    assert.equal(one.read('query'), undefined);
    assert.deepEqual(one.read('columns'), { order: ['caller'] });
  });

  test('has one version for all of it', () => {
    const { source, held } = memory();
    keptSettings('org', source).write('query', {});
    assert.deepEqual(JSON.parse(held.get('conversation-inbox.org')!), { version: 1, query: {} });
  });

  test('is just forgotten in private mode and in a full storage', () => {
    const nothing = keptSettings('org', denied);
    assert.equal(nothing.write('query', {}), false);
    assert.equal(nothing.read('query'), undefined);
    const none = keptSettings('org', () => ({ getItem: denied, setItem: full }));
    assert.equal(none.write('query', {}), false);
    assert.equal(none.read('query'), undefined);
  });

  test('stays as it was when the storage is full', () => {
    const { source } = memory();
    keptSettings('org', source).write('query', { caller: 'a' });
    const crowded = keptSettings('org', () => ({ getItem: source().getItem, setItem: full }));
    assert.equal(crowded.write('query', { caller: 'b' }), false);
    assert.deepEqual(crowded.read('query'), { caller: 'a' });
  });

  test('is just forgotten when it cannot be written as JSON', () => {
    const { source, held } = memory();
    assert.equal(keptSettings('org', source).write('query', { caller: 1n }), false);
    assert.equal(held.size, 0);
  });
});

describe('nothing is remembered', () => {
  const GARBAGE = ['', 'null', '7', '"x"', '[]', '{}', '{', 'undefined', '{"query":{}}'];
  GARBAGE.push('{"version":0,"query":{}}', '{"version":"1","query":{}}');
  GARBAGE.push('{"version":1.5,"query":{}}', '{"version":1}', '[{"version":1,"query":{}}]');
  for (const text of GARBAGE) {
    test(`of ${text || 'an empty text'}, and it can be written over`, () => {
      const { source } = memory('org', text);
      const kept = keptSettings('org', source);
      assert.equal(kept.read('query'), undefined);
      assert.ok(kept.write('query', { caller: 'a' }));
      assert.deepEqual(kept.read('query'), { caller: 'a' });
    });
  }

  test('of anything else, and nothing throws', () =>
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.json()), (text) => {
        const kept = keptSettings('org', memory('org', text).source);
        kept.read('query');
        assert.ok(kept.write('place', {}) || JSON.parse(text).version > 1);
      }),
    ));

  test('of what a later version has stored, and it is left to that version', () => {
    const later = '{"version":2,"query":{"caller":"a"}}';
    const { source, held } = memory('org', later);
    const kept = keptSettings('org', source);
    assert.equal(kept.read('query'), undefined);
    assert.equal(kept.write('query', {}), false);
    assert.equal(held.get('conversation-inbox.org'), later);
  });
});

describe('what earlier versions stored', () => {
  const MIGRATIONS: Migration[] = [
    ({ query, ...rest }) => ({ ...rest, asked: query }),
    ({ asked, ...rest }) => ({ ...rest, query: { ...(asked as object), optedIn: true } }),
  ];
  const read = (text: string) =>
    keptSettings('org', memory('org', text).source, MIGRATIONS).read('query');

  test('is brought forward, one version after the other', () => {
    const expected = { caller: 'a', optedIn: true };
    assert.deepEqual(read('{"version":1,"query":{"caller":"a"}}'), expected);
    assert.deepEqual(read('{"version":2,"asked":{"caller":"a"}}'), expected);
    assert.deepEqual(read('{"version":3,"query":{"caller":"a"}}'), { caller: 'a' });
  });

  test('is brought forward as a whole when one section is written', () => {
    const { source, held } = memory('org', '{"version":1,"query":{"caller":"a"}}');
    keptSettings('org', source, MIGRATIONS).write('columns', {});
    assert.deepEqual(JSON.parse(held.get('conversation-inbox.org')!), {
      version: 3,
      query: { caller: 'a', optedIn: true },
      columns: {},
    });
  });

  test('is nothing where a migration cannot make sense of it, and can be written over', () => {
    const strict: Migration[] = [
      ({ query }) => ({ query: { caller: (query as { name: { first: string } }).name.first } }),
    ];
    const { source } = memory('org', '{"version":1,"query":{}}');
    const kept = keptSettings('org', source, strict);
    assert.equal(kept.read('query'), undefined);
    assert.ok(kept.write('query', { caller: 'a' }));
    assert.deepEqual(kept.read('query'), { caller: 'a' });
  });
});
