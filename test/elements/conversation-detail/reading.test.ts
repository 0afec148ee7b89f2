/** In step with the recording: what sounds is marked, a click plays, the reader's scrolling wins. */
import { expect } from '@open-wc/testing';
import {
  RecordingPauseEvent,
  RecordingPlayEvent,
  RecordingTimeUpdateEvent,
  type ConversationDetailElement,
  type RecordingSeekEvent,
} from '../../../src/index.js';
import { details, manyTurns, phone, transcriptOf, turn } from '../../../stories/detail.js';
import { frames } from '../../helpers/inbox.js';
import { press } from '../../helpers/keys.js';
import { fakePlayback } from '../recording-player/support.js';
import {
  all,
  focused,
  mountRead,
  named,
  part,
  read,
  status,
  turnOf,
  turns,
  until,
  within,
} from './support.js';

const fake = fakePlayback();
after(() => fake.restore());

const player = (detail: Element) => {
  const found = detail.shadowRoot!.querySelector('recording-player');
  if (!found) throw new Error('There is no player.');
  return found;
};

/** As if the recording had come so far. */
const reach = async (detail: ConversationDetailElement, time: number) => {
  const at = new RecordingTimeUpdateEvent({ conversationId: 'c-1', time });
  player(detail).dispatchEvent(at);
  await detail.updateComplete;
};

const linkButton = (detail: Element, id: string) =>
  turnOf(detail, id).querySelector<HTMLElement>('[data-action="copy"]')!;

const current = (detail: Element) =>
  all(detail, '[aria-current="true"]').map(({ dataset }) => dataset['id']);

const long = () =>
  details([{ conversation: phone, transcript: transcriptOf(manyTurns(60), { duration: 600 }) }]);

const inView = (detail: Element, id: string) => {
  const view = named(detail, 'transcript').getBoundingClientRect();
  const at = turnOf(detail, id).getBoundingClientRect();
  return at.bottom > view.top && at.top < view.bottom;
};

