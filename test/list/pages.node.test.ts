import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { PageStore } from '../../src/list/pages.js';
import { Placing } from '../../src/list/placing.js';
import type { Conversation } from '../../src/model/index.js';
import { row, rows } from './fixture.js';

/** The same rows, counting every look at one. */
function counted(from: number, to: number, count: { looks: number }): Conversation[] {
  return rows(from, to).map(
    (one) =>
      new Proxy(one, {
        get(target, key) {
          count.looks += 1;
          return Reflect.get(target, key) as unknown;
        },
      }),
  );
}

function all(pages: PageStore): string[] {
  return Array.from({ length: pages.count }, (_, index) => pages.rowAt(index)!.id);
}

test('page 2,000 costs what page 20 did, and touches no other page', () => {
  const pages = new PageStore(50);
  const count = { looks: 0 };
  const lots = Array.from({ length: 2001 }, (_, p) => counted(p * 50, p * 50 + 50, count));
  const looks: number[] = [];
  for (const [p, lot] of lots.entries()) {
    const before = p === 2000 ? Array.from({ length: p }, (_, one) => pages.pages[one]?.rows) : [];
    count.looks = 0;
    pages.append(lot);
    pages.rowAt(p * 50 + 49);
    looks.push(count.looks);
    before.forEach((held, one) => assert.equal(pages.pages[one]?.rows, held));
  }
  assert.equal(looks[2000], looks[20]);
  assert.ok(looks[20]! <= 100);
  assert.equal(pages.count, 100_050);
});

test('a row that leaves or comes looks at its page and no other', () => {
  const pages = new PageStore(50);
  const count = { looks: 0 };
  for (let p = 0; p < 2000; p += 1) pages.append(counted(p * 50, p * 50 + 50, count));
  count.looks = 0;
  const placing = new Placing(pages);
  placing.remove('c50025');
  placing.insert(row(-1));
  assert.equal(pages.indexOf('c50026'), 50_026);
  assert.ok(count.looks < 250, `${count.looks} looks`);
});

test('rows at the top gather in small pages', () => {
  const pages = new PageStore(50);
  pages.append(rows(0, 50));
  const placing = new Placing(pages);
  for (let n = 1; n <= 200; n += 1) placing.insert(row(-n));
  assert.equal(pages.count, 250);
  assert.equal(pages.pages.length, 5);
  assert.deepEqual(all(pages).slice(0, 2), ['c-200', 'c-199']);
});

test('a row between two pages joins the one above when only that has room', () => {
  const pages = new PageStore(3);
  pages.append([row(0), row(1)]);
  pages.append(rows(10, 13));
  new Placing(pages).insert(row(5));
  assert.equal(pages.pages.length, 2);
  assert.deepEqual(pages.pages[0]!.rows, [row(0), row(1), row(5)]);
});

test('an unknown index or id is nothing', () => {
  const pages = new PageStore(10);
  pages.append(rows(0, 3));
  for (const index of [-1, 3, NaN, 0.5]) {
    assert.equal(pages.rowAt(index), undefined, String(index));
  }
  assert.equal(pages.indexOf('x'), -1);
  assert.equal(new Placing(pages).remove('x'), false);
});

test('whatever happens to it, the store agrees with a plain sorted list', () => {
  const number = fc.integer({ min: 0, max: 60 });
  const act = fc.oneof(
    fc.record({ do: fc.constant('insert' as const), n: number }),
    fc.record({ do: fc.constant('remove' as const), n: number }),
    fc.record({ do: fc.constant('replace' as const), n: number }),
    fc.record({ do: fc.constant('append' as const), n: fc.integer({ min: 1, max: 9 }) }),
    fc.record({
      do: fc.constant('head' as const),
      n: fc.integer({ min: 0, max: 20 }),
      fresh: fc.uniqueArray(number, { maxLength: 12 }),
    }),
  );
  fc.assert(
    fc.property(
      fc.array(act, { maxLength: 60, size: 'max' }),
      fc.integer({ min: 1, max: 5 }),
      (acts, size) => {
        const pages = new PageStore(size);
        const placing = new Placing(pages);
        let plain: number[] = [];
        let oldest = 100;
        for (const one of acts) {
          const id = `c${one.n}`;
          if (one.do === 'insert' && pages.indexOf(id) < 0) {
            placing.insert(row(one.n));
            const place = plain.findIndex((n) => n >= one.n);
            plain.splice(place < 0 ? plain.length : place, 0, one.n);
          } else if (one.do === 'remove') {
            assert.equal(placing.remove(id), plain.includes(one.n));
            plain = plain.filter((n) => n !== one.n);
          } else if (one.do === 'replace') {
            assert.equal(placing.replace(row(one.n, { summary: 'x' })), plain.includes(one.n));
          } else if (one.do === 'append') {
            pages.append(rows(oldest, oldest + one.n));
            for (let n = oldest; n < oldest + one.n; n += 1) plain.push(n);
            oldest += one.n;
          } else if (one.do === 'head') {
            const fresh = [...one.fresh].sort((a, b) => a - b);
            placing.replaceHead(
              one.n,
              fresh.map((n) => row(n)),
            );
            plain = [...fresh, ...plain.slice(one.n).filter((n) => !fresh.includes(n))];
            // Beyond the head the order is what it was; sorted again for the plain search above.
            if (plain.some((n, index) => index > 0 && plain[index - 1]! > n)) return;
          }
          assert.deepEqual(
            all(pages),
            plain.map((n) => `c${n}`),
          );
          consistent(pages);
        }
      },
    ),
  );
});

function consistent(pages: PageStore): void {
  let start = 0;
  for (let p = 0; p < pages.pages.length; p += 1) {
    assert.equal(pages.pages[p]!.start, start);
    assert.ok(pages.pages[p]!.rows.length > 0);
    start += pages.pages[p]!.rows.length;
  }
  assert.equal(start, pages.count);
  for (let index = 0; index < pages.count; index += 1) {
    assert.equal(pages.indexOf(pages.rowAt(index)!.id), index);
  }
}
