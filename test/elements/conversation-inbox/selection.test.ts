import { expect } from '@open-wc/testing';
import { createMemoryProvider } from '../../../src/providers/memory/provider.js';
import { many } from '../../../stories/fixtures.js';
import { cell, frames, mountLoaded, row, rows, scrollTo, slots } from '../../helpers/inbox.js';
import { copy, select, selectionOf, textNode } from '../../helpers/selection.js';

const table = () =>
  mountLoaded(createMemoryProvider({ conversations: many(400) }), {
    detailHref: '/c/{id}',
    pageSize: 400,
  });

afterEach(() => document.getSelection()?.removeAllRanges());

describe('text in the table', () => {
  it('of one row is selected and copied by the browser itself', async () => {
    const inbox = await table();
    const text = textNode(inbox, 2, 'summary');
    await select(inbox, [text, 0], [text, 9]);
    expect(String(selectionOf(inbox))).to.equal(text.textContent!.slice(0, 9));
    expect(copy(inbox, cell(inbox, 2, 'summary'))).to.equal(undefined);
  });

  it('over several rows is copied as whole rows, tab separated, from the top down', async () => {
    const inbox = await table();
    const ends: [Node, number][] = [
      [textNode(inbox, 3, 'summary'), 4],
      [textNode(inbox, 1, 'status'), 2],
    ];
    await select(inbox, ends[0]!, ends[1]!);
    const lines = copy(inbox, cell(inbox, 1, 'status'))!.split('\n');
    expect(lines).to.have.length(3);
    expect(lines[0]!.split('\t')).to.deep.equal(
      [...row(inbox, 1).querySelectorAll('bdi')].map((text) => text.textContent),
    );
    expect(lines.map((line) => /\((\d+)\)/.exec(line)![1])).to.deep.equal(['1', '2', '3']);
  });

  it('is copied in full when both ends have been scrolled away', async () => {
    const inbox = await table();
    await select(inbox, [textNode(inbox, 1, 'summary'), 0], [textNode(inbox, 4, 'summary'), 3]);
    await scrollTo(inbox, 9000);
    await frames(15);
    expect(rows(inbox).length).to.be.above(10);
    const lines = copy(inbox, cell(inbox, 230, 'summary'))!.split('\n');
    expect(lines.map((line) => /\((\d+)\)/.exec(line)![1])).to.deep.equal(['1', '2', '3', '4']);
  });

  it('stays selected while its rows are scrolled away and back', async () => {
    const inbox = await table();
    const ends = [textNode(inbox, 1, 'summary'), textNode(inbox, 4, 'summary')] as const;
    await select(inbox, [ends[0], 0], [ends[1], 3]);
    const kept = [row(inbox, 1), row(inbox, 4)];
    await scrollTo(inbox, 9000);
    await frames(15);
    await scrollTo(inbox, 0);
    await frames(15);
    const selection = selectionOf(inbox);
    expect(selection.isCollapsed).to.equal(false);
    expect(selection.anchorNode === ends[0] && selection.focusNode === ends[1]).to.equal(true);
    expect(row(inbox, 1) === kept[0] && row(inbox, 4) === kept[1]).to.equal(true);
  });

  it('keeps its rows when focus comes and goes', async () => {
    const inbox = await table();
    const ends = [textNode(inbox, 1, 'summary'), textNode(inbox, 4, 'summary')] as const;
    await select(inbox, [ends[0], 0], [ends[1], 3]);
    const kept = [row(inbox, 1), row(inbox, 4)];
    const target = cell(inbox, 1, 'caller').querySelector('a')!;
    target.focus();
    expect(inbox.shadowRoot!.activeElement === target).to.equal(true);
    target.blur();
    await scrollTo(inbox, 9000);
    expect(selectionOf(inbox).isCollapsed).to.equal(false);
    expect(row(inbox, 1) === kept[0] && row(inbox, 4) === kept[1]).to.equal(true);
  });

  it('lets go of its rows when nothing is selected any more', async () => {
    const inbox = await table();
    await select(inbox, [textNode(inbox, 1, 'summary'), 0], [textNode(inbox, 4, 'summary'), 3]);
    const known = new Promise((done) =>
      document.addEventListener('selectionchange', done, { once: true }),
    );
    selectionOf(inbox).removeAllRanges();
    await known;
    await scrollTo(inbox, 9000);
    const places = slots(inbox)
      .filter((slot) => !slot.hidden)
      .map((slot) => Number(slot.getAttribute('aria-rowindex')) - 2);
    expect(Math.min(...places)).to.be.above(200);
  });

  it('outside the table is none of its business', async () => {
    const inbox = await table();
    const text = document.createElement('p');
    text.textContent = 'Elsewhere';
    inbox.parentElement!.before(text);
    const known = new Promise((done) =>
      document.addEventListener('selectionchange', done, { once: true }),
    );
    document.getSelection()!.setBaseAndExtent(text.firstChild!, 0, text.firstChild!, 4);
    await known;
    expect(copy(inbox, cell(inbox, 1, 'summary'))).to.equal(undefined);
    text.remove();
  });
});
