/** What no provider should send: it costs itself, and never the conversation around it. */
import { expect } from '@open-wc/testing';
import type { Conversation, ConversationProvider, Turn } from '../../../src/model/index.js';
import {
  details,
  email,
  emailTranscript,
  paged,
  phone,
  talking,
  transcriptOf,
  turn,
} from '../../../stories/detail.js';
import { all, mount, mountRead, named, part, read, turns, until } from './support.js';

/** Turns that are odd in what they hold, before one that is not. */
const odd = [
  null,
  { id: 'a', kind: 'message', status: 'final' },
  turn('b', 'agent', 'x', { kind: '__proto__' } as unknown as Turn),
  turn('c', 'agent', 'x', { tool: { name: {} }, latency: 5, words: 'x', start: NaN } as never),
  turn('c', 'agent', 'Said.'),
] as unknown as readonly Turn[];

describe('odd turns', () => {
  const isShown = (detail: Element) => turns(detail).some((one) => read(one).includes('Said.'));

  it('are shown as far as they can be, with those around them: at once', async () => {
    const transcript = { ...transcriptOf([]), turns: odd };
    const get = () => Promise.resolve({ conversation: phone, transcript });
    const detail = await mount({ provider: { ...details(), get } });
    await until(() => isShown(detail), 'the turn');
    expect(turns(detail)).to.have.length(odd.length);
  });

  it('are shown as far as they can be, with those around them: in pages', async () => {
    const provider: ConversationProvider = {
      ...paged([]),
      turns: () => Promise.resolve({ turns: odd }),
    };
    const detail = await mount({ provider });
    await until(() => isShown(detail), 'the turn');
    expect(turns(detail)).to.have.length(odd.length);
  });

  it('are shown as far as they can be, with those around them: while one listens', async () => {
    const { provider, send } = talking();
    const detail = await mountRead({ provider, live: true });
    for (const each of odd) send({ type: 'turn', turn: each });
    await until(() => isShown(detail), 'the turn');
  });
});

describe('an odd conversation', () => {
  const given = (conversation: object, more: object = {}) => ({
    ...details(),
    get: () => Promise.resolve({ conversation: { ...phone, ...conversation }, ...more } as never),
  });

  it('is shown with numbers as names, and without what is no text', async () => {
    const provider = given(
      {
        caller: { role: 'caller', name: 5 },
        agent: { id: 7, name: {} },
        typeLabel: 8,
        status: 9,
        summary: ['x'],
        others: [null, { role: 'other', name: 6 }],
      },
      { withheld: 'everything' },
    );
    const detail = await mount({ provider });
    await until(() => read(named(detail, 'title')).trim() === '5', 'the name');
    await until(() => part(detail, 'details-row'), 'the details');
    expect(read(named(detail, 'facts'))).to.contain('7');
  });

  it('that cannot be read is an error that is said', async () => {
    const provider = given({
      caller: {
        get name(): string {
          throw new Error('No.');
        },
      },
    });
    const detail = await mount({ provider });
    await until(() => part(detail, 'error'), 'the error');
    expect(detail.matches(':state(error)')).to.equal(true);
  });
});

describe('an email of which something was redacted', () => {
  for (const parts of [{ redactions: [{ from: 0, to: 4 }] }, { redactedAt: '2026-11-21' }])
    it(`has no formatted view, which would still say it: ${Object.keys(parts)[0]}`, async () => {
      const [, answer] = emailTranscript.turns;
      const transcript = { ...emailTranscript, turns: [{ ...answer!, ...parts }] };
      const provider = details([{ conversation: email, transcript }]);
      const detail = await mountRead({ provider, conversationId: 'c-3' });
      await until(() => part(detail, 'email-subject'), 'the email');
      const buttons = all(detail, '[part~="unfold-button"]').map(read);
      expect(buttons).not.to.include('Show formatted');
      expect(part(detail, 'email')).not.to.exist;
      expect(part(detail, 'redaction')).to.exist;
    });
});

describe('an odd conversation', () => {
  for (const [what, parts] of Object.entries({
    'an availability nobody knows': { transcript: 'constructor' },
    'no availability': { transcript: undefined },
    'a number for a status': { status: 2 },
  }))
    it(`is shown all the same: ${what}`, async () => {
      const conversation = { ...phone, ...parts } as unknown as Conversation;
      const get = () => Promise.resolve({ conversation });
      const detail = await mount({ provider: { ...details(), get } });
      await until(() => part(detail, 'empty'), 'there are no turns');
      expect(read(named(detail, 'empty'))).not.to.equal('');
      expect(read(named(detail, 'title'))).not.to.equal('');
    });
});
