import { expect } from '@open-wc/testing';
import { sendMouse } from '@web/test-runner-commands';
import type { RecordingPlayer, RecordingSeekEvent } from '../../../src/index.js';
import { transcript } from '../../../stories/player.js';
import { focused, frames, record, until } from '../../helpers/inbox.js';
import { press } from '../../helpers/keys.js';
import { fakePlayback, mount, named, slider, spoken, type FakeSession } from './support.js';

let fake: ReturnType<typeof fakePlayback>;
beforeEach(() => (fake = fakePlayback()));
afterEach(() => fake.restore());

const provider = {
  capabilities: { filters: {}, fields: [], order: 'created' as const, maxPageSize: 1 },
  list: () => Promise.resolve({ items: [] }),
  get: () => Promise.reject(new Error('not asked for')),
  recording: () => Promise.reject(new Error('not asked for')),
};

async function shown(
  properties: Partial<RecordingPlayer> = {},
  width?: number,
): Promise<{ player: RecordingPlayer; session: FakeSession; seeks: () => string[] }> {
  const player = await mount({ provider, conversationId: 'c-1', transcript, ...properties }, width);
  const events = record(player, 'recording-seek') as RecordingSeekEvent[];
  const seeks = () =>
    events.map(({ detail }) => `${detail.source} ${Math.round(detail.time * 10) / 10}`);
  return { player, session: fake.session(), seeks };
}

const play = (session: FakeSession, time: number) =>
  session.change({ state: 'playing', wanted: true, time });

describe('the slider', () => {
  it('says the position in words, zero included, as a value and never as a bare number', async () => {
    const { player, session } = await shown();
    expect(spoken(player)).to.equal('0 seconds of 1 minute');
    session.change({ time: 125.7, duration: 3725 });
    expect(spoken(player)).to.equal('2 minutes 5 seconds of 1 hour 2 minutes 5 seconds');
    expect(slider(player).value).to.equal('125');
    expect(slider(player).max).to.equal('3725');
    expect(slider(player).getAttribute('aria-label')).to.equal('Position');
  });

  it('is silent while it plays: its value changes with focus, a seek and a pause only', async () => {
    const { player, session } = await shown();
    play(session, 1);
    await player.updateComplete;
    slider(player).focus();
    const spokenAtFocus = spoken(player);
    const changes: string[] = [];
    const observer = new MutationObserver((records) =>
      changes.push(...records.map(({ attributeName }) => attributeName ?? '')),
    );
    observer.observe(slider(player), { attributes: true });
    for (let time = 2; time < 12; time += 0.25) {
      session.change({ time });
      if (time % 1 === 0) await frames(1);
    }
    // Other news is no reason either.
    session.change({ renewals: 1, renewedIn: 2 });
    await player.updateComplete;
    expect(observer.takeRecords()).to.have.length(0);
    expect(changes).to.deep.equal([]);
    expect(spoken(player)).to.equal(spokenAtFocus);
    expect(slider(player).value).to.equal('1');
    named(player, 'play-button').focus();
    slider(player).focus();
    expect(spoken(player)).to.equal('11 seconds of 1 minute');
    session.change({ time: 14 });
    await press('ArrowRight');
    expect(spoken(player)).to.equal('19 seconds of 1 minute');
    session.change({ time: 23 });
    expect(slider(player).value).to.equal('19');
    session.change({ state: 'paused', wanted: false });
    expect(spoken(player)).to.equal('23 seconds of 1 minute');
    observer.disconnect();
  });

  it('takes a step of a screen reader from where the recording is, not from the value last told', async () => {
    const { player, session, seeks } = await shown();
    slider(player).focus();
    play(session, 30);
    const input = slider(player);
    expect(input.value).to.equal('0');
    input.stepUp(3);
    input.dispatchEvent(new InputEvent('input', { bubbles: true }));
    expect(seeks()).to.deep.equal(['slider 33']);
    expect(session.calls).to.deep.equal(['seek 33']);
    expect(input.value).to.equal('33');
  });

  it('follows the pointer, and seeks where it is let go', async () => {
    const { player, session, seeks } = await shown({}, 700);
    const { left, width, top, height } = slider(player).getBoundingClientRect();
    const y = Math.round(top + height / 2);
    const at = (share: number): [number, number] => [Math.round(left + width * share), y];
    await sendMouse({ type: 'move', position: at(0.25) });
    await sendMouse({ type: 'down' });
    await sendMouse({ type: 'move', position: at(0.5) });
    expect(seeks()).to.deep.equal([]);
    await sendMouse({ type: 'up' });
    expect(session.calls).to.have.length(1);
    const [call = ''] = session.calls;
    expect(Number(call.split(' ')[1])).to.be.closeTo(30, 0.2);
    expect(seeks()[0]).to.match(/^slider /);
    await sendMouse({ type: 'click', position: at(0.9) });
    expect(Number(session.calls[1]!.split(' ')[1])).to.be.closeTo(54, 0.2);
  });

  it('has the keys of a slider: five seconds, turns, start and end', async () => {
    const { player, session, seeks } = await shown({ noShortcuts: true });
    slider(player).focus();
    session.change({ time: 14.6 });
    await press('ArrowLeft', 'ArrowUp', 'Shift+ArrowRight', 'PageDown', 'PageUp', 'Home', 'End');
    expect(seeks()).to.deep.equal([
      ...['key 9.6', 'key 14.6', 'key 29.6', 'key 28', 'key 34', 'key 0', 'key 60'],
    ]);
    expect(slider(player).value).to.equal('60');
  });

  it('goes by 15 seconds where a page of it would be a turn and nobody knows turns', async () => {
    const { player, seeks } = await shown({ transcript: undefined });
    slider(player).focus();
    await press('PageUp', 'PageUp', 'PageDown');
    expect(seeks()).to.deep.equal(['key 15', 'key 30', 'key 15']);
  });

  it('means back with the left arrow where people read from the right, too', async () => {
    const { player, session, seeks } = await shown();
    player.parentElement!.dir = 'rtl';
    session.change({ time: 20 });
    slider(player).focus();
    await press('ArrowLeft');
    expect(seeks()).to.deep.equal(['key 15']);
  });

  it('cannot be moved before anything tells the length', async () => {
    const { player, session } = await shown({ transcript: undefined });
    session.change({ duration: NaN });
    await player.updateComplete;
    expect(slider(player).disabled).to.equal(true);
    expect(spoken(player)).to.equal('0 seconds');
  });
});

