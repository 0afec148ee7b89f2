/** The table as assistive technology gets it: the accessibility tree of a real page. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Page } from 'puppeteer-core';
import {
  accessibilityTree,
  allOf,
  focusedIn,
  oneOf,
  readOut,
  type AxNode,
} from './accessibility-tree.js';
import {
  all,
  ask,
  depth,
  inbox,
  notice,
  one,
  rows,
  scrollDown,
  scrollTo,
  until,
  untilRows,
  useDemo,
} from './support.js';

const demo = useDemo({ api: { rows: 300, now: '2025-03-14T15:09:26Z' } });

const COLUMNS = [
  ...['Copy link', 'Play', 'Agent', 'Caller ID', 'Caller Name', 'Agent Number', 'Direction'],
  ...['Status', 'Summary', 'Duration', 'Date', 'Time', 'Type'],
];
const cellsOf = (row: AxNode): readonly AxNode[] => row.children;
const textOf = (row: AxNode, column: string): string => cellsOf(row)[COLUMNS.indexOf(column)]!.name;

async function grid(page: Page): Promise<AxNode> {
  return oneOf(await accessibilityTree(page), 'grid');
}

async function rowsOf(page: Page): Promise<AxNode[]> {
  const [head, body, ...others] = (await grid(page)).children;
  assert.deepEqual([head?.role, body?.role, others.length], ['rowgroup', 'rowgroup', 0]);
  return [...body!.children];
}

/** Scrolling rests: the rows of the page are in the order of what is seen. */
const untilOrdered = (page: Page): Promise<void> =>
  until(
    page,
    'rows in order',
    `${all('.body > .row:not([hidden])')}
      .every((row, index, all) => !index || +row.ariaRowIndex === +all[index - 1].ariaRowIndex + 1)`,
  );

/** As a reader pages down: until the end, or until this many rows are loaded. */
async function loadAll(page: Page): Promise<void> {
  const end = `${notice}.includes('End of list')`;
  while (!(await ask<boolean>(page, end))) {
    const before = await ask<number>(page, `${inbox}.getState().depth`);
    await scrollDown(page);
    await until(page, 'more', `${end} || ${inbox}.getState().depth > ${before}`);
  }
}

test('a screen reader finds a read-only grid, with a name and a head for each column', async () => {
  const { page } = await demo().open('/');
  await untilRows(page);
  const table = await grid(page);
  assert.equal(table.name, 'Conversations');
  assert.equal(table.properties['readonly'], true);
  assert.ok(!table.properties['busy']);
  const heads = allOf(table, 'columnheader');
  assert.deepEqual(
    heads.map(({ name }) => name),
    COLUMNS,
  );
  assert.equal((await table.attributes())['aria-colcount'], String(COLUMNS.length));
  await page.close();
});

test('every row has one cell under each head, and is named by its caller', async () => {
  const { page } = await demo().open('/');
  await untilRows(page);
  const lines = await rowsOf(page);
  assert.ok(lines.length > 10);
  for (const row of lines) {
    assert.equal(row.role, 'row');
    assert.deepEqual(
      cellsOf(row).map(({ role }) => role),
      COLUMNS.map((column) => (column === 'Caller ID' ? 'rowheader' : 'gridcell')),
    );
  }
  // All columns are there, so a cell's place among its siblings is its column: no index, no span.
  const attributes = await Promise.all(cellsOf(lines[0]!).map((cell) => cell.attributes()));
  for (const cell of attributes)
    assert.deepEqual(
      Object.keys(cell).filter((name) => /^aria-(col|row)(index|span)$/.test(name)),
      [],
    );
  await page.close();
});

test('how many rows there are is unknown until the end, and exact from then on', async () => {
  const { site, open } = demo();
  const { page } = await open('/');
  await untilRows(page);
  const count = async () => (await (await grid(page)).attributes())['aria-rowcount'];
  assert.equal(await count(), '-1');
  await loadAll(page);
  assert.equal(await count(), String(site.api!.visibleIds().length + 1));
  await page.close();
});