describe('while a recording plays', () => {
  it('the turn that sounds is marked, one at a time, and reported once more by the detail', async () => {
    const detail = await mountRead();
    const heard: number[] = [];
    detail.addEventListener('recording-timeupdate', (event) => {
      heard.push((event as RecordingTimeUpdateEvent).detail.time);
    });
    for (const [time, id] of [
      [1, 't1'],
      [6.5, 't1'],
      [8, 't2'],
      [22, 't6'],
      [30, 't7'],
    ] as const) {
      await reach(detail, time);
      expect(current(detail), `at ${time}`).to.deep.equal([id]);
      expect(turnOf(detail, id).part.contains('turn-current')).to.equal(true);
    }
    expect(heard).to.deep.equal([1, 6.5, 8, 22, 30]);
  });

  it('of turns that overlap all are marked, and the one that began last is current', async () => {
    const talk = transcriptOf([
      turn('long', 'agent', 'On and on.', { start: 0, end: 30 }),
      turn('short', 'caller', 'Yes.', { start: 5, end: 6 }),
      turn('open', 'caller', 'I see.', { start: 10 }),
      turn('last', 'caller', 'Thank you.', { start: 20, end: 40 }),
    ]);
    const detail = await mountRead({
      provider: details([{ conversation: phone, transcript: talk }]),
    });
    const sounding = () =>
      all(detail, '[part~="turn-sounding"]').map(({ dataset }) => dataset['id']);
    for (const [time, last, ids] of [
      [1, 'long', ['long']],
      [5.5, 'short', ['long', 'short']],
      [8, 'short', ['long', 'short']],
      [12, 'open', ['long', 'open']],
      [22, 'last', ['long', 'last']],
      [31, 'last', ['last']],
    ] as const) {
      await reach(detail, time);
      expect(current(detail), `at ${time}`).to.deep.equal([last]);
      expect(sounding(), `at ${time}`).to.deep.equal(ids);
    }
  });

  it('times that waver around a boundary do not make the mark flicker', async () => {
    const detail = await mountRead();
    for (const [time, id] of [
      [6.6, 't1'],
      [7.05, 't1'],
      [7.2, 't2'],
      [6.95, 't2'],
      [6.8, 't1'],
    ] as const) {
      await reach(detail, time);
      expect(current(detail), `at ${time}`).to.deep.equal([id]);
    }
  });

  it('the word that is spoken is highlighted, and nothing of the page changes for it', async () => {
    const detail = await mountRead();
    await reach(detail, 25.1);
    const shown = [...CSS.highlights.get('conversation-word')!].map((range) =>
      (range as Range).toString(),
    );
    expect(shown).to.deep.equal(['Whether']);
    await reach(detail, 51.5);
    expect([...CSS.highlights.get('conversation-word')!]).to.have.length(0);
    detail.remove();
  });

  it('a click on a turn is an intent, then plays from there; prevented, nothing moves', async () => {
    const detail = await mountRead();
    const intents: string[] = [];
    let prevent = false;
    detail.addEventListener('recording-seek', (event) => {
      const { time, source, conversationId } = (event as RecordingSeekEvent).detail;
      intents.push(`${conversationId} ${time} ${source} ${event.bubbles && event.composed}`);
      if (prevent) event.preventDefault();
    });
    const session = fake.session();
    session.calls.length = 0;
    within(turnOf(detail, 't3'), 'turn-bubble').click();
    expect(session.calls).to.deep.equal(['seek 13', 'play']);
    expect(intents).to.deep.equal(['c-1 13 turn true']);
    expect(current(detail)).to.deep.equal(['t3']);
    prevent = true;
    within(turnOf(detail, 't7'), 'turn-time').click();
    expect(session.calls).to.deep.equal(['seek 13', 'play']);
    expect(current(detail)).to.deep.equal(['t3']);
    expect(intents).to.have.length(2);
  });

  it('a selection of text in a turn plays nothing', async () => {
    const detail = await mountRead();
    const session = fake.session();
    session.calls.length = 0;
    const bubble = within(turnOf(detail, 't3'), 'turn-bubble');
    getSelection()!.selectAllChildren(bubble.querySelector('p')!);
    bubble.click();
    getSelection()!.removeAllRanges();
    expect(session.calls).to.deep.equal([]);
  });

  it('the current turn is kept in view until the reader scrolls, and again on demand', async () => {
    const detail = await mountRead({ provider: long() });
    await reach(detail, 300);
    await until(() => inView(detail, 'm30'), 'the current turn');
    expect(part(detail, 'jump-button')).not.to.exist;
    named(detail, 'transcript').dispatchEvent(new WheelEvent('wheel'));
    await until(() => part(detail, 'jump-button'), 'the way back');
    expect(named(detail, 'follow-button').ariaPressed).to.equal('false');
    const { scrollTop } = named(detail, 'transcript');
    await reach(detail, 500);
    await frames(3);
    expect(named(detail, 'transcript').scrollTop).to.equal(scrollTop);
    named(detail, 'jump-button').click();
    await until(() => inView(detail, 'm50'), 'the current turn');
    await detail.updateComplete;
    expect(part(detail, 'jump-button')).not.to.exist;
    expect(named(detail, 'follow-button').ariaPressed).to.equal('true');
  });

  it('the transcript can be moved against the recording, for this conversation only', async () => {
    const detail = await mountRead();
    const button = () => read(named(detail, 'offset-button'));
    expect(button()).to.equal('0.0 s');
    const steps = () => all(detail, '#offset button');
    named(detail, 'offset-button').click();
    for (const [index, shown] of [
      [3, '+0.5 s'],
      [3, '+1.0 s'],
      [1, '+0.9 s'],
    ] as const) {
      steps()[index]!.click();
      await detail.updateComplete;
      expect(button()).to.equal(shown);
    }
    await reach(detail, 7.5);
    expect(current(detail)).to.deep.equal(['t1']);
    expect(read(within(turnOf(detail, 't2'), 'turn-time'))).to.equal('0:07');
    const session = fake.session();
    session.calls.length = 0;
    within(turnOf(detail, 't2'), 'turn-time').click();
    expect(session.calls).to.deep.equal(['seek 7.9', 'play']);
    expect(player(detail).transcript!.turns.find(({ id }) => id === 't2')!.start).to.equal(7.9);
    steps()[4]!.click();
    await detail.updateComplete;
    expect(button()).to.equal('0.0 s');
  });

  it('the recording’s own offset wins over the transcript’s', async () => {
    const detail = await mountRead();
    fake.session().change({ recording: { availability: 'available', offset: 2 } });
    player(detail).dispatchEvent(new RecordingPlayEvent({ conversationId: 'c-1' }));
    const shown = () => read(within(turnOf(detail, 't2'), 'turn-time'));
    await until(() => shown() === '0:09', 'the times of the recording');
    await reach(detail, 8);
    expect(current(detail)).to.deep.equal(['t1']);
    player(detail).dispatchEvent(new RecordingPauseEvent({ conversationId: 'c-1' }));
    fake.session().change({ recording: undefined });
  });
});

