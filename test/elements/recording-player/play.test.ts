import { expect } from '@open-wc/testing';
import type { RecordingErrorEvent, RecordingPlayer } from '../../../src/index.js';
import { providerError } from '../../../src/model/index.js';
import { tone } from '../../../stories/inbox.js';
import { available, recordings, transcript } from '../../../stories/player.js';
import { fired, frames, record, until } from '../../helpers/inbox.js';
import { box, mount, named, silent, sounds, status } from './support.js';

const EVENTS = [
  ...['recording-seek', 'recording-play', 'recording-pause', 'recording-timeupdate'],
  ...['recording-error', 'recording-refresh'],
];
const CONVERSATION = 'c-1';
const playing = async (player: RecordingPlayer) => {
  named(player, 'play-button').click();
  await sounds(player);
};

describe('a recording', () => {
  it('is asked for when Play is pressed and not before, and is paused by the same button', async () => {
    const asked: string[] = [];
    const provider = recordings((reason) => {
      asked.push(reason);
      return available();
    });
    const player = await mount({ provider, conversationId: CONVERSATION, transcript });
    await frames(3);
    expect(asked).to.deep.equal([]);
    const button = named(player, 'play-button');
    expect(button.getAttribute('aria-label')).to.equal('Play');
    const started = fired(player, 'recording-play');
    await playing(player);
    expect((await started) instanceof CustomEvent).to.equal(true);
    expect(asked).to.deep.equal(['play']);
    expect(button.getAttribute('aria-label')).to.equal('Pause');
    expect(button.hasAttribute('aria-pressed')).to.equal(false);
    await expect(player).to.be.accessible();
    const paused = fired(player, 'recording-pause');
    button.click();
    await paused;
    expect(player.matches(':state(playing)')).to.equal(false);
    expect(button.getAttribute('aria-label')).to.equal('Play');
  });

  it('needs no provider when there is an address', async () => {
    const url = URL.createObjectURL(tone());
    const player = await mount({ src: url, label: 'A tone' });
    expect(named(player, 'base').getAttribute('aria-label')).to.equal('Recording: A tone');
    await playing(player);
    player.pause();
    await silent(player);
    URL.revokeObjectURL(url);
  });

  it('plays from a recording that the host has, and two of them are told apart without ids', async () => {
    const player = await mount({ recording: available() });
    await playing(player);
    player.recording = available({ source: tone(30), duration: 30 });
    await silent(player);
    await player.updateComplete;
    expect(named(player, 'clock').textContent).to.contain('0:30');
  });

  it('sounds once, however many players there are', async () => {
    const [one, two] = [
      await mount({ recording: available() }),
      await mount({ recording: available() }),
    ];
    await playing(one);
    const stopped = fired(one, 'recording-pause');
    await playing(two);
    await stopped;
    expect(one.matches(':state(playing)')).to.equal(false);
  });

  it('goes in step in all players of its conversation', async () => {
    const provider = recordings();
    const shown = { provider, conversationId: 'in-step' };
    const [one, two] = [await mount(shown), await mount({ ...shown, compact: true })];
    await playing(one);
    await sounds(two);
    named(two, 'play-button').click();
    await silent(one);
    one.seekTo(20);
    await until(
      () => two.shadowRoot!.querySelector('input')!.value === '20',
      'the other one is there too',
    );
  });

  it('changes nothing in the document while it plays, but for what is painted', async () => {
    const player = await mount({ recording: available(), conversationId: 'still', transcript });
    await playing(player);
    const times = record(player, 'recording-timeupdate');
    // The first moments bring the length and what is downloaded.
    await until(() => times.length >= 3, 'it is under way');
    const changes: MutationRecord[] = [];
    const observer = new MutationObserver((records) => changes.push(...records));
    observer.observe(player.shadowRoot!, {
      ...{ subtree: true, childList: true, attributes: true, characterData: true },
    });
    await until(() => times.length >= 8, 'time goes by');
    expect(changes).to.have.length(0);
    player.pause();
    await silent(player);
    await player.updateComplete;
    expect(changes, 'the observer does see what changes').not.to.have.length(0);
    observer.disconnect();
  });

  it('goes on while its player is moved, and stops when it is taken away', async () => {
    const player = await mount({ recording: available() });
    await playing(player);
    const events = record(player, 'recording-pause');
    const second = await box();
    second.append(player);
    await player.updateComplete;
    await frames(3);
    expect(player.matches(':state(playing)')).to.equal(true);
    expect(events).to.have.length(0);
    player.remove();
    await until(() => events.length === 1, 'it says so');
    second.append(player);
    await player.updateComplete;
    await playing(player);
  });
});

