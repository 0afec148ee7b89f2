import { expect } from '@open-wc/testing';
import { emulateMedia } from '@web/test-runner-commands';
import { createMemoryProvider } from '../../../src/providers/memory/provider.js';
import { conversation, many, morning } from '../../../stories/fixtures.js';
import {
  all,
  mountLoaded,
  one,
  part,
  quiet,
  scroller,
  scrollTo,
  until,
} from '../../helpers/inbox.js';

/** As a browser does when somebody prints. */
const startPrinting = () => window.dispatchEvent(new Event('beforeprint'));
const endPrinting = () => window.dispatchEvent(new Event('afterprint'));

afterEach(endPrinting);

const printed = (inbox: Element) => part(inbox, 'print') as HTMLTableElement | null;
const lines = (inbox: Element) =>
  [...printed(inbox)!.tBodies[0]!.rows].map((line) =>
    [...line.cells].map((cell) => cell.textContent),
  );

const tableOf = (count: number, pageSize = 1000) =>
  mountLoaded(createMemoryProvider({ conversations: many(count) }), { pageSize });

describe('printing an inbox', () => {
  it('prints every loaded row, not only those in view', async () => {
    const inbox = await tableOf(700);
    startPrinting();
    expect(lines(inbox)).to.have.length(700);
    lines(inbox).forEach((cells, index) => expect(cells.join(' ')).to.contain(`(${index})`));
    expect(printed(inbox)!.caption!.textContent).to.equal('700 conversations');
  });

  it('prints what the columns say, under their names', async () => {
    const provider = createMemoryProvider({
      conversations: morning,
      recordings: () => ({ availability: 'none' }),
    });
    const inbox = await mountLoaded(provider, { detailHref: '/c/{id}' });
    startPrinting();
    const heads = [...printed(inbox)!.tHead!.rows[0]!.cells].map((cell) => cell.textContent);
    expect(heads).to.deep.equal([
      ...['Agent', 'Caller ID', 'Caller Name', 'Agent Number', 'Direction', 'Status', 'Summary'],
      ...['Duration', 'Date', 'Time', 'Type'],
    ]);
    const [, line] = lines(inbox);
    expect(line!.slice(0, 8)).to.deep.equal([
      ...['Order Support', '+1 202 555 0112', 'Tomás Herrera', '+1 202 555 0101', 'Inbound'],
      ...['Completed', morning[1]!.summary, '6m 04s'],
    ]);
  });

  it('is a table with headings that a browser repeats on each page', async () => {
    const inbox = await tableOf(3);
    startPrinting();
    const table = printed(inbox)!;
    expect(table.tHead!.rows).to.have.length(1);
    const [line] = table.tBodies[0]!.rows;
    const heads = [...line!.cells].filter((cell) => cell.matches('th[scope="row"]'));
    expect(heads).to.have.length(1);
    expect(heads[0]!.textContent).to.equal('+1 202 555 0100');
  });

  it('says when there is more than was loaded', async () => {
    const inbox = await tableOf(700, 50);
    startPrinting();
    expect(printed(inbox)!.caption!.textContent).to.match(
      /^\d+ conversations; more were not loaded$/,
    );
  });

  it('prints five thousand rows at most, and says so', async function () {
    this.timeout(60_000);
    const inbox = await tableOf(6000);
    const table = scroller(inbox);
    for (let shown = 0; shown < 6; shown += 1) {
      await scrollTo(inbox, 0);
      await scrollTo(inbox, table.scrollHeight);
      await quiet(inbox);
    }
    startPrinting();
    expect(lines(inbox)).to.have.length(5000);
    expect(printed(inbox)!.caption!.textContent).to.equal(
      'The first 5,000 conversations of 6,000 loaded',
    );
  });

  it('leaves nothing behind', async () => {
    const inbox = await tableOf(60);
    await scrollTo(inbox, 400);
    const before = all(inbox, '*').length;
    startPrinting();
    expect(all(inbox, '*').length).to.be.above(before);
    endPrinting();
    expect(printed(inbox)).to.equal(null);
    expect(scroller(inbox).scrollTop).to.equal(400);
  });

  it('twice in a row builds one table', async () => {
    const inbox = await tableOf(60);
    startPrinting();
    startPrinting();
    expect(all(inbox, '[part~="print"]')).to.have.length(1);
  });

  it('is not seen on a screen', async () => {
    const inbox = await tableOf(60);
    startPrinting();
    expect(printed(inbox)!.checkVisibility()).to.equal(false);
    expect(one(inbox, '.frame')!.checkVisibility()).to.equal(true);
  });

  it('prints what the inbox says when it has no rows', async () => {
    const inbox = await mountLoaded(createMemoryProvider({ conversations: many(3) }));
    inbox.query = { caller: 'nobody' };
    await until(() => part(inbox, 'empty'), 'nothing is there');
    startPrinting();
    expect(printed(inbox)).to.equal(null);
    await emulateMedia({ media: 'print' });
    const { height } = part(inbox, 'empty')!.getBoundingClientRect();
    const shown = scroller(inbox).getBoundingClientRect().height >= height;
    await emulateMedia({ media: 'screen' });
    expect(height).to.be.above(20);
    expect(shown).to.equal(true);
  });

  it('prints in place of the table, and nothing of an inbox that the page does not show', async () => {
    const [shown, kept] = [await tableOf(60), await tableOf(60)];
    const sheet = new CSSStyleSheet();
    sheet.replaceSync('.kept-off-paper { display: none; }');
    document.adoptedStyleSheets.push(sheet);
    kept.classList.add('kept-off-paper');
    startPrinting();
    await emulateMedia({ media: 'print' });
    const seen = [shown, kept].map((inbox) => printed(inbox)!.checkVisibility());
    const table = one(shown, '.frame')!.checkVisibility();
    const { height } = shown.getBoundingClientRect();
    await emulateMedia({ media: 'screen' });
    document.adoptedStyleSheets.pop();
    expect(seen).to.deep.equal([true, false]);
    expect(table, 'the table of the screen').to.equal(false);
    // Higher than the box it has on the page.
    expect(height).to.be.above(600);
  });

  it('ends with the inbox', async () => {
    const inbox = await tableOf(60);
    startPrinting();
    inbox.remove();
    expect(printed(inbox)).to.equal(null);
    startPrinting();
    expect(printed(inbox)).to.equal(null);
  });

  it('takes everything as text, and no more of it than paper can bear', async () => {
    const inbox = await mountLoaded(
      createMemoryProvider({
        conversations: [
          conversation({ id: 'x', summary: '<img src=x onerror=alert(1)>' }),
          conversation({ id: 'y', summary: 'y'.repeat(2_000_000) }),
        ],
      }),
    );
    startPrinting();
    expect(all(inbox, '.print img')).to.have.length(0);
    const texts = lines(inbox).map((cells) => cells[6]!);
    expect(texts).to.include('<img src=x onerror=alert(1)>');
    expect(Math.max(...texts.map(({ length }) => length))).to.equal(2001);
  });
});
