import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { parsed, textIn } from '../fixtures.js';

describe('a thread of mails', () => {
  it('shows who wrote to whom, when, about what, with the tools in between', async () => {
    const { turns, speakers, timing } = await parsed('email-thread.json');
    assert.deepEqual(
      turns.map(({ kind, at }) => [kind, at]),
      [
        ['email', '2026-03-02T09:00:00.000Z'],
        ['tool', '2026-03-02T09:01:40.000Z'],
        ['email', '2026-03-02T10:00:00.000Z'],
      ],
    );
    assert.equal(timing, 'wall-clock');
    assert.deepEqual(turns[0]?.email, {
      from: { name: 'Mina Example', address: 'mina@example.com' },
      to: [{ address: 'help@example.org' }],
      cc: [{ name: 'Example, Ada', address: 'ada@example.com' }, { address: 'team@example.com' }],
      subject: 'Broken lamp',
      date: '2026-03-02T09:00:00.000Z',
      messageId: '<1@example.com>',
    });
    assert.deepEqual(
      speakers.map(({ role, name, address }) => [role, name, address]),
      [
        ['caller', 'Mina Example', 'mina@example.com'],
        ['agent', undefined, 'help@example.org'],
      ],
    );
  });

  it('says where the quoted mail begins', async () => {
    const answer = (await parsed('email-thread.json')).turns[2];
    assert.ok(answer);
    const quoted = textIn(answer).slice(answer.email?.quotedFrom);
    assert.match(quoted, /^On Mon, 2 Mar 2026/);
  });

  it('has attachments with what is known of them', async () => {
    const answer = (await parsed('email-thread.json')).turns[2];
    assert.deepEqual(answer?.attachments, [
      {
        id: 'mail_1 0',
        inline: true,
        name: 'label.pdf',
        type: 'application/pdf',
        size: 12345,
        contentId: 'label@example.com',
      },
    ]);
  });

  it('tells the sides by direction, or by an address that is known', async () => {
    const { turns } = await parsed('email-list.json');
    assert.deepEqual(
      turns.map(({ speakerId }) => speakerId?.split(' ')[0]),
      ['caller', 'agent', 'caller'],
    );
    const roles = async (options: object) =>
      (await parsed('email-single.json', options)).speakers.map(({ role }) => role);
    assert.deepEqual(await roles({}), ['other']);
    assert.deepEqual(await roles({ callerAddress: 'MINA@example.com' }), ['caller']);
    assert.deepEqual(await roles({ agentAddress: 'mina@example.com' }), ['agent']);
  });

  it('shows nothing of a mail that retention removed but that it did', async () => {
    const removed = (await parsed('email-list.json')).turns[2];
    assert.equal(removed?.redactedAt, '2026-04-01T00:00:00Z');
    assert.deepEqual(removed?.parts, []);
    assert.equal(removed?.email?.html, undefined);
  });
});

describe('one mail', () => {
  it('has the words of its markup where it has no text, and keeps the markup', async () => {
    const [turn] = (await parsed('email-single.json')).turns;
    assert.ok(turn);
    assert.equal(textIn(turn), 'Dear team,\n\nplease & thank you <3\nMina');
    assert.match(turn.email?.html ?? '', /^<!doctype html>/);
  });

  it('names the members of a group, and nobody of the blind copies', async () => {
    const [turn] = (await parsed('email-single.json')).turns;
    assert.deepEqual(turn?.email?.to, [
      { address: 'help@example.org' },
      { name: 'Ada', address: 'ada@example.org' },
    ]);
    assert.doesNotMatch(JSON.stringify(turn), /secret@example\.net/);
  });
});

describe('broken mails', () => {
  it('are all there', async () => {
    const { turns } = await parsed('email-broken.json');
    assert.deepEqual(
      turns.map(({ kind, email }) => [kind, email?.subject]),
      [
        ['email', undefined],
        ['email', 'No body'],
        ['email', 'Only quotes'],
        ['email', 'From a list'],
        ['other', undefined],
        ['other', undefined],
      ],
    );
    assert.equal(turns[2]?.email?.quotedFrom, undefined);
    assert.equal(turns[3]?.email?.from?.address, 'mina@example.com');
  });
});
