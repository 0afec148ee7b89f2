import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import {
  json,
  type ExportFacts,
  type JsonSource,
} from '../../../../src/elements/conversation-inbox/export/json.js';
import { exporting } from '../../../../src/locales/en/export.js';
import { column, conversation, conversations, source } from './fixture.js';

const at = '2025-11-20T09:02:00Z';

const piecesOf = (more: Partial<JsonSource> = {}) => [
  ...json({ ...source(more), query: {}, ended: true, at, ...more }),
];

const read = (more: Partial<JsonSource> = {}) =>
  JSON.parse(piecesOf(more).join('')) as {
    about: ExportFacts;
    conversations: Record<string, unknown>[];
  };

describe('a JSON file', () => {
  test('says what it holds and what was not loaded', () => {
    const { about } = read({
      conversations: conversations(3),
      columns: [column('summary'), column('status', 'State')],
      query: { caller: '555-0100', status: ['completed'] },
      ended: false,
      total: 25_000,
      withheld: ['cost'],
    });
    assert.deepEqual(about, {
      exportedAt: at,
      query: { caller: '555-0100', status: ['completed'] },
      count: 3,
      complete: false,
      total: 25_000,
      withheld: ['cost'],
      columns: [
        { id: 'summary', label: 'Summary' },
        { id: 'status', label: 'State' },
      ],
    });
  });

  test('names no total that the server did not', () => {
    assert.equal('total' in read().about, false);
  });

  test('has an object by column id for each conversation, and null for what is not there', () => {
    const file = read({
      conversations: [
        conversation({ summary: '=1+1', status: 'completed' }),
        conversation({ summary: null }),
      ],
      columns: [column('summary'), column('status')],
    });
    assert.deepEqual(file.conversations, [
      { summary: '=1+1', status: 'completed' },
      { summary: null, status: null },
    ]);
  });

  test('has the values for machines where a column has some', () => {
    const duration = { ...column('duration'), text: () => '6m 04s' };
    const columns = [{ ...duration, value: ({ duration }: { duration?: unknown }) => duration }];
    const rows = [364, 0, undefined].map((seconds) => conversation({ duration: seconds }));
    assert.deepEqual(
      read({ conversations: rows, columns }).conversations.map((row) => row.duration),
      [364, 0, null],
    );
  });

  test('has the text where a column’s value is no JSON', () => {
    const values = [
      () => 10n,
      () => () => 0,
      () => {
        throw new Error('mine');
      },
    ];
    const columns = values.map((value, n) => ({ ...column(`c${n}`), text: () => 'text', value }));
    assert.deepEqual(read({ columns }).conversations, [{ c0: 'text', c1: 'text', c2: 'text' }]);
  });

  test('has nothing that is withheld, as text or as value', () => {
    const rows = [
      conversation({
        summary: 'secret summary',
        metadata: { key: 'secret value' },
        agent: { id: 'agent-1', name: 'secret agent' },
        caller: { role: 'caller', name: 'secret name' },
        others: [{ role: 'other', name: 'secret other' }],
        recording: 'available',
      }),
    ];
    const mine = { ...column('mine'), fields: [], value: (one: unknown) => one };
    const columns = [column('summary'), mine];
    const told = JSON.stringify(read({ conversations: rows, columns }).conversations);
    assert.equal(told.match(/secret/g)?.length, 6);
    const kept = read({
      conversations: rows,
      columns,
      withheld: ['summary', 'metadata', 'agent.name', 'caller', 'others', 'recording'],
    }).conversations;
    assert.deepEqual(kept, [
      {
        mine: {
          ...conversation(),
          agent: { id: 'agent-1' },
          recording: 'withheld',
        },
      },
    ]);
  });

  test('has an id, a time and a channel, whatever is withheld', () => {
    const mine = { ...column('mine'), fields: [], value: (one: unknown) => one };
    const { conversations: rows } = read({ columns: [mine], withheld: ['id', 'at', 'channel'] });
    assert.deepEqual(rows, [{ mine: { ...conversation(), at: null, channel: null } }]);
  });

  test('can be read back whatever was said', () => {
    fc.assert(
      fc.property(
        fc.array(fc.string({ unit: 'binary' })),
        fc.constantFrom('summary', '__proto__', 'a "b"'),
        (texts, id) => {
          const file = read({
            conversations: texts.map((summary) => conversation({ summary })),
            columns: [{ ...column(id), text: ({ summary }) => summary! }],
          });
          const expected = texts.map((text) => (text === '-' ? null : text || null));
          assert.deepEqual(
            file.conversations.flatMap((row) => Object.values(row)),
            expected,
          );
          assert.equal(file.about.count, texts.length);
        },
      ),
    );
  });

  test('of 100,000 conversations comes in pieces, each conversation once and in order', () => {
    const rows = conversations(100_000);
    const pieces = piecesOf({ conversations: rows, columns: [column('id')] });
    assert.ok(Math.max(...pieces.map((piece) => piece.split('\n').length)) <= 201);
    const file = JSON.parse(pieces.join('')) as { conversations: { id: string }[] };
    assert.deepEqual(
      file.conversations.map(({ id }) => id),
      rows.map(({ id }) => id),
    );
  });
});

describe('who exports', () => {
  const { summary } = exporting;

  test('is told how many conversations there are, when all are loaded', () => {
    assert.equal(summary(1234, true), '1,234 conversations');
    assert.equal(summary(1, true), '1 conversation');
    assert.equal(summary(0, true, 7), '0 conversations');
  });

  test('is told that more were not loaded', () => {
    assert.equal(summary(1234, false), '1,234 conversations; more were not loaded');
    assert.equal(summary(1, false), '1 conversation; more were not loaded');
  });

  test('is told of how many, when the server said so', () => {
    const expected = '1,234 of 25,000 conversations; the others were not loaded';
    assert.equal(summary(1234, false, 25_000), expected);
  });

  test('is told of no total that the loaded rows have overtaken', () => {
    assert.equal(summary(1234, false, 1234), '1,234 conversations; more were not loaded');
  });
});
