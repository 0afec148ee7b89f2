import { expect } from '@open-wc/testing';
import type { RecordingPlayer } from '../../../src/index.js';
import type { Transcript } from '../../../src/model/index.js';
import { createMemoryProvider } from '../../../src/providers/memory/provider.js';
import { many } from '../../../stories/fixtures.js';
import { tone } from '../../../stories/inbox.js';
import {
  all,
  cell,
  firstInView,
  focusedCell,
  frames,
  mountLoaded,
  part,
  quiet,
  record,
  row,
  scroller,
  scrollTo,
  until,
} from '../../helpers/inbox.js';
import { press } from '../../helpers/keys.js';

const TURNS: Transcript = {
  version: 1,
  shape: 'plain',
  availability: 'available',
  timing: 'turn',
  offset: 0,
  speakers: [
    { id: 'agent', role: 'agent' },
    { id: 'caller', role: 'caller' },
  ],
  turns: [0, 10, 20, 30].map((start, index) => ({
    id: `${start}`,
    kind: 'message',
    speakerId: index % 2 ? 'caller' : 'agent',
    status: 'final',
    start,
    end: start + 8,
    parts: [],
  })),
  notices: [],
};

const sounding = () =>
  createMemoryProvider({
    conversations: many(200).map((one) => ({ ...one, recording: 'available' as const })),
    recordings: () => ({ availability: 'available', source: tone(60) }),
  });

const mini = (inbox: Element) => part(inbox, 'mini-player');
const playerIn = (inbox: Element) => mini(inbox)!.querySelector('recording-player')!;
const button = (inbox: Element, index: number) =>
  cell(inbox, index, 'play').querySelector('button')!;

async function playing(provider = sounding(), properties: object = {}) {
  const inbox = await mountLoaded(provider, { pageSize: 200, ...properties });
  button(inbox, 1).click();
  await until(() => inbox.matches(':state(playing)'), 'it plays');
  const player = await until(() => mini(inbox) && playerIn(inbox), 'the player');
  await until(() => player.matches(':state(playing)'), 'the player shows it');
  return { inbox, player: player as RecordingPlayer, provider };
}

describe('the player beneath the rows', () => {
  it('is not there before anything was played', async () => {
    const inbox = await mountLoaded(sounding());
    await quiet(inbox);
    expect(mini(inbox) === null).to.equal(true);
  });

  it('says what plays, and plays the same as the row', async () => {
    const { inbox, player, provider } = await playing();
    expect(mini(inbox)!.getAttribute('role')).to.equal('region');
    expect(mini(inbox)!.getAttribute('aria-label')).to.match(/^Recording: /);
    expect(player.conversationId).to.equal('n-1');
    expect(provider.calls.recording).to.equal(1);
    player.pause();
    await until(() => !inbox.matches(':state(playing)'), 'the row pauses too');
    expect(button(inbox, 1).getAttribute('aria-label')).to.match(/^Play recording of /);
    await expect(inbox).to.be.accessible();
  });

  it('covers no row: the table gives it the room', async () => {
    const { inbox } = await playing();
    await frames(3);
    const table = scroller(inbox).getBoundingClientRect();
    expect(table.bottom).to.be.at.most(mini(inbox)!.getBoundingClientRect().top);
  });

  it('stays while its row is scrolled away, and leads back to it', async () => {
    const { inbox } = await playing();
    await scrollTo(inbox, 5000);
    await frames(3);
    expect(inbox.matches(':state(playing)')).to.equal(true);
    part(inbox, 'mini-player-row-button')!.click();
    await until(() => focusedCell(inbox)?.index === 1, 'its row has focus');
    expect(focusedCell(inbox)).to.deep.equal({ index: 1, column: 'play' });
    expect(row(inbox, 1).part.contains('row-playing')).to.equal(true);
  });

  it('stops and goes on request, and focus returns to the row', async () => {
    const { inbox } = await playing();
    const events = record(inbox, 'recording-pause');
    part(inbox, 'mini-player-close-button')!.focus();
    await press('Enter');
    await until(() => events.length > 0, 'it stopped');
    expect(mini(inbox) === null).to.equal(true);
    expect(inbox.matches(':state(playing)')).to.equal(false);
    expect(focusedCell(inbox)).to.deep.equal({ index: 1, column: 'play' });
  });

  it('leaves the reader where the reader is when it is closed', async () => {
    const { inbox } = await playing();
    await scrollTo(inbox, 5000);
    const { scrollTop } = scroller(inbox);
    const { index } = firstInView(inbox);
    part(inbox, 'mini-player-close-button')!.focus();
    await press('Enter');
    await until(() => mini(inbox) === null, 'it is gone');
    expect(scroller(inbox).scrollTop).to.be.within(scrollTop - 40, scrollTop);
    expect(focusedCell(inbox)?.index).to.be.within(index - 1, index + 1);
  });

  it('goes over to the next recording', async () => {
    const { inbox, player } = await playing();
    button(inbox, 2).click();
    await until(() => player.conversationId === 'n-2', 'the other one');
    await until(() => player.matches(':state(playing)'), 'it plays');
    expect(all(inbox, '[part~="mini-player"]')).to.have.length(1);
    expect(all(inbox, '[part~="row-playing"]')).to.have.length(1);
  });

  it('plays on when other rows are asked for, and has no way back to a row that is not there', async () => {
    const { inbox } = await playing();
    inbox.query = { direction: 'outbound' };
    await inbox.updateComplete;
    await quiet(inbox);
    expect(inbox.matches(':state(playing)')).to.equal(true);
    expect(part(inbox, 'mini-player-row-button')!.hidden).to.equal(true);
    inbox.query = {};
    await inbox.updateComplete;
    await until(() => !part(inbox, 'mini-player-row-button')!.hidden, 'the way back');
  });

  it('goes with its inbox, and with its provider', async () => {
    const { inbox } = await playing();
    inbox.provider = sounding();
    await until(() => mini(inbox) === null, 'it is gone');
    const again = await playing();
    again.inbox.remove();
    await until(() => mini(again.inbox) === null, 'it is gone');
  });

  it('knows who speaks when, once the provider has said so', async () => {
    const provider = sounding();
    const { player } = await playing({
      ...provider,
      get: async (id, options) => ({ ...(await provider.get(id, options)), transcript: TURNS }),
    } as typeof provider);
    await until(() => player.transcript?.turns.length === 4, 'the turns');
  });

  it('plays all the same when the provider cannot say', async () => {
    const provider = sounding();
    const { player } = await playing({
      ...provider,
      get: () => Promise.reject(new TypeError('x')),
    } as typeof provider);
    await frames(3);
    expect(player.transcript).to.equal(undefined);
    expect(player.matches(':state(playing)')).to.equal(true);
  });

  it('fits a narrow page', async () => {
    const { inbox } = await playing();
    inbox.parentElement!.style.inlineSize = '320px';
    await frames(3);
    const { width } = mini(inbox)!.getBoundingClientRect();
    expect(width).to.be.at.most(320);
    expect(mini(inbox)!.scrollWidth).to.be.at.most(Math.ceil(width));
    expect(mini(inbox)!.offsetHeight, 'most of a phone is for the rows').to.be.at.most(130);
    await expect(inbox).to.be.accessible();
  });
});