test('rows are read in the order they are seen, each with its place and no other between', async () => {
  const { site, open } = demo();
  const { page } = await open('/');
  await untilRows(page);
  const last = site.api!.visibleIds().length - 1;
  const check = async (where: string, shown: number) => {
    await until(page, `row ${shown}`, `${rows}.some((row) => row.ariaRowIndex == ${shown + 2})`);
    await untilOrdered(page);
    const read = await rowsOf(page);
    const indices = await Promise.all(
      read.map(async (row) => Number((await row.attributes())['aria-rowindex'])),
    );
    const first = indices[0]!;
    assert.deepEqual(
      indices,
      indices.map((_, place) => first + place),
      where,
    );
    // As many as there are on the page: none twice, none that is out of use.
    const seen = await ask<string[]>(
      page,
      `${all('.body > .row:not([hidden])')}
        .sort((a, b) => a.getBoundingClientRect().top - b.getBoundingClientRect().top)
        .map((row) => row.querySelector('[data-column="caller-name"]').textContent.trim())`,
    );
    assert.deepEqual(
      read.map((row) => textOf(row, 'Caller Name')),
      seen,
      where,
    );
    const links = read.map((row) => allOf(cellsOf(row)[3]!, 'link')[0]!.properties['url']);
    assert.equal(new Set(links).size, read.length, `${where}: no conversation twice`);
  };
  await check('at the top', 0);
  for (const top of [120, 700, 1300]) await scrollTo(page, top);
  await check('further down', 33);
  for (const top of [1100, 900]) await scrollTo(page, top);
  await check('up again', 23);
  await loadAll(page);
  await scrollDown(page);
  await check('at the end', last);
  await scrollTo(page, 0);
  await check('after a far jump to the top', 0);
  await scrollDown(page);
  await check('after a far jump to the end', last);
  await page.close();
});

test('the row with focus stays in the tree when it is scrolled away, before those in view', async () => {
  const { page } = await demo().open('/');
  await untilRows(page);
  const name = (await rowsOf(page))[0]!.children[3]!.name;
  await ask(page, `void ${inbox}.focus()`);
  await scrollTo(page, 1600);
  await until(page, 'rows further down', `${rows}.some((row) => row.ariaRowIndex == 42)`);
  await until(
    page,
    'rows in order',
    `((indices) => indices.every((index, place) => !place || index > indices[place - 1]))(
      ${all('.body > .row:not([hidden])')}.map((row) => +row.ariaRowIndex))`,
  );
  const tree = await accessibilityTree(page);
  assert.equal(focusedIn(tree)?.name, `Open conversation: ${name}`);
  const indices = await Promise.all(
    (await rowsOf(page)).map(async (row) => Number((await row.attributes())['aria-rowindex'])),
  );
  assert.equal(indices[0], 2);
  assert.ok(indices[1]! > 20, indices.join());
  await page.close();
});

test('each control and link is named by what it does and by its row', async () => {
  const { page } = await demo().open('/');
  await untilRows(page);
  const callers = await ask<string[]>(
    page,
    `${rows}.map((row) => row.querySelector('[data-column="caller"] bdi').textContent)`,
  );
  const lines = await rowsOf(page);
  let played = 0;
  for (const [index, row] of lines.entries()) {
    const name = `${callers[index]}, ${textOf(row, 'Date')} ${textOf(row, 'Time')}`;
    const [copy, play, agent, caller] = cellsOf(row);
    assert.deepEqual(readOut(copy!), [`Copy link to conversation: ${name}`]);
    const plays = readOut(play!);
    if (plays.length > 0) assert.deepEqual(plays, [`Play recording of ${name}`]);
    played += plays.length;
    const [agentName, ...links] = readOut(agent!);
    if (agentName !== '-') assert.deepEqual(links, [`Open agent ${agentName} (new tab)`]);
    assert.equal(caller!.name, name, 'the head of the row');
  }
  assert.ok(played > 0 && played < lines.length, 'some rows can be played');
  await page.close();
});

test('who called is read once, though it is a text and a link', async () => {
  const { page } = await demo().open('/');
  await untilRows(page);
  const heads = (await rowsOf(page)).map((row) => cellsOf(row)[3]!);
  for (const head of heads) {
    const [link, ...others] = readOut(head);
    assert.equal(link, `Open conversation: ${head.name}`);
    for (const other of others) assert.match(other, /^and \d+ more participants?$|^Could not be/);
  }
  assert.ok(
    heads.some((head) => readOut(head).length > 1),
    'further participants are told',
  );
  await page.close();
});

test('where rows have no links, the caller is read as text', async () => {
  const { page } = await demo().open('/');
  await untilRows(page);
  await ask(page, `void (${inbox}.detailHref = undefined)`);
  await until(page, 'rows without links', `!${one('.row-link:not([hidden])')}`);
  const callers = await ask<string[]>(
    page,
    `${rows}.map((row) => row.querySelector('[data-column="caller"] bdi').textContent)`,
  );
  const read = (await rowsOf(page)).map((row) => readOut(allOf(row, 'rowheader')[0]!)[0]);
  assert.deepEqual(read, callers);
  await page.close();
});