describe('before the first Play', () => {
  const CALLER = [11, 122, 111];
  /** Whether the caller's lane is painted. */
  const isDrawn = (player: RecordingPlayer): boolean => {
    const canvas = player.shadowRoot!.querySelector('canvas')!;
    const { data } = canvas.getContext('2d')!.getImageData(0, 0, canvas.width, canvas.height);
    return data.some((_, at) => at % 4 === 0 && CALLER.every((value, i) => data[at + i] === value));
  };

  it('the transcript tells the length: it is drawn, said, and can be sought', async () => {
    const { player, session, seeks } = await shown();
    session.change({ duration: NaN });
    await player.updateComplete;
    expect(spoken(player)).to.equal('0 seconds of 1 minute');
    expect(named(player, 'clock').textContent).to.equal('1:00 / 1:00');
    await until(() => isDrawn(player), 'lanes');
    slider(player).focus();
    await press('ArrowRight', 'End');
    expect(seeks()).to.deep.equal(['key 5', 'key 60']);
    const { left, width, top, height } = slider(player).getBoundingClientRect();
    const middle = [left + width / 2, top + height / 2].map(Math.round) as [number, number];
    await sendMouse({ type: 'click', position: middle });
    expect(Number(seeks().at(-1)!.split(' ')[1])).to.be.closeTo(30, 0.3);
  });

  it('what the recording itself says comes first, and the real length replaces all', async () => {
    const { player, session } = await shown({ transcript: { ...transcript, duration: 59 } });
    session.change({ duration: NaN });
    await player.updateComplete;
    expect(spoken(player)).to.equal('0 seconds of 59 seconds');
    session.change({ duration: 61.4 });
    await player.updateComplete;
    expect(spoken(player)).to.equal('0 seconds of 1 minute 1 second');
    expect(slider(player).max).to.equal('62');
  });

  it('silence can be skipped, and is shown to be', async () => {
    const { player, session } = await shown();
    session.change({ duration: NaN });
    await player.updateComplete;
    named(player, 'silence-button').click();
    expect(session.listened.at(-1)!.passages).to.have.length.above(1);
  });
});