describe('a link to a moment', () => {
  it('leads to its turn, marks it, and moves the recording there without a sound', async () => {
    const detail = await mountRead({ provider: long(), startAt: 405 });
    await until(() => part(detail, 'turn-marked'), 'the turn');
    expect(named(detail, 'turn-marked').dataset['id']).to.equal('m40');
    expect(inView(detail, 'm40')).to.equal(true);
    await until(() => fake.session().calls.length > 0, 'the seek');
    expect(fake.session().calls).to.deep.equal(['seek 405']);
  });

  it('leads to the turn it was copied from, which begins within that second', async () => {
    const provider = details([
      {
        conversation: phone,
        transcript: transcriptOf([
          { ...manyTurns(1)[0]!, id: 'asks', start: 8.2, end: 13 },
          { ...manyTurns(1)[0]!, id: 'answers', start: 13.4, end: 20 },
        ]),
      },
    ]);
    const detail = await mountRead({ provider, startAt: 13 });
    await until(() => part(detail, 'turn-marked'), 'the turn');
    expect(named(detail, 'turn-marked').dataset['id']).to.equal('answers');
    detail.startAt = 13.2;
    await until(() => named(detail, 'turn-marked').dataset['id'] === 'asks', 'what sounds then');
  });

  it('works where there is no recording, and where a turn has no time', async () => {
    const silent = details([
      { conversation: { ...phone, recording: 'none' }, transcript: transcriptOf(manyTurns(60)) },
    ]);
    const detail = await mountRead({ provider: silent, startAt: 500 });
    await until(() => part(detail, 'turn-marked'), 'the turn');
    expect(named(detail, 'turn-marked').dataset['id']).to.equal('m50');
    const email = await mountRead({ conversationId: 'c-3', startTurn: 'e2' });
    await until(() => part(email, 'turn-marked'), 'the email');
    expect(named(email, 'turn-marked').dataset['id']).to.equal('e2');
  });

  it('to another moment of the same conversation goes there', async () => {
    const detail = await mountRead({ provider: long(), startAt: 5 });
    await until(() => part(detail, 'turn-marked'), 'the turn');
    detail.startAt = 555;
    await until(() => named(detail, 'turn-marked').dataset['id'] === 'm55', 'the other turn');
    expect(all(detail, '[part~="turn-marked"]')).to.have.length(1);
  });

  it('is copied from each turn, and offered to be copied by hand where that is refused', async () => {
    const detail = await mountRead({ detailHref: '/conversations/{id}' });
    const copied: string[] = [];
    const { clipboard } = navigator;
    clipboard.writeText = (text: string) => {
      copied.push(text);
      return copied.length < 2 ? Promise.resolve() : Promise.reject(new Error('no'));
    };
    try {
      linkButton(detail, 't6').click();
      await until(() => status(detail) === 'Link copied', 'the word');
      expect(copied).to.deep.equal([`${location.origin}/conversations/c-1#t=21`]);
      linkButton(detail, 't3').click();
      await until(() => part(detail, 'copy-field'), 'the link');
      const field = named(detail, 'copy-field') as HTMLInputElement;
      await until(() => focused(detail) === field, 'focus');
      expect(field.value).to.equal(`${location.origin}/conversations/c-1#t=13`);
      await press('Escape');
      await until(() => !part(detail, 'copy-fallback'), 'it is closed');
    } finally {
      Reflect.deleteProperty(clipboard, 'writeText');
    }
    const unlinked = await mountRead({ detailHref: undefined });
    expect(all(unlinked, '[data-action="copy"]')).to.have.length(0);
  });

  it('to a turn without a time names the turn', async () => {
    const detail = await mountRead({ conversationId: 'c-3', detailHref: '/c/{id}' });
    let copied = '';
    navigator.clipboard.writeText = (text: string) => {
      copied = text;
      return Promise.resolve();
    };
    linkButton(detail, 'e2').click();
    await until(() => copied !== '', 'the link');
    Reflect.deleteProperty(navigator.clipboard, 'writeText');
    expect(copied).to.equal(`${location.origin}/c/c-3#turn=e2`);
  });
});