test('while the first page loads the grid is busy, and its outlines are not read', async () => {
  const { site, open } = demo();
  site.api!.control.failNext('late');
  const { page } = await open('/');
  await until(page, 'outlines', one('.skeleton'));
  await until(page, 'the reader’s columns', one('[role="columnheader"]'));
  const busy = await grid(page);
  assert.ok(busy.properties['busy']);
  assert.equal(allOf(busy, 'row').length, 1, 'the heads alone');
  assert.equal(allOf(await accessibilityTree(page), 'columnheader').length, COLUMNS.length);
  site.api!.control.release();
  await untilRows(page);
  assert.ok(!(await grid(page)).properties['busy']);
  await page.close();
});

test('Tab comes to one place in the table and leaves it; arrows move what has focus', async () => {
  const { page } = await demo().open('/');
  await untilRows(page);
  const focused = async () => {
    const found = focusedIn(await accessibilityTree(page));
    return found && { role: found.role, name: found.name };
  };
  await until(page, 'the toolbar', one('[part~="filters-button"]'));
  await page.focus('select[name=width]');
  await page.keyboard.press('Tab');
  assert.deepEqual(await focused(), { role: 'searchbox', name: 'Search caller' });
  await page.keyboard.press('Tab');
  assert.deepEqual(await focused(), { role: 'button', name: 'Filters' });
  await page.keyboard.press('Tab');
  assert.deepEqual(await focused(), { role: 'button', name: 'Columns' });
  await page.keyboard.press('Tab');
  assert.deepEqual(await focused(), { role: 'button', name: 'Export' });
  await page.keyboard.press('Tab');
  assert.deepEqual(await focused(), { role: 'button', name: 'Keyboard shortcuts' });
  await page.keyboard.press('Tab');
  const [first, second] = (await rowsOf(page)).map((row) => allOf(row, 'rowheader')[0]!.name);
  assert.deepEqual(await focused(), { role: 'link', name: `Open conversation: ${first}` });

  await page.keyboard.press('ArrowDown');
  assert.deepEqual(await focused(), { role: 'link', name: `Open conversation: ${second}` });
  await page.keyboard.press('ArrowRight');
  assert.equal((await focused())?.role, 'gridcell');
  await page.keyboard.press('Home');
  assert.deepEqual(await focused(), {
    role: 'button',
    name: `Copy link to conversation: ${second}`,
  });
  const last = String((await depth(page)) + 1);
  await page.keyboard.down('Control');
  await page.keyboard.press('End');
  await page.keyboard.up('Control');
  assert.equal((await focused())?.role, 'gridcell');
  const row = `${one('[tabindex="0"]')}.closest('.row').ariaRowIndex`;
  assert.equal(await ask(page, row), last, 'the last row that is loaded');

  await page.keyboard.press('Tab');
  const left = await ask<boolean>(page, `document.activeElement !== ${inbox}`);
  assert.ok(left, 'nothing else in the table is a stop');
  await ask(page, `${one('[part~="help-button"]')}.focus()`);
  await page.keyboard.press('Tab');
  assert.equal(await ask(page, row), last, 'and back to where the reader was');
  await page.close();
});

test('a cell that is cut off is described by the whole of its text, once', async () => {
  const { page } = await demo().open('/');
  await untilRows(page);
  const index = await ask<number>(
    page,
    `${rows}.findIndex((row) => {
      const text = row.querySelector('[data-column="summary"] bdi');
      return text.scrollWidth > text.clientWidth;
    })`,
  );
  const cell = `${rows}[${index}].querySelector('[data-column="summary"]')`;
  await ask(page, `void ${cell}.focus({ focusVisible: true })`);
  await until(page, 'the tooltip', `${one('.tooltip')}.matches(':popover-open')`);
  const tree = await accessibilityTree(page);
  const { role, name, description } = focusedIn(tree)!;
  assert.deepEqual([role, description], ['gridcell', name]);
  assert.equal(allOf(tree, 'tooltip').length, 1);
  await page.keyboard.press('Escape');
  const after = await accessibilityTree(page);
  assert.equal(focusedIn(after)!.description, '');
  assert.equal(allOf(after, 'tooltip').length, 0);
  await page.close();
});
