import { expect } from '@open-wc/testing';
import type { RecordingPlayer } from '../../../src/index.js';
import type { Recording, Transcript } from '../../../src/model/index.js';
import { tone } from '../../../stories/inbox.js';
import { available, recordings, transcript } from '../../../stories/player.js';
import { fired, frames, record, until } from '../../helpers/inbox.js';
import { mount, named, silent, slider, sounds, spoken } from './support.js';

const press = async (player: RecordingPlayer) => {
  named(player, 'play-button').click();
  await sounds(player);
};

describe('a recording that says nonsense of itself', () => {
  const nonsense: [string, Partial<Recording>][] = [
    ['a state that nobody knows', { availability: 'toString' as never }],
    ['a length in words', { duration: 'a minute' as never }],
    ['a length without an end', { duration: Infinity }],
    ['a length beyond all lengths', { duration: 1e308 }],
    ['a length before its start', { duration: -1 }],
    ['an end of its link that is no date', { expiresAt: {} as never }],
    ['peaks that are words', { peaks: ['loud', 'quiet'] as never }],
    ['peaks of another kind', { peaks: { version: 2, channels: -1, data: 'x' } as never }],
  ];
  for (const [what, parts] of nonsense)
    it(`plays all the same: ${what}`, async () => {
      const player = await mount({
        recording: { ...available(), ...parts },
        provider: recordings(() => ({
          ...available({ source: tone(60) }),
          ...parts,
          availability: 'available',
        })),
        conversationId: `nonsense ${what}`,
        transcript,
      });
      await press(player);
      await until(() => spoken(player)?.includes(' of 1 minute'), 'its real length');
    });
});

describe('a transcript that is broken', () => {
  const broken: [string, unknown][] = [
    ['has turns that are none', { ...transcript, turns: [null, ...transcript.turns] }],
    ['has speakers that are none', { ...transcript, speakers: [null] }],
    [
      'has times that are none',
      {
        ...transcript,
        turns: transcript.turns.map((turn, index) => ({
          ...turn,
          start: [NaN, -5, 1e308, 'soon', {}][index % 5],
          end: [-1, NaN, 0, Infinity, null][index % 5],
        })),
      },
    ],
    ['is off by nobody knows what', { ...transcript, offset: 'a lot' }],
  ];
  for (const [what, given] of broken)
    it(`leaves the recording alone: it ${what}`, async () => {
      const { warn } = console;
      console.warn = () => undefined;
      try {
        const player = await mount({ recording: available(), transcript: given as Transcript });
        await press(player);
      } finally {
        console.warn = warn;
      }
    });
});

describe('a host in a hurry', () => {
  it('that shows fifty conversations while the first is asked for hears none of them', async () => {
    const signals: AbortSignal[] = [];
    const answers: ((recording: Recording) => void)[] = [];
    const provider = {
      ...recordings(),
      recording: (_id: string, { signal }: { signal: AbortSignal }) => {
        signals.push(signal);
        return new Promise<Recording>((resolve) => answers.push(resolve));
      },
    };
    const player = await mount({ provider, conversationId: 'hurry 0' });
    const events = record(player, 'recording-play', 'recording-pause', 'recording-error');
    for (let index = 1; index <= 50; index += 1) {
      named(player, 'play-button').click();
      player.conversationId = `hurry ${index}`;
      await player.updateComplete;
    }
    for (const answer of answers) answer(available());
    await frames(5);
    expect(signals).to.have.length(50);
    expect(signals.every(({ aborted }) => aborted)).to.equal(true);
    expect(player.matches(':state(playing)')).to.equal(false);
    expect(named(player, 'play-button').getAttribute('aria-label')).to.equal('Play');
    expect(events).to.have.length(0);
  });

  it('that takes one of two players away goes on hearing the other', async () => {
    const shown = { provider: recordings(), conversationId: 'one of two' };
    const [one, two] = [await mount(shown), await mount(shown)];
    await press(one);
    await sounds(two);
    const paused = record(two, 'recording-pause');
    one.remove();
    await frames(5);
    expect(two.matches(':state(playing)')).to.equal(true);
    expect(paused).to.have.length(0);
  });

  it('that moves the player into another document goes on hearing it', async () => {
    const frame = document.createElement('iframe');
    document.body.append(frame);
    const player = await mount({ recording: available() });
    await press(player);
    frame.contentDocument!.body.append(player);
    await player.updateComplete;
    await frames(5);
    expect(player.matches(':state(playing)')).to.equal(true);
    const paused = fired(player, 'recording-pause');
    player.remove();
    await paused;
    frame.remove();
  });

  it('that takes the player away when it starts to sound hears no more of it', async () => {
    const shown = { provider: recordings(), conversationId: 'taken away' };
    const player = await mount(shown);
    player.addEventListener('recording-play', () => player.remove());
    const paused = fired(player, 'recording-pause');
    named(player, 'play-button').click();
    await paused;
    const again = await mount(shown);
    await frames(5);
    expect(again.matches(':state(playing)')).to.equal(false);
    expect(again.matches(':state(loading)')).to.equal(false);
  });
});

describe('what is typed beside the player', () => {
  it('is the page’s', async () => {
    const player = await mount({ recording: available() });
    const field = document.createElement('input');
    player.after(field);
    // In the element, though not shown: nothing is slotted.
    const inside = document.createElement('textarea');
    player.append(inside);
    for (const target of [field, inside])
      for (const key of [' ', 'k', 'l', 'm', '?', 'ArrowRight']) {
        const event = new KeyboardEvent('keydown', {
          key,
          bubbles: true,
          composed: true,
          cancelable: true,
        });
        target.dispatchEvent(event);
        expect(event.defaultPrevented, key).to.equal(false);
      }
    expect(player.matches(':state(loading)')).to.equal(false);
  });
});

describe('texts from outside', () => {
  it('are texts, however long and whichever way they run', async () => {
    const nasty = `<img src=x onerror="window.hacked=1">\u202e${'x'.repeat(100_000)}`;
    const named_ = (text: string): Transcript => ({
      ...transcript,
      speakers: transcript.speakers.map((speaker) => ({ ...speaker, name: text })),
      turns: transcript.turns.map((turn) => ({
        ...turn,
        ...(turn.tool && { tool: { ...turn.tool, name: text } }),
      })),
    });
    const player = await mount(
      { recording: available(), label: nasty, transcript: named_(nasty) },
      600,
    );
    named(player, 'markers-button').click();
    await player.updateComplete;
    const marker = named(player, 'marker');
    expect(marker.querySelector('bdi')!.textContent).to.contain('<img');
    expect(player.shadowRoot!.querySelector('img')).to.equal(null);
    expect('hacked' in window).to.equal(false);
    expect(marker.getBoundingClientRect().width).to.be.at.most(innerWidth);
    expect(player.getBoundingClientRect().width).to.be.at.most(600);
  });
});

describe('a slider that a script moves', () => {
  it('goes where it is told, and never out of the recording', async () => {
    const player = await mount({ recording: available() });
    await press(player);
    const input = slider(player);
    for (let step = 0; step < 200; step += 1) {
      input.value = String((step * 37) % 70);
      input.dispatchEvent(new Event('input', { bubbles: true, composed: true }));
    }
    player.pause();
    await silent(player);
    await player.updateComplete;
    expect(Number(slider(player).value)).to.be.within(0, 60);
  });
});
