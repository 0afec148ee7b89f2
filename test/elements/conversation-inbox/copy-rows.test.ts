/** What goes into the clipboard when more than a piece of one cell is selected, and what does not. */
import { expect } from '@open-wc/testing';
import type { Conversation } from '../../../src/model/index.js';
import { createMemoryProvider } from '../../../src/providers/memory/provider.js';
import { many, numbered } from '../../../stories/fixtures.js';
import {
  all,
  cell,
  fired,
  frames,
  indexOf,
  mountLoaded,
  part,
  row,
  rows,
  scrollTo,
  slots,
  until,
} from '../../helpers/inbox.js';
import { press } from '../../helpers/keys.js';
import { withoutMoveBefore } from '../../helpers/places.js';
import { copiedNumbers, copy, select, selectionOf, textNode } from '../../helpers/selection.js';

const tableOf = async (conversations: readonly Conversation[] = many(400), live = false) => {
  const provider = createMemoryProvider({ conversations });
  const properties = { detailHref: '/c/{id}', pageSize: 400, live };
  const inbox = await mountLoaded(provider, properties, { width: 1280, height: 480 });
  if (live) await until(() => inbox.matches(':state(live)'), 'changes are followed');
  return { inbox, provider };
};

const upTo = (from: number, to: number) =>
  Array.from({ length: to - from + 1 }, (_, index) => String(from + index));

afterEach(() => document.getSelection()?.removeAllRanges());

describe('a selection in one row', () => {
  it('over several cells is copied as what was selected, tab separated', async () => {
    const { inbox } = await tableOf();
    const [caller, status] = [textNode(inbox, 2, 'caller'), textNode(inbox, 2, 'status')];
    const expected = ['caller', 'caller-name', 'agent-number', 'direction', 'status'].map(
      (column) => textNode(inbox, 2, column).textContent!,
    );
    expected[0] = expected[0]!.slice(3);
    expected[4] = expected[4]!.slice(0, 4);
    await select(inbox, [caller, 3], [status, 4]);
    expect(copy(inbox)!.split('\t')).to.deep.equal(expected);
    await select(inbox, [status, 4], [caller, 3]);
    expect(copy(inbox)!.split('\t'), 'upwards').to.deep.equal(expected);
  });

  it('made by a triple click on its last cell is the text of that cell', async () => {
    const { inbox } = await tableOf();
    // The browser lets it end before the first letter of the next block, which is the next row.
    const next = row(inbox, 4).querySelector('bdi')!;
    await select(inbox, [textNode(inbox, 3, 'type'), 0], [next, 0]);
    expect(copy(inbox)).to.equal(textNode(inbox, 3, 'type').textContent);
  });

  it('is left to the browser within one cell', async () => {
    const { inbox } = await tableOf();
    const next = cell(inbox, 3, 'duration').querySelector('bdi')!;
    await select(inbox, [textNode(inbox, 3, 'summary'), 0], [next, 0]);
    expect(copy(inbox)).to.equal(undefined);
  });
});

describe('a selection over rows', () => {
  it('leaves out a row of which no letter is selected', async () => {
    const { inbox } = await tableOf();
    const end = textNode(inbox, 1, 'type');
    await select(inbox, [end, end.textContent!.length], [textNode(inbox, 5, 'agent'), 0]);
    expect(copiedNumbers(copy(inbox))).to.deep.equal(upTo(2, 4));
  });

  it('is copied without what would break a line, a cell or the direction of a text', async () => {
    const summary =
      'one\ttwo\nthree\r\nfour\u2028five\u2029six\u0085seven\u200F eight\u202E\u2066 nine\u2069';
    const { inbox } = await tableOf([numbered(0), numbered(1, { summary }), numbered(2)]);
    await select(inbox, [textNode(inbox, 0, 'agent'), 0], [textNode(inbox, 2, 'type'), 2]);
    const lines = copy(inbox)!.split('\n');
    expect(lines).to.have.length(3);
    expect(lines.map((line) => line.split('\t').length)).to.deep.equal([11, 11, 11]);
    expect(lines[1]!.split('\t')[6]).to.equal('one two three four five six seven eight nine');
  });

  it('is copied in the order of the rows while that of the page is another', async () => {
    const { inbox } = await tableOf();
    const [upper, lower] = [row(inbox, 2), row(inbox, 6)];
    await select(inbox, [textNode(inbox, 2, 'agent'), 0], [textNode(inbox, 6, 'type'), 2]);
    upper.parentElement!.append(upper);
    expect(upper.compareDocumentPosition(lower)).to.equal(Node.DOCUMENT_POSITION_PRECEDING);
    await select(inbox, [textNode(inbox, 2, 'agent'), 0], [textNode(inbox, 6, 'type'), 2]);
    expect(copiedNumbers(copy(inbox))).to.deep.equal(upTo(2, 6));
  });

  it('from the heads of the columns has them in its first line', async () => {
    const { inbox } = await tableOf();
    const head = all(inbox, '[role="columnheader"] span')[3]!.firstChild!;
    await select(inbox, [head, 2], [textNode(inbox, 2, 'type'), 2]);
    expect(copiedNumbers(copy(inbox))).to.deep.equal(['Agent', ...upTo(0, 2)]);
    expect(copy(inbox)!.split('\n')[0]!.split('\t')).to.include.members(['Caller ID', 'Type']);
  });

  it('to the words at the end of the list has every row to the last', async () => {
    const { inbox } = await tableOf(many(60));
    await scrollTo(inbox, 1e6);
    const words = await until(() => part(inbox, 'end'), 'the end');
    await select(inbox, [textNode(inbox, 55, 'agent'), 0], [words.firstChild!, 3]);
    expect(copiedNumbers(copy(inbox))).to.deep.equal(upTo(55, 59));
  });

  it('that reaches out of the table is the browser’s, and so are the rows’ places kept', async () => {
    const { inbox } = await tableOf();
    const outside = document.createElement('p');
    outside.textContent = 'Outside';
    inbox.parentElement!.before(outside);
    const end = row(inbox, 3);
    const known = fired(document, 'selectionchange');
    document
      .getSelection()!
      .setBaseAndExtent(outside.firstChild!, 2, textNode(inbox, 3, 'agent'), 3);
    await known;
    expect(copy(inbox)).to.equal(undefined);
    await scrollTo(inbox, 9000);
    expect(row(inbox, 3) === end).to.equal(true);
    outside.remove();
  });
});