describe('what the host sets', () => {
  const settings: [keyof RecordingPlayer, unknown][] = [
    ['provider', recordings()],
    ['recording', available()],
    ['transcript', transcript],
    ['label', 'A call'],
    ['detailHref', '/c/{id}'],
    ['playbackRate', 1.5],
  ];

  for (const order of [settings, [...settings].reverse()]) {
    it(`fires nothing and means the same in any order: ${String(order[0]![0])} first`, async () => {
      const player = await mount({ conversationId: String(order[0]![0]) });
      const events = record(player, ...EVENTS);
      for (const [name, value] of order) {
        Object.assign(player, { [name]: value });
        await player.updateComplete;
      }
      player.seekTo(12);
      await player.updateComplete;
      expect(events.map(({ type }) => type)).to.deep.equal(['recording-timeupdate']);
      expect(named(player, 'speed').matches(':has(option:checked[value="1.5"])')).to.equal(true);
      expect(named(player, 'heard').textContent).to.contain('Caller only');
      expect(player.shadowRoot!.querySelector('input')!.getAttribute('aria-valuetext')).to.equal(
        '12 seconds of 1 minute',
      );
      player.playbackRate = 1;
      await player.updateComplete;
    });
  }

  it('may come after the place to start at', async () => {
    const player = document.createElement('recording-player');
    player.seekTo(31);
    player.recording = available();
    (await box()).append(player);
    await player.updateComplete;
    expect(player.shadowRoot!.querySelector('input')!.value).to.equal('31');
  });

  it('is named once in the console when it is no good, without what it was', async () => {
    const said: string[] = [];
    const { warn } = console;
    console.warn = (...words: unknown[]) => void said.push(words.join(' '));
    try {
      const src = 'javascript:window.hacked=1';
      const player = await mount({ src, playbackRate: 99, transcript: {} as typeof transcript });
      player.label = 'again';
      await player.updateComplete;
      named(player, 'message');
      expect(player.matches(':state(empty)')).to.equal(true);
    } finally {
      console.warn = warn;
    }
    expect(said.map((each) => each.replace(/:.*/, ''))).to.deep.equal(
      said.map(() => '<recording-player>'),
    );
    expect(said.filter((each) => each.includes('src'))).to.have.length(1);
    expect(said.filter((each) => each.includes('playback-rate'))).to.have.length(1);
    expect(said.join(' ')).not.to.contain('javascript');
    expect('hacked' in window).to.equal(false);
  });
});

describe('the address of a recording', () => {
  it('is nowhere in the document, in an attribute or in an event', async () => {
    const secret = 'X-Signature=topsecret';
    const url = `blob:${location.origin}/no-such-recording?${secret}`;
    const provider = recordings(() => available({ source: url }));
    const player = await mount({
      provider,
      conversationId: 'secret',
      detailHref: '/c/{id}',
      recording: available({ source: url, downloadable: true }),
    });
    const events = record(player, ...EVENTS);
    const markup = () => {
      const nodes = [...player.shadowRoot!.querySelectorAll('*')];
      const attributes = nodes.flatMap((node) => [...node.attributes].map(({ value }) => value));
      return `${document.documentElement.outerHTML} ${attributes.join(' ')} ${player.shadowRoot!.textContent}`;
    };
    expect(markup()).not.to.contain('topsecret');
    named(player, 'play-button').click();
    await until(() => player.matches(':state(error)'), 'it fails');
    await player.updateComplete;
    expect(markup()).not.to.contain('topsecret');
    expect(
      JSON.stringify(events.map((event) => (event as CustomEvent).detail as unknown)),
    ).not.to.contain('topsecret');
    expect(JSON.stringify({ ...localStorage, ...sessionStorage })).not.to.contain('topsecret');
  });
});

describe('reports', () => {
  it('do not bubble and cannot be cancelled; the time comes at most four times a second', async () => {
    const player = await mount({ recording: available(), conversationId: 'reports' });
    const events = record(player, ...EVENTS);
    const outside = record(document, ...EVENTS);
    const started = performance.now();
    await playing(player);
    const times = () => events.filter(({ type }) => type === 'recording-timeupdate');
    await until(() => times().length >= 6, 'time goes by');
    expect(performance.now() - started).to.be.at.least(1240);
    player.pause();
    await until(() => events.some(({ type }) => type === 'recording-pause'), 'it pauses');
    expect(outside).to.have.length(0);
    expect(events.every(({ bubbles, cancelable }) => !bubbles && !cancelable)).to.equal(true);
    const details = events.map(
      (event) => (event as CustomEvent<{ conversationId: string }>).detail,
    );
    expect(details.every(({ conversationId }) => conversationId === 'reports')).to.equal(true);
  });

  it('say what failed, whether Play may help, and what the provider said', async () => {
    const error = providerError('server', 'The archive is being moved.', { requestId: 'req_1' });
    const provider = recordings(() => Promise.reject(error));
    const player = await mount({ provider, conversationId: 'failing' });
    const failed = fired<RecordingErrorEvent>(player, 'recording-error');
    named(player, 'play-button').click();
    const { detail, bubbles } = await failed;
    expect(detail).to.deep.equal({
      conversationId: 'failing',
      kind: 'provider',
      retryable: true,
      error,
    });
    expect(bubbles).to.equal(false);
    expect(named(player, 'message').getAttribute('role')).to.equal('alert');
    expect(status(player)).to.equal('');
    expect(named(player, 'request-id').textContent).to.contain('req_1');
  });
});
