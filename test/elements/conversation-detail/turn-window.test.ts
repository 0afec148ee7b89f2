/** Transcripts of thousands of turns: few are on the page, and nobody notices. */
import { expect } from '@open-wc/testing';
import type { ConversationDetailElement } from '../../../src/index.js';
import { longTalk, longTurns, talkOf } from '../../helpers/long-transcript.js';
import { press } from '../../helpers/keys.js';
import { all, mountRead, named, turns, until, type DetailProperties } from './support.js';

/** The most that may be on the page, of ten thousand and of any number. */
const MOST_TURNS = 80;

const scrollerOf = (detail: Element) => named(detail, 'transcript');
const idsOf = (detail: Element) => turns(detail).map(({ dataset }) => dataset['id']);
const find = (detail: Element, id: string) =>
  turns(detail).find(({ dataset }) => dataset['id'] === id);
const topOf = (detail: Element, id: string) =>
  find(detail, id)!.getBoundingClientRect().top - scrollerOf(detail).getBoundingClientRect().top;
const frames = async (count: number) => {
  for (let frame = 0; frame < count; frame += 1) await new Promise(requestAnimationFrame);
};

/** Turns of which anything is seen. */
function seen(detail: Element): HTMLElement[] {
  const view = scrollerOf(detail).getBoundingClientRect();
  return turns(detail).filter((turn) => {
    const { top, bottom } = turn.getBoundingClientRect();
    return bottom > view.top && top < view.bottom;
  });
}

/** What is seen is turns in order without holes. */
function expectFilled(detail: Element): void {
  const places = seen(detail).map((turn) => Number(turn.ariaPosInSet));
  expect(places.length).to.be.greaterThan(1);
  expect(places).to.deep.equal(places.map((_, index) => places[0]! + index));
  const view = scrollerOf(detail).getBoundingClientRect();
  const boxes = seen(detail).map((turn) => turn.getBoundingClientRect());
  boxes.slice(1).forEach(({ top }, index) => {
    expect(top - boxes[index]!.bottom).to.be.closeTo(14, 0.6);
  });
  if (places[0]! > 1) expect(boxes[0]!.top).to.be.at.most(view.top + 15);
}

async function mountLong(
  count = 10_000,
  properties: DetailProperties = {},
): Promise<ConversationDetailElement> {
  const detail = await mountRead({ provider: longTalk(count), ...properties });
  if (count > 1000) await until(() => turns(detail)[0]!.ariaSetSize, 'the window is there');
  await frames(2);
  return detail;
}

