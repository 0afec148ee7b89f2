import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { toConversation, toTurn } from '../../../src/providers/agentmessage/wire.js';
import { messages, thread } from './fixtures.js';

/** A row of the contract in which any fields are replaced by anything. */
const spoilt = <T extends object>(row: T) =>
  fc.record(
    Object.fromEntries(
      Object.entries(row).map(([name, value]) => [
        name,
        fc.oneof(fc.constant(value), fc.jsonValue(), fc.constant(undefined)),
      ]),
    ),
    { requiredKeys: [] },
  );

describe('whatever the server sends for a conversation', () => {
  it('is read without an error, and is dropped only when it has no id', () => {
    fc.assert(
      fc.property(fc.oneof(fc.jsonValue(), spoilt(thread)), (row) => {
        const conversation = toConversation(row);
        const { id } = (row ?? {}) as { id?: unknown };
        const isNamed = typeof row === 'object' && !Array.isArray(row) && typeof id === 'string';
        assert.equal(conversation?.id, isNamed && id ? id : undefined);
      }),
    );
  });

  it('gives what is right, and names what is wrong', () => {
    fc.assert(
      fc.property(spoilt(thread), (row: Record<string, unknown>) => {
        const read = toConversation({ ...row, id: 'x' });
        assert.ok(read);
        const isWrong = (name: string) => read.unreadable?.includes(name) ?? false;
        assert.equal(read.at, isWrong('last_message_at') ? null : row['last_message_at']);
        assert.ok(read.at === null || !Number.isNaN(Date.parse(read.at)));
        assert.equal(isWrong('last_message_at'), read.at === null);
        assert.ok([undefined, null, 'inbound', 'outbound'].includes(read.direction));
        assert.ok(read.messageCount == null || read.messageCount >= 0);
        assert.ok(read.summary == null || typeof read.summary === 'string');
      }),
    );
  });

  it('is redacted when its body has a date of redaction, and only then', () => {
    fc.assert(
      fc.property(fc.string(), fc.option(fc.constant('2026-02-01T00:00:00Z')), (preview, at) => {
        const { summary, summaryRedactedAt } = toConversation({
          ...thread,
          last_message_preview: preview,
          last_message_body_redacted_at: at,
        })!;
        assert.deepEqual([summary, summaryRedactedAt], at ? [null, at] : [preview, null]);
      }),
    );
  });

  it('has no time where the zone is missing: it would be another for every reader', () => {
    const at = (last_message_at: string) => toConversation({ ...thread, last_message_at })?.at;
    assert.equal(at('2026-03-02T09:01:00'), null);
    assert.equal(at('2026-03-02'), null);
    assert.equal(at('2026-13-02T09:01:00Z'), null);
    assert.equal(at('2026-03-02T09:01:00+02:00'), '2026-03-02T09:01:00+02:00');
    assert.equal(at('2026-03-02T09:01:00.123456Z'), '2026-03-02T09:01:00.123456Z');
  });
});

describe('whatever the server sends for a message', () => {
  it('is a turn, whose links can be opened and whose redacted words are gone', () => {
    fc.assert(
      fc.property(fc.oneof(fc.jsonValue(), spoilt(messages[0]!)), (row) => {
        const turn = toTurn(row, 'place 1', '/');
        assert.ok(turn.id);
        for (const { url } of turn.attachments ?? []) {
          assert.ok(url === undefined || /^https?:/.test(url));
        }
        if (turn.redactedAt !== undefined) {
          assert.deepEqual([turn.parts, turn.attachments], [[], undefined]);
        }
        const files = turn.parts.flatMap((part) =>
          'attachmentId' in part ? part.attachmentId : [],
        );
        assert.deepEqual(files, turn.attachments?.map(({ id }) => id) ?? []);
      }),
    );
  });

  it('has words only where the vendor still has them', () => {
    const turn = toTurn({ ...messages[0], redacted_at: '2026-02-01T00:00:00Z' }, '', '/');
    assert.deepEqual([turn.parts, turn.attachments], [[], undefined]);
  });
});
