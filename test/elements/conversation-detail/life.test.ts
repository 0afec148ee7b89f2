/** A detail that is taken away and put back, hurried on, or told too much at once. */
import { expect } from '@open-wc/testing';
import { playback, playbackKey } from '../../../src/internal/playback.js';
import { RecordingPlayEvent, type Neighbors } from '../../../src/index.js';
import type { ConversationProvider } from '../../../src/model/index.js';
import {
  callTranscript,
  details,
  manyTurns,
  paged,
  phone,
  talking,
  turn,
} from '../../../stories/detail.js';
import { frames } from '../../helpers/inbox.js';
import { press } from '../../helpers/keys.js';
import { fakePlayback } from '../recording-player/support.js';
import { mount, mountRead, named, part, turns, until } from './support.js';

const fake = fakePlayback();
after(() => fake.restore());

const other = { ...phone, id: 'c-9' };
const two = () =>
  details([phone, other].map((conversation) => ({ conversation, transcript: callTranscript })));
const player = (detail: Element) => detail.shadowRoot!.querySelector('recording-player');

/** Every node of the list of turns, comments included. */
function nodesOf(detail: Element): number {
  const list = named(detail, 'turns');
  const walker = document.createTreeWalker(list, NodeFilter.SHOW_ALL);
  let count = 1;
  while (walker.nextNode()) count += 1;
  return count;
}

describe('a reader who goes through many conversations', () => {
  it('has no more on the page than the one that is read', async () => {
    const provider = details([
      { conversation: phone, transcript: callTranscript },
      { conversation: other, transcript: { ...callTranscript, turns: manyTurns(7) } },
    ]);
    const detail = await mountRead({ provider, conversationId: phone.id });
    const before = nodesOf(detail);
    let loads = 0;
    detail.addEventListener('conversation-load', () => (loads += 1));
    for (const [index, id] of [other.id, phone.id, other.id, phone.id].entries()) {
      detail.conversationId = id;
      await until(() => loads === index + 1, id);
      await frames(2);
    }
    expect(nodesOf(detail)).to.equal(before);
  });
});

describe('a conversation that is taken away', () => {
  it('while a page of its turns is on its way is loaded on once it is put back', async () => {
    const pages = paged(manyTurns(30));
    let asked = 0;
    const provider: ConversationProvider = {
      ...pages,
      turns: (request, options) => {
        asked += 1;
        return asked === 1 ? new Promise(() => undefined) : pages.turns!(request, options);
      },
    };
    const detail = await mount({ provider });
    const place = detail.parentElement!;
    await until(() => asked === 1, 'the question');
    detail.remove();
    await frames(2);
    place.append(detail);
    await until(() => turns(detail).length > 0, 'turns');
  });

  it('while somebody listens is listened to again, with what was said in between', async () => {
    const { provider, send } = talking();
    let listened = 0;
    let asked = 0;
    const counting: ConversationProvider = {
      ...provider,
      get: (id, options) => {
        asked += 1;
        return provider.get(id, options);
      },
      listen: (id, options) => {
        listened += 1;
        return provider.listen!(id, options);
      },
    };
    const detail = await mountRead({ provider: counting, live: true });
    const place = detail.parentElement!;
    await until(() => listened === 1, 'it is listened to');
    detail.remove();
    await frames(2);
    place.append(detail);
    await until(() => listened === 2 && asked === 2, 'it is listened to again');
    send({ type: 'state', state: 'live' });
    await until(() => detail.matches(':state(live)'), 'it is live');
  });

  it('in the middle of its recording asks for no more frames', async () => {
    const detail = await mountRead({ provider: two() });
    await until(() => player(detail)?.matches(':defined'), 'the player');
    player(detail)!.dispatchEvent(new RecordingPlayEvent({ conversationId: 'c-1' }));
    detail.conversationId = 'c-nobody';
    await until(() => part(detail, 'error'), 'the error');
    await frames(2);
    const { requestAnimationFrame } = window;
    let asked = 0;
    window.requestAnimationFrame = (callback) => {
      asked += 1;
      return requestAnimationFrame(callback);
    };
    try {
      for (let n = 0; n < 3; n += 1) await new Promise((done) => requestAnimationFrame(done));
    } finally {
      window.requestAnimationFrame = requestAnimationFrame;
    }
    expect(asked).to.equal(0);
  });
});

describe('a link to a moment of another conversation', () => {
  it('starts its recording there, and leaves that of the last one where it is', async () => {
    const provider = two();
    const detail = await mountRead({ provider });
    await until(() => player(detail)?.matches(':defined'), 'the player');
    Object.assign(detail, { conversationId: 'c-9', startAt: 30 });
    const at = (id: string) => playback().session(playbackKey(provider, id))?.time;
    await until(() => at('c-9') === 30, 'the moment');
    expect(at('c-1') ?? 0).to.equal(0);
  });
});

describe('a conversation in which very much is said at once', () => {
  it('is rendered once a frame', async () => {
    const { provider, send } = talking();
    const detail = await mountRead({ provider, live: true }, { height: '400px' });
    send({ type: 'state', state: 'live' });
    await until(() => detail.matches(':state(live)'), 'it is live');
    let grown = 0;
    const observer = new MutationObserver(() => (grown += 1));
    observer.observe(turns(detail)[0]!.parentElement!, { childList: true });
    for (let n = 0; n < 500; n += 1) send({ type: 'turn', turn: turn(`n${n}`, 'agent', 'Word.') });
    await until(() => turns(detail).length === 501, 'the turns');
    observer.disconnect();
    expect(grown).to.be.below(20);
  });
});

describe('neighbours that are none', () => {
  const odd: Readonly<Record<string, () => unknown>> = {
    'null for both': () => ({ previous: null, next: null }),
    'something without an id': () => ({ previous: 5, next: {} }),
    nothing: () => null,
    'a failure': () => Promise.reject(new Error('No.')),
    'a failure when they are read': () => ({
      get next(): unknown {
        throw new Error('No.');
      },
    }),
  };
  for (const [what, answer] of Object.entries(odd))
    it(`cannot be gone to: ${what}`, async () => {
      const detail = await mountRead({ neighbors: answer as (id: string) => Neighbors });
      await frames(2);
      turns(detail)[0]!.focus();
      await press('j', 'k');
      named(detail, 'next-button').click();
      await frames(2);
      expect(named(detail, 'next-button').ariaDisabled).to.equal('true');
      expect(detail.conversationId).to.equal('c-1');
      expect(turns(detail)).not.to.have.length(0);
    });
});
