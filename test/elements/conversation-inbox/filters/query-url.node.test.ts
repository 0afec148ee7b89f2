import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { fittingQuery } from '../../../../src/elements/conversation-inbox/filters/fitting-query.js';
import {
  PARAMETERS,
  readQueryUrl,
  writeQueryUrl,
} from '../../../../src/elements/conversation-inbox/filters/query-url.js';
import { sameQuery, type Query } from '../../../../src/model/query.js';
import { FILTERS as ANYREACH } from '../../../../src/providers/anyreach/query.js';
import { EVERYTHING, validQuery } from './fixture.js';

const read = (search: string, prefix?: string) => readQueryUrl(search, EVERYTHING, prefix);
const asked = (search: string) => {
  const { query, notices } = read(search);
  assert.deepEqual(notices, []);
  return query;
};
const ignored = (search: string, filters = EVERYTHING) => {
  const { query, notices } = readQueryUrl(search, filters);
  return { query, notices: notices.map(({ name, value }) => `${name}=${value}`) };
};

const FULL: Query = {
  caller: '+1 555',
  agentId: 'a/7',
  status: ['failed', 'completed'],
  durationMin: 90,
  createdAfter: '2025-11-20T00:00:00+05:30',
  optedIn: false,
  metadata: { order: '123', tries: 3, tier: 'gold & silver' },
};

const FULL_URL =
  '?caller=%2B1%20555&agent=a/7&status=failed&status=completed&duration-min=90' +
  '&created-after=2025-11-20T00:00:00%2B05:30&consent=no' +
  '&metadata.order=123&metadata.tries=number:3&metadata.tier=gold%20%26%20silver';

describe('a link', () => {
  test('says in words what is asked for', () => assert.equal(writeQueryUrl('', FULL), FULL_URL));

  test('shows a colleague what the reader saw', () => assert.deepEqual(asked(FULL_URL), FULL));

  test('is never written otherwise by a browser', () => {
    const odd = { caller: "o'hara@example.com, 100% (sales)*!~ <b>", campaign: 'Ü “x” \\ ^`{|}' };
    for (const query of [FULL, odd]) {
      const search = writeQueryUrl('', query);
      assert.equal(new URL(search, 'https://example.com').search, search);
    }
  });

  test('brings every query there and back, beside anything and with any prefix', () =>
    fc.assert(
      fc.property(
        validQuery,
        fc.constantFrom('', 'sales-', 'é &=?', 'a.b_'),
        fc.constantFrom('', '?', '?page=2', '?a&b=%zz&&c=+', 'x=1'),
        (query, prefix, search) => {
          const url = writeQueryUrl(search, query, prefix);
          const back = read(url, prefix);
          assert.ok(sameQuery(back.query, query));
          assert.deepEqual(back.notices, []);
        },
      ),
    ));

  test('brings a query through the address bar and back', () =>
    fc.assert(
      fc.property(validQuery, (query) => {
        const { search } = new URL(writeQueryUrl('', query), 'https://example.com');
        assert.ok(sameQuery(read(search).query, query));
      }),
    ));

  test('does not depend on the order in which filters were set', () => {
    const turned = Object.fromEntries(Object.entries(FULL).reverse()) as Query;
    assert.equal(writeQueryUrl('', turned), FULL_URL);
  });

  test('leaves out what could not be read back', () =>
    assert.equal(
      writeQueryUrl('?a=1', {
        caller: '\ud800',
        createdAfter: 'monday',
        status: [],
        campaign: 'x',
      }),
      '?a=1&campaign=x',
    ));
});

describe('what else is in the URL', () => {
  test('keeps its order and its spelling', () => {
    const others = 'b=2&a=%7e+%zz&empty&=&&c=%e9';
    assert.equal(writeQueryUrl(`?${others}`, { caller: 'x' }), `?${others}&caller=x`);
    assert.equal(writeQueryUrl(`?caller=old&${others}`, {}), `?${others}`);
  });

  test('stands before ours, and changing back and forth changes nothing', () =>
    fc.assert(
      fc.property(validQuery, validQuery, fc.webQueryParameters(), (one, other, search) => {
        const direct = writeQueryUrl(search, other);
        assert.equal(writeQueryUrl(writeQueryUrl(search, one), other), direct);
        const others = writeQueryUrl(search, {}).slice(1);
        assert.ok(direct.slice(1).startsWith(others));
      }),
    ));

  test('is left alone when it only looks like ours', () => {
    const search = '?Caller=a&?caller=b&caller%20=c&metadata=d&constructor=e&limit=5';
    assert.deepEqual(read(search), { query: {}, notices: [] });
    assert.equal(writeQueryUrl(search, {}), search);
  });

  test('is empty when nothing is left', () => {
    assert.equal(writeQueryUrl('?caller=x', {}), '');
    assert.equal(writeQueryUrl('', {}), '');
    assert.equal(writeQueryUrl('?', {}), '');
  });
});

