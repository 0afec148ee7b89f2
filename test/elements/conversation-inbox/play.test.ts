import { expect } from '@open-wc/testing';
import type { ConversationInbox } from '../../../src/elements/conversation-inbox/conversation-inbox.js';
import { providerError } from '../../../src/model/index.js';
import { createMemoryProvider } from '../../../src/providers/memory/provider.js';
import { many } from '../../../stories/fixtures.js';
import { tone } from '../../../stories/inbox.js';
import {
  all,
  cell,
  fired,
  frames,
  mountLoaded,
  part,
  record,
  row,
  scrollTo,
  until,
} from '../../helpers/inbox.js';

const playable = (count: number) =>
  many(count).map((one) => ({ ...one, recording: 'available' as const }));

const sounding = (key?: string) =>
  createMemoryProvider({
    key,
    conversations: playable(200),
    recordings: () => ({ availability: 'available', source: tone(60) }),
  });

const button = (inbox: Element, index: number) =>
  cell(inbox, index, 'play').querySelector('button')!;
const plays = (inbox: ConversationInbox) =>
  until(() => inbox.matches(':state(playing)'), 'it plays');
const idOf = (event: Event) =>
  (event as CustomEvent<{ conversationId: string }>).detail.conversationId;

describe('playing a recording from its row', () => {
  it('asks for nothing before Play, and shows what sounds', async () => {
    const provider = sounding();
    const inbox = await mountLoaded(provider);
    await frames(3);
    expect(provider.calls.recording).to.equal(0);
    expect(button(inbox, 1).getAttribute('aria-label')).to.match(/^Play recording of /);
    const started = fired(inbox, 'recording-play');
    button(inbox, 1).click();
    expect(idOf(await started)).to.equal('n-1');
    expect(provider.calls.recording).to.equal(1);
    expect(inbox.matches(':state(playing)')).to.equal(true);
    expect(row(inbox, 1).part.contains('row-playing')).to.equal(true);
    expect(button(inbox, 1).part.contains('play-button-playing')).to.equal(true);
    expect(button(inbox, 1).getAttribute('aria-label')).to.match(/^Pause recording of /);
    await expect(inbox).to.be.accessible();
  });

  it('pauses with the same button', async () => {
    const inbox = await mountLoaded(sounding());
    button(inbox, 1).click();
    await plays(inbox);
    const paused = fired(inbox, 'recording-pause');
    button(inbox, 1).click();
    expect(idOf(await paused)).to.equal('n-1');
    expect(inbox.matches(':state(playing)')).to.equal(false);
    expect(row(inbox, 1).part.contains('row-playing')).to.equal(false);
  });

  it('stops the one before in the same inbox', async () => {
    const inbox = await mountLoaded(sounding());
    button(inbox, 1).click();
    await plays(inbox);
    const events = record(inbox, 'recording-play', 'recording-pause');
    button(inbox, 2).click();
    await until(() => row(inbox, 2).part.contains('row-playing'), 'the other one plays');
    await until(() => events.length >= 2, 'both are told');
    expect(events.map((event) => `${event.type} ${idOf(event)}`)).to.deep.equal([
      'recording-pause n-1',
      'recording-play n-2',
    ]);
    expect(all(inbox, '[part~="row-playing"]')).to.have.length(1);
  });

  it('says one after the other what starts and what stops, whatever was clicked', async () => {
    const inbox = await mountLoaded(sounding());
    const events = record(inbox, 'recording-play', 'recording-pause', 'recording-error');
    for (let click = 0; click < 200; click += 1) {
      button(inbox, (click * 7) % 10).click();
      if (click % 9 === 0) await frames(1);
    }
    button(inbox, 11).click();
    await until(() => row(inbox, 11).part.contains('row-playing'), 'the last one plays');
    expect(all(inbox, '[part~="row-playing"]')).to.have.length(1);
    await until(() => events.length > 0 && idOf(events.at(-1)!) === 'n-11', 'it is told');
    let sounds: string | undefined;
    for (const event of events) {
      const starts = event.type === 'recording-play';
      expect(sounds).to.equal(starts ? undefined : idOf(event));
      sounds = starts ? idOf(event) : undefined;
    }
    expect(sounds).to.equal('n-11');
  });

  it('stops the one in another inbox of the page', async () => {
    const one = await mountLoaded(sounding('one'));
    const two = await mountLoaded(sounding('two'));
    button(one, 1).click();
    await plays(one);
    const paused = fired(one, 'recording-pause');
    button(two, 1).click();
    await plays(two);
    expect(idOf(await paused)).to.equal('n-1');
    await until(() => !one.matches(':state(playing)'), 'the first is silent');
    expect(all(one, '[part~="row-playing"]')).to.have.length(0);
  });

  it('keeps providers without a key apart', async () => {
    const [one, two] = [
      await mountLoaded({ ...sounding(), key: undefined }),
      await mountLoaded({ ...sounding(), key: undefined }),
    ];
    button(one, 1).click();
    await plays(one);
    expect(two.matches(':state(playing)')).to.equal(false);
    expect(all(two, '[part~="play-button-playing"]')).to.have.length(0);
  });

  it('goes on when its row is scrolled away, and shows it when it is back', async () => {
    const inbox = await mountLoaded(sounding(), { pageSize: 200 });
    button(inbox, 1).click();
    await plays(inbox);
    const events = record(inbox, 'recording-pause', 'recording-error');
    await scrollTo(inbox, 5000);
    await frames(3);
    expect(inbox.matches(':state(playing)')).to.equal(true);
    expect(all(inbox, '[part~="row-playing"]:not([hidden])')).to.have.length(0);
    await scrollTo(inbox, 0);
    expect(row(inbox, 1).part.contains('row-playing')).to.equal(true);
    expect(events).to.have.length(0);
  });

  it('puts the address of the recording nowhere on the page or into events', async () => {
    const url = URL.createObjectURL(tone(60));
    const provider = createMemoryProvider({
      conversations: playable(5),
      recordings: () => ({ availability: 'available', source: url }),
    });
    const inbox = await mountLoaded(provider);
    const events = record(
      inbox,
      'recording-play',
      'recording-pause',
      'recording-error',
      'inbox-load',
    );
    button(inbox, 1).click();
    await plays(inbox);
    button(inbox, 1).click();
    await until(() => !inbox.matches(':state(playing)'), 'it is paused');
    await until(() => events.length >= 2, 'events');
    expect(document.documentElement.outerHTML).not.to.contain(url);
    expect(inbox.shadowRoot!.innerHTML).not.to.contain(url);
    expect(document.querySelector('audio') === null).to.equal(true);
    expect(JSON.stringify(events.map((event) => (event as CustomEvent).detail))).not.to.contain(
      url,
    );
    URL.revokeObjectURL(url);
  });

  it('stops when its conversation is deleted', async () => {
    const provider = sounding();
    const inbox = await mountLoaded(provider, { live: true });
    await until(() => inbox.matches(':state(live)'), 'changes are followed');
    button(inbox, 1).click();
    await plays(inbox);
    const events = record(inbox, 'recording-pause', 'recording-error');
    provider.remove('n-1');
    await until(() => !inbox.matches(':state(playing)'), 'it is silent');
    await until(() => events.length > 0, 'the page is told');
    await frames(3);
    expect(events.map((event) => `${event.type} ${idOf(event)}`)).to.deep.equal([
      'recording-pause n-1',
    ]);
    expect(all(inbox, '[part~="row-playing"], [part~="play-button-playing"]')).to.have.length(0);
    expect(part(inbox, 'mini-player') === null).to.equal(true);
  });

  it('stops when the inbox shows another provider', async () => {
    const inbox = await mountLoaded(sounding());
    button(inbox, 1).click();
    await plays(inbox);
    inbox.provider = sounding('other');
    await until(() => !inbox.matches(':state(playing)'), 'it is silent');
  });
});

