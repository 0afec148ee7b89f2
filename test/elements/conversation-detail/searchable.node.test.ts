/** What of a turn can be found: what is shown of it, and nothing that is folded. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { searchable } from '../../../src/elements/conversation-detail/searchable.js';
import { toolExchange } from '../../../src/elements/conversation-detail/tool-exchange.js';
import type { TurnContext } from '../../../src/elements/conversation-detail/turn-context.js';
import type { WrittenTurns } from '../../../src/elements/conversation-detail/written-turns.js';
import type { Turn } from '../../../src/model/index.js';
import { searchIn } from '../../../src/transcripts/find.js';

const turn = (parts: Partial<Turn>): Turn => ({
  id: 'a',
  kind: 'message',
  status: 'final',
  parts: [],
  ...parts,
});

const quoting = {
  quotedFrom: (_: Turn, text: string) => (text.includes('>') ? text.indexOf('>') : undefined),
} as WrittenTurns;

const context = (opened: readonly string[] = [], written?: WrittenTurns) =>
  ({ opened: new Set(opened), exchange: toolExchange, written }) as unknown as TurnContext;

const finds = (given: Turn, text: string, shown = context()) =>
  searchIn([searchable(given, shown)])(text).length > 0;

const tool = turn({
  kind: 'tool',
  tool: {
    name: 'find_lamp',
    state: 'done',
    input: { token: 'abc', sku: 'D2740' },
    output: 'green',
  },
});

describe('what is searched of a turn', () => {
  it('is the name of a tool, and what it was asked and answered once that is open', () => {
    assert.ok(finds(tool, 'find_lamp'));
    assert.ok(!finds(tool, 'D2740'));
    assert.ok(finds(tool, 'D2740', context(['tool a'])));
    assert.ok(finds(tool, 'green', context(['tool a'])));
    assert.ok(!finds(tool, 'abc', context(['tool a'])));
  });

  it('is a long text as far as it is unfolded', () => {
    const long = turn({ parts: [{ type: 'text', text: `${'x'.repeat(20_000)} needle` }] });
    assert.ok(!finds(long, 'needle'));
    assert.ok(finds(long, 'needle', context(['text a 0'])));
  });

  it('is what a mail quotes once that is unfolded', () => {
    const mail = turn({ kind: 'email', parts: [{ type: 'text', text: 'Yes. > needle?' }] });
    assert.ok(finds(mail, 'yes', context([], quoting)));
    assert.ok(!finds(mail, 'needle', context([], quoting)));
    assert.ok(finds(mail, 'needle', context(['quote a 0'], quoting)));
  });

  it('is the text of a mail, not its markup, and nothing of the formatted view', () => {
    const mail = turn({
      kind: 'email',
      parts: [
        { type: 'text', text: 'Hello' },
        { type: 'html', text: '<p class="needle">Hello</p>' },
      ],
    });
    assert.ok(finds(mail, 'hello', context([], quoting)));
    assert.ok(!finds(mail, 'needle', context([], quoting)));
    assert.ok(!finds(mail, 'hello', context(['formatted a'], quoting)));
  });

  it('is nothing that is redacted or removed', () => {
    const text = { type: 'text' as const, text: 'my name is Ann, yes' };
    const redacted = turn({ parts: [text], redactions: [{ from: 11, to: 14 }] });
    assert.ok(!finds(redacted, 'ann'));
    assert.ok(finds(redacted, ', yes'));
    assert.ok(!finds(turn({ parts: [text], redactedAt: '2025-03-14T15:09:26Z' }), 'name'));
  });

  it('is an entry of an unknown kind as it is shown', () => {
    const parts = ['one', `two ${'x'.repeat(4000)} needle`].map(
      (text) => ({ type: 'json', text }) as const,
    );
    const entry = turn({ kind: 'other', parts });
    assert.ok(finds(entry, 'two'));
    assert.ok(!finds(entry, 'needle'));
    assert.ok(finds(entry, 'needle', context(['entry a'])));
  });

  it('keeps the places of texts beside files', () => {
    const given = turn({
      parts: [
        { type: 'file', attachmentId: 'f' },
        { type: 'text', text: 'needle' },
      ],
    });
    const [hit] = searchIn([searchable(given, context())])('needle');
    assert.deepEqual(hit, { turnId: 'a', part: 1, from: 0, to: 6 });
  });
});