describe('select all', () => {
  it('on a row selects the table: every row that is loaded, and the heads of the columns', async () => {
    const { inbox } = await tableOf();
    inbox.focus();
    await press('Control+a');
    expect(copiedNumbers(copy(inbox))).to.deep.equal(['Agent', ...upTo(0, 399)]);
    await scrollTo(inbox, 9000);
    await frames(12);
    expect(copiedNumbers(copy(inbox))).to.deep.equal(['Agent', ...upTo(0, 399)]);
    expect(rows(inbox).length).to.be.below(40);
  });

  it('elsewhere on the page is the page’s', async () => {
    const { inbox } = await tableOf();
    const elsewhere = document.createElement('button');
    inbox.parentElement!.before(elsewhere);
    elsewhere.focus();
    await press('Control+a');
    expect(copy(inbox)).to.equal(undefined);
    elsewhere.remove();
  });
});

describe('rows at the ends of a selection', () => {
  const selected = async (from: number, to: number) => {
    const { inbox, provider } = await tableOf(many(60), true);
    const [first, last] = [textNode(inbox, from, 'summary'), textNode(inbox, to, 'summary')];
    await select(inbox, [first, 3], [last, 5]);
    return { inbox, provider };
  };
  const gone = (inbox: Element, n: number) =>
    until(() => rows(inbox).every((one) => !one.textContent.includes(`(${n})`)), 'the row is gone');

  for (const [what, from, to, removed, expected] of [
    ['first', 2, 6, 2, upTo(3, 6)],
    ['last', 2, 6, 6, upTo(2, 5)],
    ['last, upwards', 6, 2, 2, upTo(3, 6)],
    ['first, upwards', 6, 2, 6, upTo(2, 5)],
    ['one between', 2, 6, 4, ['2', '3', '5', '6']],
  ] as const) {
    it(`hand their place on when the ${what} leaves the list`, async () => {
      const { inbox, provider } = await selected(from, to);
      provider.remove(`n-${removed}`);
      await gone(inbox, removed);
      await frames(3);
      expect(copiedNumbers(copy(inbox))).to.deep.equal(expected);
    });
  }

  it('leave nothing selected when the only one leaves', async () => {
    const { inbox, provider } = await selected(3, 3);
    provider.remove('n-3');
    await gone(inbox, 3);
    await frames(3);
    expect(selectionOf(inbox).isCollapsed || selectionOf(inbox).rangeCount === 0).to.equal(true);
    expect(copy(inbox)).to.equal(undefined);
  });

  it('are the same after others arrived above and after a refresh', async () => {
    const { inbox, provider } = await selected(2, 6);
    const ends = [row(inbox, 2), row(inbox, 6)];
    provider.push(numbered(-1));
    await until(() => indexOf(ends[0]!) === 3, 'the rows moved down');
    provider.push(numbered(-2));
    await inbox.refresh();
    await until(() => indexOf(ends[0]!) === 4, 'and again');
    expect([row(inbox, 4), row(inbox, 8)].every((one, at) => one === ends[at])).to.equal(true);
    expect(copiedNumbers(copy(inbox))).to.deep.equal(upTo(2, 6));
  });

  it('may change what they say', async () => {
    const { inbox, provider } = await selected(2, 6);
    provider.push(numbered(2, { summary: 'Something else (2)' }));
    await until(() => row(inbox, 2).textContent.includes('Something'), 'the change');
    await frames(3);
    expect(copiedNumbers(copy(inbox))).to.deep.equal(upTo(2, 6));
  });
});

describe('rows that are put in order', () => {
  for (const able of [true, false]) {
    it(`keep both ends of a selection, ${able ? 'with' : 'without'} moveBefore`, async () => {
      const restore = able ? undefined : withoutMoveBefore();
      const { inbox } = await tableOf();
      await scrollTo(inbox, 9000);
      const [from, to] = [226, 231];
      // As recycling leaves them while a selection is dragged: the lower end comes first.
      const body = row(inbox, from).parentElement!;
      body.prepend(row(inbox, to));
      const [start, end] = [textNode(inbox, from, 'summary'), textNode(inbox, to, 'summary')];
      await select(inbox, [start, 3], [end, 5]);
      await scrollTo(inbox, 9010);
      const places = () =>
        slots(inbox)
          .filter((slot) => !slot.hidden)
          .map(indexOf);
      await until(
        () => places().every((place, at) => at === 0 || places()[at - 1]! < place),
        'order',
      );
      const selection = selectionOf(inbox);
      expect([selection.anchorOffset, selection.focusOffset]).to.deep.equal([3, 5]);
      expect(selection.anchorNode === start && selection.focusNode === end).to.equal(true);
      restore?.();
    });
  }
});
