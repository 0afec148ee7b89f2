import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { columns } from '../../../../src/elements/conversation-inbox/columns.js';
import { columnValues } from '../../../../src/elements/conversation-inbox/export/column-values.js';
import { textColumns } from '../../../../src/elements/conversation-inbox/row-text.js';
import { conversation } from './fixture.js';

const valuesOf = (...args: Parameters<typeof conversation>) =>
  JSON.parse(
    JSON.stringify(
      Object.fromEntries(
        Object.entries(columnValues).map(([id, value]) => [id, value(conversation(...args))]),
      ),
    ),
  );

describe('what a column says to machines', () => {
  test('is known of every column that says something', () => {
    assert.deepEqual(
      Object.keys(columnValues),
      textColumns(columns).map(({ id }) => id),
    );
  });

  test('is what the provider sent: seconds, an instant with its zone, its own words', () => {
    const values = valuesOf({
      at: '2025-11-20T14:32:00+05:30',
      channel: 'web',
      direction: 'inbound',
      status: 'in_progress',
      agent: { id: 'agent-1', name: 'Ada', versionId: 'v1', address: '+1 202 555 0100' },
      caller: { role: 'caller', name: 'Grace', address: 'guest_1', anonymous: true },
      summary: 'Two\nlines',
      duration: 0,
    });
    assert.deepEqual(values, {
      agent: { id: 'agent-1', name: 'Ada', versionId: 'v1' },
      caller: 'guest_1',
      'caller-name': 'Grace',
      'agent-number': '+1 202 555 0100',
      direction: 'inbound',
      status: 'in_progress',
      summary: 'Two\nlines',
      duration: 0,
      date: '2025-11-20T14:32:00+05:30',
      time: '2025-11-20T14:32:00+05:30',
      type: 'web',
    });
  });

  test('is nothing where there is nothing', () => {
    const values = valuesOf({ agent: null, caller: null, summary: null });
    assert.deepEqual(values, {
      agent: null,
      summary: null,
      date: '2025-11-20T09:02:00Z',
      time: '2025-11-20T09:02:00Z',
      type: 'phone',
    });
  });
});
