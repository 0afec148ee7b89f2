/** How a conversation comes: at once where it is known, late answers dropped, errors with a way out. */
import { expect } from '@open-wc/testing';
import type { ConversationErrorEvent, ConversationLoadEvent } from '../../../src/index.js';
import { providerError } from '../../../src/model/index.js';
import {
  callTranscript,
  details,
  email,
  phone,
  text,
  transcriptOf,
  turn,
} from '../../../stories/detail.js';
import { press } from '../../helpers/keys.js';
import {
  all,
  deferredGet,
  focused,
  mount,
  mountRead,
  named,
  part,
  read,
  status,
  turns,
  until,
} from './support.js';

const answer = (conversation = phone, words = 'Hello.') => ({
  conversation,
  transcript: transcriptOf([turn('only', 'agent', words)]),
});

describe('a conversation that is opened', () => {
  it('is outlined while it is on its way, and reported when it is shown', async () => {
    const provider = deferredGet();
    const detail = await mount({ provider });
    const reports: string[] = [];
    detail.addEventListener('conversation-load', (event) => {
      const { id, turns: count, notices } = (event as ConversationLoadEvent).detail;
      reports.push(`${id} ${count} ${notices.length} ${turns(detail).length} ${event.bubbles}`);
    });
    expect(part(detail, 'skeleton')).to.exist;
    expect(detail.matches(':state(loading)')).to.equal(true);
    provider.calls[0]!.resolve(answer());
    await until(() => reports.length > 0, 'the report');
    expect(reports).to.deep.equal(['c-1 1 0 1 false']);
    expect(part(detail, 'skeleton')).not.to.exist;
    expect(detail.matches(':state(loading)')).to.equal(false);
    expect(status(detail)).to.equal('');
  });

  it('shows at once what the host knows of it, and asks with it', async () => {
    const provider = deferredGet();
    const detail = await mount({ provider, conversationId: undefined, conversation: phone });
    expect(read(named(detail, 'title'))).to.equal('Tomasz Wójcik');
    expect(read(named(detail, 'status'))).to.equal('Transferred');
    expect(part(detail, 'skeleton')).to.exist;
    expect(provider.calls.map(({ id }) => id)).to.deep.equal(['c-1']);
  });

  it('says which details are still on their way, and that there are none when they do not come', async () => {
    const provider = deferredGet();
    const { initialContext: _, ...known } = { ...phone, initialContext: 'x' };
    const capabilities = { ...provider.capabilities, fields: ['initialContext' as const] };
    const detail = await mount({
      provider: { ...provider, capabilities },
      conversation: known,
    });
    const context = () => part(detail, 'details-group-context');
    await until(() => context(), 'the group');
    expect(read(context())).to.contain('Loading…');
    provider.calls[0]!.reject(providerError('network', 'No.'));
    await until(() => part(detail, 'error'), 'the error');
    await until(() => !read(context()).includes('Loading'), 'the end of waiting');
    expect(read(context())).to.contain('-');
  });

  it('is never overtaken by the answer to an earlier question', async () => {
    const provider = deferredGet();
    const detail = await mount({ provider });
    detail.conversationId = 'c-2';
    await until(() => provider.calls.length === 2, 'the second question');
    expect(provider.calls[0]!.signal.aborted).to.equal(true);
    provider.calls[1]!.resolve(answer(text, 'The second.'));
    await until(() => turns(detail).length > 0, 'turns');
    provider.calls[0]!.resolve(answer(phone, 'The first.'));
    await detail.updateComplete;
    expect(read(turns(detail)[0]!)).to.contain('The second.');
  });

  it('needs no parser where its transcript is parsed, and one where it is raw', async () => {
    const raw = { items: [{ type: 'message', role: 'user', content: ['From raw items.'] }] };
    const provider = details([{ conversation: phone, transcript: { raw } }]);
    const detail = await mountRead({ provider });
    expect(read(turns(detail)[0]!)).to.contain('From raw items.');
  });

  it('whose emails name no roles has its sides from who writes from where', async () => {
    const mail = (from: string, text: string) => ({ from, to: 'x@example.org', text });
    const messages = [mail('Ines@Example.com', 'Hello?'), mail('orders@example.org', 'Yes.')];
    const { agent, caller } = email;
    const conversation = {
      ...email,
      agent: { ...agent!, address: 'orders@example.org' },
      caller: { ...caller!, address: 'ines@example.com' },
    };
    const transcript = { raw: { messages }, shape: 'email' };
    const detail = await mountRead({
      provider: details([{ conversation, transcript }]),
      conversationId: 'c-3',
    });
    const sides = turns(detail).map((each) => each.part.contains('turn-caller'));
    expect(sides).to.deep.equal([true, false]);
  });

  it('whose pages name no speakers has its sides from the numbers', async () => {
    const said = (id: string, from: string) =>
      turn(id, 'x', 'Hello.', { kind: 'sms', sms: { direction: 'unknown', from } });
    const page = { turns: [said('a', '+1 (202) 555-0187'), said('b', '+12025550100')] };
    const provider = { ...details([{ conversation: text }]), turns: () => Promise.resolve(page) };
    const detail = await mountRead({ provider, conversationId: 'c-2' });
    const sides = turns(detail).map((each) => each.part.contains('turn-caller'));
    expect(sides).to.deep.equal([true, false]);
  });

  it('whose transcript is not ready says so, where an empty one comes', async () => {
    const processing = { ...phone, transcript: 'processing' as const };
    const provider = details([{ conversation: processing, transcript: { raw: '' } }]);
    const detail = await mount({ provider });
    await until(() => part(detail, 'empty'), 'the words');
    expect(read(named(detail, 'empty'))).to.equal('The transcript is not ready yet');
  });

  it('is read by a parser of the host, if it brings one', async () => {
    const detail = await mount({
      provider: details([{ conversation: phone, transcript: { raw: 'x', shape: 'mine' } }]),
      conversationId: undefined,
    });
    detail.parsers = [{ shape: 'mine', parse: () => transcriptOf([turn('p', 'agent', 'Mine.')]) }];
    detail.conversationId = 'c-1';
    await until(() => turns(detail).length === 1, 'the turn');
    expect(read(turns(detail)[0]!)).to.contain('Mine.');
  });

  it('says what is missing: no choice, no provider, no transcript', async () => {
    const detail = await mount({ conversationId: undefined });
    expect(read(named(detail, 'empty'))).to.contain('No conversation chosen');
    expect(detail.matches(':state(empty)')).to.equal(true);
    const lonely = await mount({ provider: undefined });
    expect(read(named(lonely, 'empty'))).to.contain('Not connected');
    const silent = details([{ conversation: { ...phone, transcript: 'removed' } }]);
    const removed = await mount({ provider: silent });
    await until(() => read(part(removed, 'empty')).includes('was removed'), 'the reason');
  });

  it('is listened to no more, and asked for no more, once it is taken away', async () => {
    const provider = deferredGet();
    const detail = await mount({ provider });
    detail.remove();
    provider.calls[0]!.resolve(answer());
    await detail.updateComplete;
    expect(provider.calls).to.have.length(1);
  });
});