describe('with the keyboard', () => {
  it('the turns are one stop; arrows lead from turn to turn, Enter plays, controls follow', async () => {
    const detail = await mountRead({ detailHref: '/c/{id}' });
    const stops = () =>
      all(detail, '.turns [tabindex="0"]').filter((each) => each.matches('.turn'));
    expect(stops().map(({ dataset }) => dataset['id'])).to.deep.equal(['t1']);
    turnOf(detail, 't1').focus();
    await press('ArrowDown', 'ArrowDown');
    expect(focused(detail)).to.equal(turnOf(detail, 't3'));
    expect(stops()).to.deep.equal([turnOf(detail, 't3')]);
    const session = fake.session();
    session.calls.length = 0;
    await press('Enter');
    expect(session.calls).to.deep.equal(['seek 13', 'play']);
    await press('Tab');
    expect(focused(detail)).to.equal(within(turnOf(detail, 't3'), 'turn-time'));
    await press('Tab');
    expect(focused(detail)).to.equal(within(turnOf(detail, 't3'), 'latency'));
    await press('Tab');
    expect(turnOf(detail, 't3').contains(focused(detail))).to.equal(true);
    expect(focused(detail)!.part.contains('copy-button')).to.equal(true);
    await press('End');
    expect(focused(detail)).to.equal(turns(detail).at(-1));
    await press('Home');
    expect(focused(detail)).to.equal(turns(detail)[0]);
    await press('ArrowUp');
    expect(focused(detail)).to.equal(turns(detail)[0]);
  });

  it('a tool call is opened by its own key', async () => {
    const detail = await mountRead();
    turnOf(detail, 't5').focus();
    await press('Tab', 'Enter');
    await until(() => part(detail, 'tool-exchange'), 'the exchange');
    expect(focused(detail)).to.equal(within(turnOf(detail, 't5'), 'tool-head'));
  });

  it('the detail itself can be given focus: the turn the reader was at, else the heading', async () => {
    const detail = await mountRead();
    detail.focus();
    expect(focused(detail)).to.equal(turnOf(detail, 't1'));
    const empty = await mountRead();
    empty.conversationId = undefined;
    await empty.updateComplete;
    empty.focus();
    expect(focused(empty)).to.equal(named(empty, 'title'));
  });
});