describe('a seek', () => {
  it('is announced before it happens and can be prevented', async () => {
    const { player, session } = await shown();
    const seen: RecordingSeekEvent[] = [];
    player.parentElement!.addEventListener('recording-seek', (event) => {
      expect(session.calls).to.deep.equal([]);
      seen.push(event);
      event.preventDefault();
    });
    for (const button of player.shadowRoot!.querySelectorAll<HTMLElement>(
      '.transport [part="skip-button"]',
    ))
      button.click();
    slider(player).focus();
    await press('End');
    expect(session.calls).to.deep.equal([]);
    expect(slider(player).value).to.equal('0');
    expect(seen).to.have.length(5);
    expect(
      seen.every(({ bubbles, composed, cancelable }) => bubbles && composed && cancelable),
    ).to.equal(true);
    expect(seen[3]!.detail).to.deep.equal({ conversationId: 'c-1', time: 15, source: 'button' });
  });

  it('by the host is announced to nobody', async () => {
    const { player, session, seeks } = await shown();
    player.seekTo(40);
    expect(session.calls).to.deep.equal(['seek 40']);
    expect(seeks()).to.deep.equal([]);
    expect(spoken(player)).to.equal('40 seconds of 1 minute');
  });

  it('stays within the recording', async () => {
    const { player, session, seeks } = await shown();
    session.change({ time: 58 });
    const [farBack, , , far] = player.shadowRoot!.querySelectorAll<HTMLElement>(
      '.transport [part="skip-button"]',
    );
    far!.click();
    session.change({ time: 3 });
    farBack!.click();
    expect(seeks()).to.deep.equal(['button 60', 'button 0']);
  });

  it('goes from turn to turn', async () => {
    const { player, session, seeks } = await shown();
    const [previous, next] =
      player.shadowRoot!.querySelectorAll<HTMLElement>('[part="turn-button"]');
    session.change({ time: 24 });
    next!.click();
    session.change({ time: 24 });
    previous!.click();
    previous!.click();
    expect(seeks()).to.deep.equal(['button 28', 'button 22', 'button 13']);
  });

  it('goes to a marker from the list of them, by its words', async () => {
    const { player, seeks } = await shown();
    expect(player.shadowRoot!.querySelectorAll('[part="marker"]')).to.have.length(0);
    named(player, 'markers-button').click();
    await player.updateComplete;
    const items = [...player.shadowRoot!.querySelectorAll<HTMLElement>('[part="marker"]')];
    expect(
      items.map((item) => item.textContent.replace(/\s*\d+:\d+\s*$/, '').trim()),
    ).to.deep.equal([
      'Tool call lookup_insurance_plan, 21 seconds',
      'Nora was interrupted, 34 seconds',
      'Silence of 6 seconds, 38 seconds',
      'Tool call transfer_call failed, 39 seconds',
    ]);
    await expect(player).to.be.accessible();
    items[0]!.click();
    expect(seeks()).to.deep.equal(['marker 21']);
  });

  it('reaches only what is downloaded where the server does not let it be sought, and says so', async () => {
    const { player, session, seeks } = await shown();
    session.change({ seekable: false });
    await player.updateComplete;
    expect(slider(player).disabled).to.equal(true);
    expect(named(player, 'message').textContent).to.contain('does not let the recording be sought');
    session.change({ buffered: [{ start: 0, end: 18 }] });
    await player.updateComplete;
    expect(slider(player).disabled).to.equal(false);
    slider(player).focus();
    await press('End');
    expect(seeks()).to.deep.equal(['key 18']);
    expect(named(player, 'message').textContent).to.contain('downloaded already');
    await expect(player).to.be.accessible();
  });

  it('reaches nothing where the browser cannot go to what is downloaded either, and says so', async () => {
    const { player, session, seeks } = await shown();
    // As the service does where the audio element has nothing to seek in.
    Object.assign(session, { seek: () => undefined });
    session.change({ seekable: false, buffered: [{ start: 0, end: 18 }] });
    await player.updateComplete;
    slider(player).focus();
    await press('End');
    await player.updateComplete;
    expect(slider(player).disabled).to.equal(true);
    expect(named(player, 'message').textContent).not.to.contain('downloaded already');
    expect(focused(player) === named(player, 'play-button'), 'focus is not lost').to.equal(true);
    await expect(player).to.be.accessible();
    named(player, 'skip-button').click();
    expect(seeks(), 'nobody is told of a seek that cannot be').to.deep.equal(['key 18']);
    session.change({ seekable: true });
    await player.updateComplete;
    expect(slider(player).disabled).to.equal(false);
  });
});
