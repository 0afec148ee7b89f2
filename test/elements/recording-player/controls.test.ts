import { expect } from '@open-wc/testing';
import { executeServerCommand, setViewport } from '@web/test-runner-commands';
import type { RecordingPlayer } from '../../../src/index.js';
import { providerError } from '../../../src/model/index.js';
import { transcript } from '../../../stories/player.js';
import { focused, frames, until } from '../../helpers/inbox.js';
import { press } from '../../helpers/keys.js';
import { fakePlayback, mount, named, slider, status, type PlayerProperties } from './support.js';

let fake: ReturnType<typeof fakePlayback>;
beforeEach(async () => {
  fake = fakePlayback();
  await setViewport({ width: 1440, height: 900 });
});
afterEach(() => fake.restore());

const recording = { availability: 'available' as const, downloadable: true };

async function shown(properties: PlayerProperties = {}, width?: number) {
  const player = await mount(
    { recording, transcript, conversationId: 'c 1', detailHref: '/c/{id}', ...properties },
    width,
  );
  return { player, session: fake.session() };
}

const choose = (player: RecordingPlayer, part: string, value: string) => {
  const select = named(player, part) as HTMLSelectElement;
  select.value = value;
  select.dispatchEvent(new Event('change', { bubbles: true }));
};
const has = (player: Element, part: string) =>
  player.shadowRoot!.querySelector(`[part~="${part}"]`) !== null;

describe('speed and volume', () => {
  it('are the same for all players, and an odd speed is on the list', async () => {
    const [{ player: one }, { player: two }] = [
      await shown(),
      await shown({ conversationId: 'c-2' }),
    ];
    choose(one, 'speed', '2');
    await two.updateComplete;
    expect((named(two, 'speed') as HTMLSelectElement).value).to.equal('2');
    two.playbackRate = 1.1;
    await Promise.all([one.updateComplete, two.updateComplete]);
    expect((named(one, 'speed') as HTMLSelectElement).value).to.equal('1.1');
    expect(named(one, 'speed').textContent.replace(/\s/g, '')).to.equal(
      '0.5×0.75×1×1.1×1.25×1.5×1.75×2×2.5×3×',
    );
  });

  it('are muted and heard again by the same button, and said in percent', async () => {
    const { player } = await shown();
    const range = named(player, 'volume-slider') as HTMLInputElement;
    range.value = '0.4';
    range.dispatchEvent(new Event('input', { bubbles: true }));
    await player.updateComplete;
    expect(range.getAttribute('aria-valuetext')).to.equal('40%');
    named(player, 'mute-button').click();
    await player.updateComplete;
    expect(named(player, 'mute-button').ariaPressed).to.equal('true');
    expect(range.getAttribute('aria-valuetext')).to.equal('0%');
    named(player, 'mute-button').click();
    await player.updateComplete;
    expect(range.getAttribute('aria-valuetext')).to.equal('40%');
  });
});

describe('what is heard', () => {
  it('is speech only, or one side only, where turns have times', async () => {
    const { player, session } = await shown();
    named(player, 'silence-button').click();
    await player.updateComplete;
    expect(named(player, 'silence-button').ariaPressed).to.equal('true');
    expect(session.listened.at(-1)!.skipSilence).to.equal(true);
    expect(session.listened.at(-1)!.passages).to.have.length.above(1);
    choose(player, 'heard', 'caller');
    expect(session.listened.at(-1)).to.deep.include({ skipSilence: true, speakerId: 'caller' });
    const [first] = session.listened.at(-1)!.passages!;
    expect(first!.start).to.be.closeTo(7, 0.3);
    choose(player, 'heard', '');
    named(player, 'silence-button').click();
    expect(session.listened.at(-1)).to.deep.equal({
      ...{ skipSilence: false, speakerId: undefined, passages: undefined },
    });
  });

  it('follows the turns when they change', async () => {
    const { player, session } = await shown();
    named(player, 'silence-button').click();
    const before = session.listened.at(-1)!.passages!;
    player.transcript = { ...transcript, offset: 2 };
    await player.updateComplete;
    const after = session.listened.at(-1)!.passages!;
    expect(after).not.to.deep.equal(before);
  });

  it('is not offered where nobody knows who speaks when', async () => {
    const { player } = await shown({ transcript: { ...transcript, timing: 'none' } });
    for (const part of ['silence-button', 'heard', 'turn-button', 'markers-button'])
      expect(has(player, part), part).to.equal(false);
    await press('s');
    await expect(player).to.be.accessible();
  });
});

