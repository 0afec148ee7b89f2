/** Another recording in the same player: what the host said last counts, and nothing of the other stays. */
import { expect } from '@open-wc/testing';
import type { RecordingErrorEvent } from '../../../src/index.js';
import { providerError } from '../../../src/model/index.js';
import { recordings, transcript } from '../../../stories/player.js';
import { fired, focused, frames, record, until } from '../../helpers/inbox.js';
import { press } from '../../helpers/keys.js';
import { fakePlayback, mount, named, type PlayerProperties } from './support.js';

let fake: ReturnType<typeof fakePlayback>;
beforeEach(() => (fake = fakePlayback()));
afterEach(() => fake.restore());

const provider = recordings(undefined, { key: 'p' });
const recording = { availability: 'available' as const, downloadable: true };

async function shown(properties: PlayerProperties = {}) {
  const player = await mount({
    ...{ provider, recording, transcript, conversationId: 'a', detailHref: '/c/{id}' },
    ...properties,
  });
  return { player, a: fake.session('p/a') };
}
const has = (player: Element, part: string) =>
  player.shadowRoot!.querySelector(`[part~="${part}"]`) !== null;

describe('what the host does right after it chose another conversation', () => {
  it('is done with that one: Play, a place to go to, Pause', async () => {
    const { player, a } = await shown();
    player.conversationId = 'b';
    player.seekTo(12);
    const started = player.play();
    player.pause();
    await started;
    await player.updateComplete;
    expect(fake.session('p/b').calls).to.deep.equal(['seek 12', 'play', 'pause']);
    expect(a.calls).to.deep.equal([]);
  });

  it('is done at once where the conversation stays: browsers want sound to start within the click', async () => {
    const { player, a } = await shown();
    player.label = 'Another name';
    void player.play();
    player.seekTo(7);
    expect(a.calls).to.deep.equal(['play', 'seek 7']);
    await player.updateComplete;
    expect(a.calls, 'once').to.deep.equal(['play', 'seek 7']);
  });

  it('may be taken back before there is anything to play', async () => {
    const player = document.createElement('recording-player');
    Object.assign(player, { provider, conversationId: 'a' });
    const place = (await mount()).parentElement!;
    place.append(player);
    void player.play();
    player.pause();
    await player.updateComplete;
    expect(fake.session('p/a').calls).to.deep.equal(['play', 'pause']);
  });
});

describe('Play without anything to play', () => {
  const { warn } = console;
  afterEach(() => (console.warn = warn));

  for (const [what, properties] of [
    ['no source at all', {}],
    ['an address that is none', { src: 'javascript:0' }],
    ['a provider that has no recordings', { provider: { ...provider, recording: undefined } }],
  ] as const)
    it(`is reported as an error of the kind none: ${what}`, async () => {
      console.warn = () => undefined;
      const player = await mount({ conversationId: 'a', ...properties });
      const failed = fired<RecordingErrorEvent>(player, 'recording-error');
      await player.play();
      const { detail } = await failed;
      expect(detail).to.deep.include({ conversationId: 'a', kind: 'none', retryable: false });
      expect(detail.error.kind).to.equal('not-found');
    });
});

describe('another conversation', () => {
  it('has no error of the last one’s download, nor one that comes too late', async () => {
    const { player, a } = await shown();
    const refusals: ((error: Error) => void)[] = [];
    Object.assign(a, { download: () => new Promise((_, refuse) => refusals.push(refuse)) });
    const error = providerError('server', 'The disk is full.');
    named(player, 'download-button').click();
    refusals[0]!(error);
    await until(() => has(player, 'message'), 'what failed');
    player.conversationId = 'b';
    await player.updateComplete;
    expect(has(player, 'message')).to.equal(false);

    player.conversationId = 'a';
    await player.updateComplete;
    named(player, 'download-button').click();
    player.conversationId = 'b';
    await player.updateComplete;
    refusals[1]!(error);
    await frames(2);
    await player.updateComplete;
    expect(has(player, 'message')).to.equal(false);
  });

  it('has no link to the last one', async () => {
    const { clipboard } = navigator;
    clipboard.writeText = () => Promise.reject(new Error('not allowed'));
    try {
      const { player } = await shown();
      named(player, 'copy-button').click();
      await until(() => has(player, 'copy-field'), 'the link');
      player.conversationId = 'b';
      await player.updateComplete;
      expect(has(player, 'copy-field')).to.equal(false);
      // One that is refused after the change.
      let refuse: (error: Error) => void = () => undefined;
      clipboard.writeText = () => new Promise((_, reject) => (refuse = reject));
      named(player, 'copy-button').click();
      player.conversationId = 'c';
      await player.updateComplete;
      refuse(new Error('not allowed'));
      await frames(2);
      await player.updateComplete;
      expect(has(player, 'copy-field')).to.equal(false);
    } finally {
      Reflect.deleteProperty(clipboard, 'writeText');
    }
  });

  it('closes the list of the last one’s markers', async () => {
    const { player } = await shown();
    named(player, 'markers-button').click();
    await until(() => has(player, 'marker'), 'the list');
    player.conversationId = 'b';
    await player.updateComplete;
    await frames(1);
    expect(named(player, 'markers').matches(':popover-open')).to.equal(false);
    expect(has(player, 'marker')).to.equal(false);
  });
});

describe('focus that was in what opens over the page', () => {
  const open = async (player: Element, part: string) => {
    named(player, part).focus();
    await press('Enter');
    await frames(2);
  };
  const inNarrow = async () => {
    const { player } = await shown();
    player.parentElement!.style.inlineSize = '400px';
    await frames(2);
    await player.updateComplete;
    return player;
  };

  it('goes back to More when it is closed with Escape', async () => {
    const player = await inNarrow();
    await open(player, 'more-button');
    await press('Tab');
    expect(named(player, 'more').contains(focused(player)), 'it is within').to.equal(true);
    await press('Escape');
    await frames(2);
    expect(focused(player) === named(player, 'more-button')).to.equal(true);
  });

  it('goes back to More after something in it was chosen', async () => {
    const player = await inNarrow();
    await open(player, 'more-button');
    named(player, 'silence-button').focus();
    await press('Enter');
    await player.updateComplete;
    expect(focused(player) === named(player, 'silence-button')).to.equal(true);
    await press('Escape');
    await frames(2);
    expect(focused(player) === named(player, 'more-button')).to.equal(true);
  });

  it('goes back from the markers to their button, and from there to More', async () => {
    const player = await inNarrow();
    await open(player, 'more-button');
    await open(player, 'markers-button');
    await press('Tab', 'Enter');
    await player.updateComplete;
    expect(focused(player)?.getAttribute('part')).to.equal('marker');
    await press('Escape');
    await frames(2);
    expect(focused(player) === named(player, 'markers-button')).to.equal(true);
    await press('Escape');
    await frames(2);
    expect(focused(player) === named(player, 'more-button')).to.equal(true);
  });

  it('stays where the listener goes on by pressing something else', async () => {
    const player = await inNarrow();
    const events = record(player, 'focusin');
    await open(player, 'more-button');
    named(player, 'speed').focus();
    (named(player, 'more') as HTMLElement & { hidePopover(): void }).hidePopover();
    await frames(2);
    expect(events).not.to.have.length(0);
    expect(focused(player) === named(player, 'speed')).to.equal(true);
  });
});