describe('two inboxes on one page', () => {
  test('each have their own query', () => {
    const url = writeQueryUrl(writeQueryUrl('', { caller: 'a' }, 'sales-'), { caller: 'b' });
    assert.equal(url, '?sales-caller=a&caller=b');
    assert.deepEqual(read(url, 'sales-').query, { caller: 'a' });
    assert.deepEqual(read(url).query, { caller: 'b' });
    assert.equal(writeQueryUrl(url, {}, 'sales-'), '?caller=b');
  });

  test('cannot be confused, whatever the prefix: no name ends with another', () => {
    const names = Object.values(PARAMETERS);
    for (const name of names)
      for (const other of names) assert.ok(name === other || !name.endsWith(`-${other}`));
  });
});

describe('a link that was written by hand', () => {
  test('may say a duration as people do', () =>
    assert.deepEqual(asked('?duration-min=1m+30s&duration-max=1:02:05'), {
      durationMin: 90,
      durationMax: 3725,
    }));

  test('may have lost the plus of its zone', () =>
    assert.deepEqual(asked('?created-after=2025-11-20T00:00:00+05:30'), {
      createdAfter: '2025-11-20T00:00:00+05:30',
    }));

  test('may leave values blank or repeat them', () =>
    assert.deepEqual(asked('?caller=&agent&status=failed&status=failed&status='), {
      status: ['failed'],
    }));

  test('is read without what is no value, which is named as it stands there', () =>
    assert.deepEqual(
      ignored(
        '?caller=x&direction=up&duration-min=long&user-turns-min=-1&user-turns-max=1e3' +
          '&created-after=yesterday&consent=maybe&metadata.=1',
      ),
      {
        query: { caller: 'x' },
        notices: [
          'direction=up',
          'duration-min=long',
          'user-turns-min=-1',
          'user-turns-max=1e3',
          'created-after=yesterday',
          'consent=maybe',
          'metadata.=1',
        ],
      },
    ));

  test('is read without what this provider cannot do', () =>
    assert.deepEqual(
      ignored('?consent=yes&status=failed&status=completed&channel=fax&agent=7', ANYREACH),
      {
        query: { status: ['failed'], agentId: '7' },
        notices: ['consent=yes', 'status=completed', 'channel=fax'],
      },
    ));

  test('counts the first of several callers, and of several values of one metadata key', () =>
    assert.deepEqual(ignored('?caller=a&caller=b&metadata.x=1&metadata.x=2&metadata.y=3'), {
      query: { caller: 'a', metadata: { x: '1', y: '3' } },
      notices: ['caller=b', 'metadata.x=2'],
    }));

  test('is read without bounds that nothing lies between', () =>
    assert.deepEqual(ignored('?duration-min=9&duration-max=5&caller=a'), {
      query: { caller: 'a' },
      notices: ['duration-min=9', 'duration-max=5'],
    }));

  test('is read without a value of more than a thousand characters, and none is written', () => {
    const [longest, longer] = ['5'.repeat(1000), '5'.repeat(1001)];
    assert.deepEqual(asked(`?caller=${longest}`), { caller: longest });
    assert.deepEqual(read(`?caller=${longer}`), {
      query: {},
      notices: [{ name: 'caller', value: longer }],
    });
    assert.equal(writeQueryUrl('', { caller: longer, direction: 'inbound' }), '?direction=inbound');
  });

  test('names a notice with its prefix', () =>
    assert.deepEqual(read('?sales-direction=up', 'sales-').notices, [
      { name: 'sales-direction', value: 'up' },
    ]));

  test('of a hundred thousand parameters is read at once', () => {
    const many = Array.from(
      { length: 100_000 },
      (_, index) => `status=s${index}&metadata.k${index}=1`,
    );
    const start = performance.now();
    assert.equal(read(`?${many.join('&')}`).query.status?.length, 100_000);
    assert.ok(performance.now() - start < 10_000);
  });

  test('holds anything, and only a query that can be asked for comes out', () => {
    const name = fc.oneof(
      fc.constantFrom(...Object.values(PARAMETERS), 'metadata.x', 'metadata.__proto__'),
      fc.string(),
    );
    const value = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.constantFrom('%', '%zz', '%ff', '1', 'no'),
    );
    const search = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc
        .array(fc.tuple(name, value).map(([key, text]) => `${key}=${text}`))
        .map((parts) => `?${parts.join('&')}`),
    );
    fc.assert(
      fc.property(search, fc.constantFrom(EVERYTHING, ANYREACH), (given, filters) => {
        const { query } = readQueryUrl(given, filters);
        assert.deepEqual(fittingQuery(query, filters), query);
        const again = writeQueryUrl(given, query);
        assert.ok(sameQuery(readQueryUrl(again, filters).query, query));
      }),
    );
  });
});