describe('the link to a moment', () => {
  const { clipboard } = navigator;
  afterEach(() => Reflect.deleteProperty(clipboard, 'writeText'));

  const copied = async (properties: PlayerProperties): Promise<string | undefined> => {
    let text: string | undefined;
    clipboard.writeText = (given) => Promise.resolve(void (text = given));
    const { player, session } = await shown(properties);
    session.change({ time: 125.9 });
    named(player, 'copy-button').click();
    await until(() => status(player) === 'Link copied', 'it says so');
    return text;
  };

  it('has the time in the fragment, or where the template wants it', async () => {
    const { origin } = location;
    expect(await copied({})).to.equal(`${origin}/c/c%201#t=125`);
    expect(await copied({ detailHref: '/c/{id}?at={time}' })).to.equal(`${origin}/c/c%201?at=125`);
    expect(await copied({ detailHref: '/app#/c/{id}' })).to.equal(`${origin}/app#/c/c%201&t=125`);
  });

  it('comes from the provider where there is no template', async () => {
    const links = { conversation: ({ id }: { id: string }) => `/of-provider/${id}` };
    const provider = {
      capabilities: { filters: {}, fields: [], order: 'created' as const, maxPageSize: 1 },
      list: () => Promise.resolve({ items: [] }),
      get: () => Promise.reject(new Error('not asked for')),
      links,
    };
    expect(await copied({ detailHref: undefined, provider })).to.equal(
      `${location.origin}/of-provider/c 1#t=125`.replace(' ', '%20'),
    );
  });

  for (const [why, properties] of [
    ['without a page', { detailHref: undefined }],
    ['without a conversation', { conversationId: undefined }],
    ['with an address that is none', { detailHref: 'javascript:alert({id})' }],
  ] as const) {
    it(`is not offered ${why}`, async () => {
      const { player } = await shown(properties);
      expect(has(player, 'copy-button')).to.equal(false);
    });
  }

  it('is offered as selected text when the browser refuses, and gives focus back', async () => {
    clipboard.writeText = () => Promise.reject(new DOMException('No', 'NotAllowedError'));
    const { player } = await shown();
    named(player, 'copy-button').focus();
    await press('Enter');
    const field = (await until(
      () => focused(player)?.matches('[part="copy-field"]') && focused(player),
      'the link has focus',
    )) as HTMLInputElement;
    expect(field.value.slice(field.selectionStart!, field.selectionEnd!)).to.equal(field.value);
    expect(field.value).to.match(/\/c\/c%201#t=0$/);
    await expect(player).to.be.accessible();
    let isDone = false;
    addEventListener('keydown', (event) => (isDone = event.defaultPrevented), { once: true });
    await press('Escape');
    await until(() => !has(player, 'copy-field'), 'it is gone');
    expect(isDone, 'what is around has nothing to close').to.equal(true);
    expect(focused(player) === named(player, 'copy-button')).to.equal(true);
  });
});

describe('a download', () => {
  it('is offered only where the source allows it', async () => {
    const { player, session } = await shown({ label: 'A call' });
    named(player, 'download-button').click();
    expect(session.calls).to.deep.equal(['download A call']);
    const { player: other } = await shown({
      recording: { availability: 'available' },
      conversationId: 'other',
    });
    expect(has(other, 'download-button')).to.equal(false);
  });

  it('that fails says so, and can be tried again', async () => {
    const { player, session } = await shown();
    Object.assign(session, {
      download: () => Promise.reject(providerError('server', 'The disk is full.')),
    });
    named(player, 'download-button').click();
    const message = await until(
      () => player.shadowRoot!.querySelector('[part="message"]'),
      'what failed',
    );
    expect(message.getAttribute('role')).to.equal('alert');
    expect(message.textContent)
      .to.contain('could not be downloaded')
      .and.to.contain('disk is full');
    Object.assign(session, { download: () => Promise.resolve() });
    named(player, 'message-button').click();
    await until(() => !has(player, 'message'), 'it is gone');
  });
});

describe('the keys of the player', () => {
  it('do what the help says', async () => {
    const { player, session } = await shown();
    const { rate } = { rate: () => (named(player, 'speed') as HTMLSelectElement).value };
    named(player, 'play-button').focus();
    session.change({ time: 20 });
    await press('k');
    expect(session.calls.splice(0)).to.deep.equal(['play']);
    session.change({ wanted: true, state: 'playing' });
    await press('k');
    expect(session.calls.splice(0)).to.deep.equal(['pause']);
    session.change({ time: 24 });
    await press('ArrowLeft', 'l', 'j', 'ArrowRight', 'Shift+ArrowRight', 'Shift+ArrowLeft');
    expect(session.calls.splice(0)).to.deep.equal([
      ...['seek 19', 'seek 24', 'seek 19', 'seek 24', 'seek 39', 'seek 24'],
    ]);
    await press(',', '.');
    expect(session.calls.splice(0)).to.deep.equal(['seek 22', 'seek 28']);
    await press('>', '>', '<', 'm', 's');
    await player.updateComplete;
    expect(rate()).to.equal('1.25');
    expect(named(player, 'mute-button').ariaPressed).to.equal('true');
    expect(named(player, 'silence-button').ariaPressed).to.equal('true');
    slider(player).focus();
    await press('Space');
    expect(session.calls.splice(0)).to.deep.equal(['pause']);
  });

  it('are left to what has focus and uses them itself, and to combinations of the browser', async () => {
    const { player, session } = await shown();
    named(player, 'speed').focus();
    await press('k', 'm', 'ArrowRight');
    named(player, 'volume-slider').focus();
    await press('ArrowLeft', 'Home');
    named(player, 'play-button').focus();
    await press('Control+k', 'Alt+ArrowLeft', 'Shift+K');
    expect(session.calls).to.deep.equal([]);
    await press('Space');
    expect(session.calls, 'once, as any button').to.deep.equal(['play']);
  });

  it('are heard in the player only', async () => {
    const { player, session } = await shown();
    (document.activeElement as HTMLElement | null)?.blur();
    await press('k', 'l', 'Space');
    const field = document.createElement('input');
    player.after(field);
    field.focus();
    await press('k', 'ArrowLeft');
    expect(session.calls).to.deep.equal([]);
  });

  it('are in a row those of what is there: play and timeline', async () => {
    const { player, session } = await shown({ compact: true });
    named(player, 'play-button').focus();
    await press('m', 's', '>', '<', '?', ',', '.');
    expect(session.calls).to.deep.equal([]);
    expect(session.listened).to.deep.equal([]);
    expect(has(player, 'help')).to.equal(false);
    player.compact = false;
    await player.updateComplete;
    expect((named(player, 'speed') as HTMLSelectElement).value).to.equal('1');
    expect(named(player, 'mute-button').ariaPressed).to.equal('false');
    player.compact = true;
    await player.updateComplete;
    named(player, 'play-button').focus();
    await press('k', 'l');
    slider(player).focus();
    await press('PageUp', 'End');
    expect(session.calls).to.deep.equal(['play', 'seek 5', 'seek 7', 'seek 60']);
  });

  it('can be switched off, and then there is no help about them', async () => {
    const { player, session } = await shown({ noShortcuts: true });
    named(player, 'play-button').focus();
    await press('k', 'ArrowLeft', '?', 'm');
    expect(session.calls).to.deep.equal([]);
    expect(has(player, 'help-button') || has(player, 'help')).to.equal(false);
    slider(player).focus();
    await press('l', 'Space');
    expect(session.calls).to.deep.equal([]);
  });

  it('are told in a dialog that gives focus back', async () => {
    const { player, session } = await shown();
    named(player, 'play-button').focus();
    await press('?');
    const dialog = (await until(
      () => player.shadowRoot!.querySelector('dialog[open]'),
      'the help',
    )) as HTMLDialogElement;
    expect(dialog.matches(':modal')).to.equal(true);
    expect(dialog.textContent.replace(/\s+/g, ' ')).to.contain('Shift + →');
    await expect(player).to.be.accessible();
    await press('k', 'ArrowLeft');
    expect(session.calls).to.deep.equal([]);
    await press('Escape');
    await until(() => !has(player, 'help'), 'it is closed');
    expect(focused(player) === named(player, 'play-button')).to.equal(true);
    await press('?');
    await until(() => has(player, 'help'), 'and can be asked for again');
  });
});

describe('where the system chooses the look', () => {
  afterEach(() => executeServerCommand('media-features', {}));

  it('shows buttons, focus and what is pressed with forced colours', async () => {
    await executeServerCommand('media-features', { 'forced-colors': 'active' });
    const { player } = await shown();
    named(player, 'silence-button').click();
    await player.updateComplete;
    for (const part of ['play-button', 'skip-button', 'help-button'])
      expect(getComputedStyle(named(player, part)).borderTopStyle, part).to.equal('solid');
    slider(player).focus({ focusVisible: true } as FocusOptions);
    expect(getComputedStyle(slider(player).parentElement!).outlineStyle).to.equal('solid');
    await expect(player).to.be.accessible();
  });

  it('turns nothing for those who asked for less motion', async () => {
    const moving = async () => {
      const { player, session } = await shown();
      session.change({ state: 'resolving', wanted: true });
      await until(() => named(player, 'base').ariaBusy === 'true', 'it waits');
      await frames(2);
      return player.shadowRoot!.getAnimations().filter((each) => each instanceof CSSAnimation)
        .length;
    };
    await executeServerCommand('media-features', { 'prefers-reduced-motion': 'no-preference' });
    expect(await moving()).to.be.above(0);
    await executeServerCommand('media-features', { 'prefers-reduced-motion': 'reduce' });
    expect(await moving()).to.equal(0);
  });
});