describe('a recording that cannot be played', () => {
  const failing = () =>
    createMemoryProvider({
      conversations: playable(20),
      recordings: () => Promise.reject(providerError('forbidden', 'Recordings are for managers.')),
    });

  it('is reported, announced, and says why in the tooltip of its button', async () => {
    const inbox = await mountLoaded(failing());
    const failed = fired<CustomEvent>(inbox, 'recording-error');
    button(inbox, 1).focus({ focusVisible: true } as FocusOptions);
    button(inbox, 1).click();
    const { detail, bubbles, cancelable } = await failed;
    expect(detail).to.deep.include({ conversationId: 'n-1', kind: 'forbidden' });
    expect(bubbles || cancelable).to.equal(false);
    expect(inbox.matches(':state(playing)')).to.equal(false);
    const status = part(inbox, 'base')!.querySelector('[role="status"]')!;
    expect(status.textContent).to.equal('The recording could not be played.');
    button(inbox, 2).focus({ focusVisible: true } as FocusOptions);
    button(inbox, 1).focus({ focusVisible: true } as FocusOptions);
    const tooltip = await until(
      () => all(inbox, '[part~="tooltip"]:popover-open')[0],
      'the tooltip',
    );
    expect(tooltip.textContent).to.equal(
      'The recording could not be played.\nRecordings are for managers.',
    );
  });

  it('can be tried again', async () => {
    const provider = failing();
    const inbox = await mountLoaded(provider);
    const failed = fired(inbox, 'recording-error');
    button(inbox, 1).click();
    await failed;
    const again = fired(inbox, 'recording-error');
    button(inbox, 1).click();
    await again;
    expect(provider.calls.recording).to.equal(2);
  });
});