describe('a conversation that cannot be loaded', () => {
  for (const [kind, said] of [
    ['not-found', 'There is no conversation with this id.'],
    ['forbidden', 'You are not permitted to see this conversation.'],
    ['unauthorized', 'You are not signed in, or your session has ended.'],
    ['network', 'The server could not be reached.'],
  ] as const) {
    it(`says so in words, with the request id: ${kind}`, async () => {
      const provider = deferredGet();
      const detail = await mount({ provider });
      const reports: string[] = [];
      detail.addEventListener('conversation-error', (event) => {
        const { id, during, kind: told } = (event as ConversationErrorEvent).detail;
        reports.push(`${id} ${during} ${told}`);
      });
      provider.calls[0]!.reject(providerError(kind, 'Told.', { requestId: 'req_1' }));
      await until(() => reports.length > 0, 'the report');
      expect(reports).to.deep.equal([`c-1 load ${kind}`]);
      expect(read(named(detail, 'error'))).to.equal(`${said} Told. Request ID req_1 Retry`);
      expect(detail.matches(':state(error)')).to.equal(true);
      expect(status(detail)).to.equal(said);
    });
  }

  it('is asked for again by Retry, and focus goes on to what came', async () => {
    const provider = deferredGet();
    const detail = await mount({ provider });
    provider.calls[0]!.reject(providerError('network', 'No.'));
    await until(() => part(detail, 'retry-button'), 'Retry');
    named(detail, 'retry-button').focus();
    await press('Enter');
    await until(() => provider.calls.length === 2, 'the second question');
    expect(focused(detail)).to.equal(part(detail, 'retry-button'));
    provider.calls[1]!.reject(providerError('network', 'No.'));
    await until(() => named(detail, 'retry-button').ariaDisabled === 'false', 'it failed again');
    expect(focused(detail)).to.equal(part(detail, 'retry-button'));
    await press('Enter');
    await until(() => provider.calls.length === 3, 'the third question');
    provider.calls[2]!.resolve(answer());
    await until(() => focused(detail) === part(detail, 'title'), 'focus on the heading');
    expect(status(detail)).to.equal('Conversation loaded: Tomasz Wójcik');
  });

  it('keeps what was shown when asking again fails', async () => {
    const provider = details();
    const detail = await mountRead({ provider });
    const count = turns(detail).length;
    provider.failNext(providerError('network', 'No.'));
    await detail.refresh();
    await until(() => part(detail, 'error'), 'what failed');
    expect(turns(detail)).to.have.length(count);
    expect(read(named(detail, 'error'))).to.contain('What is shown was loaded before.');
    named(detail, 'retry-button').click();
    await until(() => !part(detail, 'error'), 'it went well');
  });

  it('leaves nothing of the last one behind', async () => {
    const provider = details([
      { conversation: phone, transcript: callTranscript },
      { conversation: email },
    ]);
    const detail = await mountRead({ provider });
    provider.failNext(providerError('forbidden', 'No.'));
    detail.conversationId = 'c-3';
    await until(() => part(detail, 'error'), 'what failed');
    expect(turns(detail)).to.have.length(0);
    expect(all(detail, 'recording-player')).to.have.length(0);
    expect(read(named(detail, 'title'))).to.equal('Conversation');
  });
});