describe('a transcript of thousands of turns', () => {
  it('is all on the page up to a thousand, so that the browser finds everything in it', async () => {
    const detail = await mountLong(1000);
    expect(turns(detail)).to.have.length(1000);
    expect(turns(detail)[500]!.ariaSetSize).to.equal(null);
  });

  it('has few nodes on the page however long it is, and says how many turns there are', async () => {
    const detail = await mountLong();
    expect(turns(detail).length).to.be.lessThan(MOST_TURNS);
    expect(all(detail, '*').length).to.be.lessThan(1500);
    const [first] = turns(detail);
    expect(first).to.include({ ariaSetSize: '10000', ariaPosInSet: '1' });
    for (const place of [0.2, 0.55, 0.9, 1]) {
      scrollerOf(detail).scrollTop = place * scrollerOf(detail).scrollHeight;
      await frames(3);
      expect(turns(detail).length).to.be.lessThan(MOST_TURNS);
      expectFilled(detail);
    }
    expect(idsOf(detail)).to.include('t9999');
    await expect(detail).to.be.accessible();
  });

  it('scrolls through what was never seen without a jump', async () => {
    const detail = await mountLong(3000);
    const scroller = scrollerOf(detail);
    scroller.scrollTop = scroller.scrollHeight / 2;
    await frames(3);
    for (let step = 0; step < 60; step += 1) {
      const turn = seen(detail)[1]!;
      const before = topOf(detail, turn.dataset['id']!);
      scroller.scrollTop -= 90;
      await frames(1);
      expect(topOf(detail, turn.dataset['id']!) - before).to.be.closeTo(90, 1.5);
      expectFilled(detail);
    }
  });

  it('lies where it was when scrolling rests', async () => {
    const detail = await mountLong(3000);
    const scroller = scrollerOf(detail);
    scroller.scrollTop = scroller.scrollHeight / 2;
    await frames(3);
    scroller.scrollTop -= 1500;
    await frames(2);
    const { id } = seen(detail)[0]!.dataset;
    const before = topOf(detail, id!);
    const height = scroller.scrollTop;
    await until(() => Math.abs(scroller.scrollTop - height) > 1, 'the position is set right');
    expect(topOf(detail, id!)).to.be.closeTo(before, 1);
  });

  it('goes to the very first and the very last turn by key', async () => {
    const detail = await mountLong();
    turns(detail)[0]!.focus();
    await press('End');
    expect(detail.shadowRoot!.activeElement).to.equal(find(detail, 't9999'));
    expectFilled(detail);
    await press('ArrowUp');
    expect(detail.shadowRoot!.activeElement).to.equal(find(detail, 't9998'));
    await press('Home');
    expect(detail.shadowRoot!.activeElement).to.equal(find(detail, 't0'));
    await press('PageDown');
    expect(detail.shadowRoot!.activeElement).to.equal(find(detail, 't10'));
    expectFilled(detail);
  });

  it('keeps the focus in a turn that is scrolled away, and comes back to it', async () => {
    const detail = await mountLong();
    const turn = turns(detail)[2]!;
    turn.focus();
    scrollerOf(detail).scrollTop = scrollerOf(detail).scrollHeight / 3;
    await frames(3);
    expect(seen(detail)).not.to.include(turn);
    expect(detail.shadowRoot!.activeElement).to.equal(turn);
    expectFilled(detail);
    await press('ArrowDown');
    expect(detail.shadowRoot!.activeElement).to.equal(find(detail, 't3'));
    expect(seen(detail)).to.include(find(detail, 't3'));
  });

  it('keeps both ends of a selection', async () => {
    const detail = await mountLong();
    const text = (id: string) => find(detail, id)!.querySelector('.text span')!.firstChild!;
    const selection = document.getSelection()!;
    const [from, to] = [text('t1'), text('t2')];
    selection.setBaseAndExtent(from, 2, to, 5);
    scrollerOf(detail).scrollTop = scrollerOf(detail).scrollHeight / 2;
    await frames(3);
    expect(from.isConnected && to.isConnected).to.equal(true);
    expect(idsOf(detail).slice(0, 2)).to.deep.equal(['t1', 't2']);
    selection.removeAllRanges();
  });

  it('shows the turn a link leads to, in the middle and marked', async () => {
    const detail = await mountLong(10_000, { startTurn: 't7654' });
    const turn = await until(() => find(detail, 't7654'), 'the turn is on the page');
    await until(() => turn.classList.contains('marked'), 'it is marked');
    await frames(3);
    const { height } = scrollerOf(detail).getBoundingClientRect();
    const middle = topOf(detail, 't7654') + turn.getBoundingClientRect().height / 2;
    expect(middle).to.be.closeTo(height / 2, height / 4);
    expectFilled(detail);
  });

  it('shows the turn of a second', async () => {
    const detail = await mountLong(10_000, { startAt: 43_215 });
    const turn = await until(() => find(detail, 't4321'), 'the turn is on the page');
    await until(() => turn.classList.contains('marked'), 'it is marked');
    await frames(3);
    expect(seen(detail)).to.include(turn);
  });

  it('marks the turn again when it was scrolled away and comes back', async () => {
    const detail = await mountLong(10_000, { startTurn: 't5000' });
    await until(() => find(detail, 't5000')?.classList.contains('marked'), 'it is marked');
    await frames(2);
    const place = scrollerOf(detail).scrollTop;
    scrollerOf(detail).scrollTop = 0;
    await frames(3);
    expect(idsOf(detail)).to.include('t0');
    scrollerOf(detail).scrollTop = place;
    await frames(3);
    expect(find(detail, 't5000')!.part.contains('turn-marked')).to.equal(true);
  });

  it('stays where it is when a turn above what is seen opens, and when the pane gets narrow', async () => {
    const detail = await mountLong(3000, { startTurn: 't1512' });
    await until(() => find(detail, 't1512')?.classList.contains('marked'), 'it is there');
    await frames(3);
    const first = seen(detail)[0]!;
    const { id } = first.dataset;
    const tool = find(detail, 't1507')!;
    expect(tool.getBoundingClientRect().bottom).to.be.lessThan(first.getBoundingClientRect().top);
    const before = topOf(detail, id!);
    tool.querySelector('summary')!.click();
    await until(() => tool.querySelector('details')!.open, 'it is open');
    await frames(3);
    expect(topOf(detail, id!)).to.be.closeTo(before, 1);
    detail.parentElement!.style.inlineSize = '700px';
    await frames(4);
    expect(topOf(detail, id!)).to.be.closeTo(before, 2);
    expectFilled(detail);
  });

  it('is all on the page when fewer turns are left', async () => {
    const turnsOfSystem = longTurns(1200).map((turn, index) =>
      index % 2 === 1 ? { ...turn, kind: 'message' as const, speakerId: 'system' } : turn,
    );
    const detail = await mountRead({ provider: talkOf(turnsOfSystem) });
    expect(turns(detail)).to.have.length(600);
    named(detail, 'system-button').click();
    await until(() => turns(detail)[0]!.ariaSetSize === '1200', 'it is windowed');
    expect(turns(detail).length).to.be.lessThan(MOST_TURNS);
    named(detail, 'system-button').click();
    await until(() => turns(detail).length === 600, 'all are there');
    await frames(2);
    expect(turns(detail)[0]!.ariaSetSize).to.equal(null);
    expect(named(detail, 'turns').getAttribute('style') ?? '').to.equal('');
  });

  it('is whole on paper', async () => {
    const detail = await mountLong(2000);
    dispatchEvent(new Event('beforeprint'));
    expect(turns(detail)).to.have.length(2000);
    dispatchEvent(new Event('afterprint'));
    expect(turns(detail).length).to.be.lessThan(MOST_TURNS);
    await frames(2);
    expectFilled(detail);
  });

  it('begins anew with another conversation', async () => {
    const detail = await mountLong(3000);
    scrollerOf(detail).scrollTop = 50_000;
    await frames(3);
    detail.provider = longTalk(20);
    await until(() => turns(detail).length === 20, 'the others are there');
    await frames(2);
    expect(scrollerOf(detail).scrollHeight).to.be.lessThan(6000);
    expect(turns(detail)[0]!.style.marginBlockStart).to.equal('');
  });

  it('keeps going when it is moved in the document', async () => {
    const detail = await mountLong(3000);
    const other = document.createElement('div');
    other.style.blockSize = '500px';
    detail.parentElement!.append(other);
    other.append(detail);
    await frames(2);
    scrollerOf(detail).scrollTop = 80_000;
    await frames(3);
    expectFilled(detail);
  });
});
