import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import {
  anyText,
  metadataColumn,
  metadataKeys,
  numberText,
  optionalColumn,
  optionalColumns,
} from '../../../../src/elements/conversation-inbox/column-state/optional-columns.js';
import { NONE } from '../../../../src/internal/format.js';
import { createDateFormat } from '../../../../src/internal/intl.js';
import { columnWords } from '../../../../src/locales/en/columns.js';
import type { Conversation } from '../../../../src/model/index.js';

const conversation = (more: Partial<Conversation> = {}): Conversation => ({
  id: 'call:1',
  at: '2019-11-20T09:02:00Z',
  channel: 'phone',
  recording: 'none',
  transcript: 'none',
  ...more,
});

const context = { dates: createDateFormat('en-US', 'Asia/Kolkata'), locale: 'en-US' };

const textOf = (id: string, more: Partial<Conversation>, locale = 'en-US') =>
  optionalColumn(id)!
    .text(conversation(more), { ...context, locale })
    // Which blank stands before a currency is the platform's business.
    .replace(/\s/g, ' ');

describe('an optional column', () => {
  for (const column of optionalColumns) {
    test(`(${column.id}) has a head, and says "-" where there is nothing`, () => {
      assert.ok(column.label(columnWords).length > 0);
      const [field] = column.fields;
      assert.equal(column.text(conversation(), context), NONE);
      assert.equal(column.text(conversation({ [field!]: null }), context), NONE);
      assert.equal(column.value(conversation()) ?? null, null);
    });
  }

  test('counts, and zero is a value', () => {
    assert.equal(textOf('turns', { userTurns: 0 }), '0');
    assert.equal(textOf('turns', { userTurns: 12 }), '12');
    assert.equal(textOf('messages', { messageCount: 1234 }), '1,234');
    assert.equal(textOf('messages', { messageCount: 1234 }, 'de-DE'), '1.234');
  });

  test('names what is not the inbox’s own', () => {
    assert.equal(textOf('external-id', { externalId: 'order 7' }), 'order 7');
    assert.equal(textOf('organization', { organizationId: 'acme' }), 'acme');
    assert.equal(textOf('organization', { organizationId: ' ' }), NONE);
  });

  test('says when a conversation changed, in the inbox’s time zone', () => {
    assert.equal(textOf('updated', { updatedAt: '2019-11-20T20:02:00Z' }), 'Nov 21, 2019 1:32 AM');
    assert.equal(textOf('updated', { updatedAt: 'yesterday' }), NONE);
  });

  test('says who consented to be written to, and when', () => {
    const consent = (optedIn: boolean, at: string | null = null) =>
      textOf('consent', { consent: { optedIn, at } });
    assert.equal(consent(true, '2019-11-20T20:02:00Z'), 'Opted in (Nov 21, 2019)');
    assert.equal(consent(true), 'Opted in');
    assert.equal(consent(true, 'yesterday'), 'Opted in');
    assert.equal(consent(false, '2019-11-20T20:02:00Z'), 'Opted out');
    assert.equal(textOf('consent', { consent: {} as never }), NONE);
  });

  test('has values for machines', () => {
    const cost = { amount: 1.5, currency: 'EUR' };
    assert.equal(optionalColumn('turns')?.value(conversation({ userTurns: 0 })), 0);
    assert.deepEqual(optionalColumn('cost')?.value(conversation({ cost })), cost);
  });

  test('that nobody knows is none', () => {
    assert.equal(optionalColumn('constructor'), undefined);
    assert.equal(optionalColumn('summary'), undefined);
  });
});

describe('a cost', () => {
  const cost = (amount: number, currency?: string, locale?: string) =>
    textOf('cost', { cost: { amount, currency } }, locale);

  test('is written as its currency is where the reader lives', () => {
    assert.equal(cost(1.5, 'USD'), '$1.50');
    assert.equal(cost(1.5, 'EUR', 'de-DE'), '1,50 €');
    assert.equal(cost(150, 'JPY'), '¥150');
  });

  test('of less than a cent is not nothing', () => {
    assert.equal(cost(0.0042, 'USD'), '$0.0042');
    assert.equal(cost(0, 'USD'), '$0.00');
  });

  test('without a currency is a number', () => {
    assert.equal(cost(1234.5), '1,234.5');
    assert.equal(cost(1234.5, ''), '1,234.5');
  });

  test('in something that is no currency says in what', () => {
    assert.equal(cost(12.5, 'credits'), '12.5 credits');
  });

  test('that is no number is none', () => {
    assert.equal(cost(Number.NaN, 'USD'), NONE);
    assert.equal(cost('12' as unknown as number, 'USD'), NONE);
  });

  test('has a text whatever is sent', () => {
    fc.assert(
      fc.property(fc.double(), fc.option(fc.string(), { nil: undefined }), (amount, currency) => {
        assert.notEqual(numberText(amount, 'en', currency), '');
      }),
    );
  });
});

describe('a metadata column', () => {
  const kinds: [unknown, string][] = [
    ['gold', 'gold'],
    [123456, '123456'],
    [0, '0'],
    [true, 'true'],
    [false, 'false'],
    [null, NONE],
    [undefined, NONE],
    ['', NONE],
    [' \n', NONE],
    [['a', 'b', 7, null], 'a, b, 7'],
    [[], NONE],
    [{ id: 7, tags: ['a'] }, '{"id":7,"tags":["a"]}'],
    [[{ id: 7 }], '[{"id":7}]'],
    [10n, '10'],
    [{ big: 10n }, NONE],
  ];
  for (const [value, shown] of kinds) {
    test(`shows a value of the kind ${typeof value} as ${JSON.stringify(shown)}`, () => {
      assert.equal(textOf('metadata.tier', { metadata: { tier: value } }), shown);
    });
  }

  test('shows any JSON as text', () => {
    fc.assert(fc.property(fc.jsonValue(), (value) => assert.notEqual(anyText(value), '')));
  });

  test('keeps long values whole', () => {
    const long = 'x'.repeat(50_000);
    assert.equal(textOf('metadata.note', { metadata: { note: long } }), long);
  });

  test('shows only what is the conversation’s own', () => {
    assert.equal(textOf('metadata.constructor', { metadata: {} }), NONE);
    assert.equal(textOf('metadata.tier', { metadata: 'gold' as never }), NONE);
    assert.equal(textOf('metadata.tier', { metadata: null }), NONE);
  });

  test('has an id that can stand in a list of ids, and is found by it again', () => {
    assert.equal(metadataColumn('order_id').id, 'metadata.order_id');
    assert.equal(metadataColumn('order id 100%').id, 'metadata.order%20id%20100%25');
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (key) => {
        const { id } = metadataColumn(key);
        assert.doesNotMatch(id, /\s/);
        const found = optionalColumn(id)!;
        assert.equal(found.id, id);
        assert.equal(found.label(columnWords), key);
        assert.equal(found.value(conversation({ metadata: { [key]: 'found' } })), 'found');
      }),
    );
  });

  test('with a percent sign that encodes nothing stands for that key', () => {
    assert.equal(optionalColumn('metadata.100%')!.label(columnWords), '100%');
    assert.equal(optionalColumn('metadata.100%')!.id, 'metadata.100%25');
  });

  test('can be chosen from the keys that were seen', () => {
    const rows = [{ b: 1, a: 2 }, null, undefined, 'text' as never, { a: 1, c: 1 }];
    assert.deepEqual(metadataKeys(rows.map((metadata) => conversation({ metadata }))), [
      'a',
      'b',
      'c',
    ]);
  });
});
