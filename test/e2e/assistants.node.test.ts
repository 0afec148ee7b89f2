/** An inbox of assistants in a real browser: both lists of Autocalls over HTTP, as one. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Page } from 'puppeteer-core';
import {
  apply,
  choose,
  errorAt,
  openFilters,
  part,
  setQuery,
  showAll,
  shownIds,
  typeInto,
} from './filters-dialog.js';
import {
  ask,
  centre,
  column,
  depth,
  detail,
  detailText,
  inDetail,
  inbox,
  one,
  rows,
  scrollTo,
  until,
  untilRows,
  useDemo,
} from './support.js';

const demo = useDemo({ api: { rows: 400, seed: 7, now: '2026-03-01T12:00:00Z' } });
const api = () => demo().site.api!;

interface Written {
  readonly id: string;
  readonly type: string;
  readonly created_at: string;
  readonly message_count: number;
  readonly total_cost: number;
  readonly external_identifier?: string;
  readonly customer?: { readonly name: string; readonly phone: string };
  readonly variables: Readonly<Record<string, unknown>> | null;
}

interface Call {
  readonly id: number;
  readonly created_at: string;
  readonly recording_url: string | null;
  readonly transcript: readonly unknown[];
}

interface Said {
  readonly role: string;
  readonly content: string;
  readonly function_calls?: readonly { readonly name: string }[];
}

async function get<Body>(path: string): Promise<Body> {
  const headers = { Authorization: 'Bearer ac_demo' };
  return (await (await fetch(`${demo().site.url}/autocalls${path}`, { headers })).json()) as Body;
}

/** The newest hundred of each list, as they are sent. */
const conversations = async () =>
  (await get<{ data: Written[] }>('/user/conversations?per_page=100')).data;
const calls = async () => (await get<{ data: Call[] }>('/user/calls?per_page=100')).data;

/** When each began, of both lists. */
async function timesById(): Promise<ReadonlyMap<string, string>> {
  const times = new Map<string, string>();
  let next: string | null = '';
  while (next !== null) {
    const path: string = `/user/conversations?per_page=100&cursor=${next}`;
    const page = await get<{ data: Written[]; next_cursor: string | null }>(path);
    for (const { id, created_at: at } of page.data) times.set(id, at);
    next = page.next_cursor;
  }
  for (let page = 1, last = 1; page <= last; page += 1) {
    const body = await get<{ data: Call[]; last_page: number }>(
      `/user/calls?per_page=100&page=${page}`,
    );
    for (const { id, created_at: at } of body.data) times.set(`call:${id}`, at);
    last = body.last_page;
  }
  return times;
}

async function openInbox(search = '') {
  const { page, watched } = await demo().open(`/assistants.html${search}`);
  await untilRows(page);
  // What an earlier test asked for is kept.
  await ask(page, `void (${inbox}.query = {})`);
  await until(page, 'all again', `${inbox}.getState().depth >= 50`);
  return { page, watched };
}

async function openOne(id: string) {
  const opened = await demo().open(
    `/conversation.html?vendor=autocalls&id=${encodeURIComponent(id)}`,
  );
  await until(opened.page, 'an answer', `${inDetail('dl')} || ${inDetail('[part~="error"]')}`);
  return opened;
}

/** The text of one column in the row of a conversation. */
const cell = (page: Page, id: string, name: string): Promise<string | undefined> =>
  ask(
    page,
    `${rows}.find((row) => new URL(row.querySelector('.row-link').href).searchParams.get('id') ===
      ${JSON.stringify(id)})?.querySelector('[data-column="${name}"]')?.innerText.trim()`,
  );

test('conversations of four types and calls are one list, newest first, each once while others come', async () => {
  const { page, watched } = await openInbox();
  const before = api().autocallsIds();
  for (let held = await depth(page); !(await ask(page, `!!${part('end')}`)); ) {
    api().control.insertAtTop(2);
    await scrollTo(page, 1e9);
    const grown = `${inbox}.getState().depth > ${held} || ${part('end')}`;
    await until(page, 'a further page or the end', grown);
    held = await depth(page);
  }
  await showAll(page);
  const known = new Set(before);
  const shown = (await shownIds(page)).filter((id) => known.has(id));
  assert.deepEqual([...shown].sort(), [...before].sort());
  const times = await timesById();
  // Both lists print whole seconds: within one, either order is right.
  const order = shown.map((id) => times.get(id) ?? '');
  assert.deepEqual(order, order.toSorted().reverse());
  const labels = new Set(await ask<string[]>(page, column('type')));
  assert.deepEqual(
    [...labels].sort(),
    ['API', 'Phone Call', 'Test', 'Web Call', 'Web Chat', 'WhatsApp'].sort(),
  );
  assert.deepEqual(watched.complaints, []);
  assert.deepEqual(await ask(page, 'window.violations'), []);
  await page.close();
});

test('costs are plain numbers until the page says in which currency; variables have columns', async () => {
  const row = (await conversations()).find(({ total_cost: cost }) => cost > 0.1)!;
  const ordered = (await conversations()).find(({ variables }) => variables?.['order_id'])!;
  const { page } = await openInbox();
  await showAll(page);
  await until(page, 'the added columns', `${column('cost')}.every(Boolean)`);
  const plain = new Intl.NumberFormat('en').format(row.total_cost);
  assert.equal(await cell(page, row.id, 'cost'), plain);
  assert.equal(
    await cell(page, ordered.id, 'metadata.order_id'),
    String(ordered.variables!['order_id']),
  );
  await page.select('select[name=currency]', 'EUR');
  await until(page, 'euros', `${column('cost')}.some((text) => text?.includes('€'))`);
  await showAll(page);
  assert.match((await cell(page, row.id, 'cost'))!, new RegExp(`^€${plain.replace('.', '\\.')}`));
  await page.close();
});

test('a call is heard from its row and from its link, which has its transcript', async () => {
  const call = (await calls()).find(
    ({ recording_url: url, transcript }) => url && transcript.length > 2,
  )!;
  const id = `call:${call.id}`;
  const { page } = await openInbox();
  await showAll(page);
  const row = `${rows}.find((row) => row.querySelector('.row-link').href.endsWith('${encodeURIComponent(id)}'))`;
  await ask(page, `${row}.querySelector('[data-action="play"]').click()`);
  await until(page, 'sound', one('.row-playing'));
  await page.close();
  const opened = await openOne(id);
  await until(opened.page, 'its turns', inDetail('[part~="turn"]'));
  const text = await ask<string>(opened.page, detailText);
  assert.ok(text.includes(id) && /Phone Call|Web Call/.test(text));
  const player = inDetail('recording-player');
  const play = `${player}?.shadowRoot?.querySelector('[part~="play-button"]')`;
  await until(opened.page, 'a player', `${play}?.ariaDisabled !== 'true'`);
  const { x, y } = await centre(opened.page, play);
  await opened.page.mouse.click(x, y);
  await until(opened.page, 'sound', `${player}.matches(':state(playing)')`);
  assert.deepEqual(opened.watched.complaints, []);
  await opened.page.close();
});

test('what an assistant looked up stands in the transcript, without times that nobody sent', async () => {
  let found: { readonly row: Written; readonly history: readonly Said[] } | undefined;
  for (const row of await conversations()) {
    const { history } = await get<{ history: Said[] }>(`/conversations/${row.id}`);
    if (!found && history.some((said) => said.function_calls?.length)) found = { row, history };
  }
  const { row, history } = found!;
  const { page, watched } = await openOne(row.id);
  await until(page, 'its turns', inDetail('[part~="turn"]'));
  const tools = await ask<string[]>(
    page,
    `[...${detail}.shadowRoot.querySelectorAll('[part~="tool-head"]')].map((head) => head.innerText)`,
  );
  const names = history.flatMap((said) => said.function_calls ?? []).map(({ name }) => name);
  assert.equal(tools.length, names.length);
  for (const [index, name] of names.entries()) assert.ok(tools[index]!.includes(name), name);
  const turns = await ask<number>(
    page,
    `${detail}.shadowRoot.querySelectorAll('[part~="turn-text"], [part~="turn-bubble"]').length`,
  );
  assert.ok(turns > 0);
  const times = await ask<string[]>(
    page,
    `[...${detail}.shadowRoot.querySelectorAll('[part~="turn-time"]')].map((time) => time.innerText)`,
  );
  assert.deepEqual([...new Set(times)].filter(Boolean), []);
  assert.deepEqual(watched.complaints, []);
  await page.close();
});

test('a cold link to a conversation has its header, external id, variables and cost', async () => {
  const row = (await conversations()).find(
    ({ external_identifier: id, variables }) => id && variables,
  )!;
  const { page } = await openOne(row.id);
  const text = await ask<string>(page, detailText);
  assert.ok(text.includes(row.external_identifier!) && text.includes('API'));
  for (const key of Object.keys(row.variables!)) assert.ok(text.includes(key), key);
  await page.close();
});

test('an id that nobody has is not found, of a conversation and of a call', async () => {
  for (const id of ['00000000-0000-4000-8000-000000000000', 'call:999999999']) {
    const { page } = await openOne(id);
    await until(
      page,
      'not found',
      `${detailText}.includes('There is no conversation with this id')`,
    );
    await page.close();
  }
});

test('a full number is sent on Enter, and each filter asks only the list that has it', async () => {
  const person = (await conversations()).find(({ customer }) => customer)!;
  const { page, watched } = await openInbox();
  /** Which lists were asked since, in order and once each. */
  const lists = (since: number) =>
    [...new Set(watched.requests.slice(since).map((url) => /\/user\/(\w+)\?/.exec(url)?.[1]))]
      .filter(Boolean)
      .sort();
  const search = part('search-field');
  assert.match(await ask(page, `${search}.placeholder`), /full number/i);
  let since = watched.requests.length;
  await ask(page, `${search}.focus()`);
  await page.keyboard.type(person.customer!.phone);
  assert.deepEqual(await ask(page, `${inbox}.query`), {});
  assert.deepEqual(lists(since), []);
  await page.keyboard.press('Enter');
  await until(page, 'the query', `${inbox}.query.caller`);
  await showAll(page);
  assert.deepEqual(lists(since), ['calls', 'conversations']);
  assert.ok((await shownIds(page)).includes(person.id));
  const cases: readonly [string, string, string, RegExp][] = [
    ['channel', 'whatsapp', 'conversations', /^WhatsApp$/],
    ['channel', 'web-call', 'calls', /^Web Call$/],
    ['channel', 'phone', 'calls', /^Phone Call$/],
    ['status', 'no-answer', 'calls', /Call$/],
    ['direction', 'outbound', 'calls', /^Phone Call$/],
  ];
  for (const [key, value, asked, type] of cases) {
    await page.setViewport({ width: 1440, height: 900 });
    await setQuery(page, {});
    await openFilters(page);
    since = watched.requests.length;
    await choose(page, key, value);
    await apply(page);
    await until(page, 'a chip', part('chip'));
    await showAll(page);
    assert.deepEqual(lists(since), [asked], `${key} ${value}`);
    const types = await ask<string[]>(page, column('type'));
    assert.ok(types.length > 0);
    for (const text of types) assert.match(text, type);
  }
  await page.close();
});

test('an assistant is chosen by name, an external id is found, and what is refused stands at its filter', async () => {
  const external = (await conversations()).find(({ external_identifier: id }) => id)!;
  const { page } = await openInbox();
  await openFilters(page);
  await choose(page, 'agentId', '1');
  await apply(page);
  await until(page, 'a chip', part('chip'));
  await showAll(page);
  assert.deepEqual([...new Set(await ask<string[]>(page, column('agent')))], ['Front desk']);
  await page.setViewport({ width: 1440, height: 900 });
  await setQuery(page, {});
  await openFilters(page);
  await typeInto(page, 'externalId', external.external_identifier!);
  await apply(page);
  await until(page, 'a chip', part('chip'));
  await showAll(page);
  assert.deepEqual(await shownIds(page), [external.id]);
  await setQuery(page, {});
  await openFilters(page);
  await choose(page, 'channel', 'whatsapp');
  api().control.failNext(422, 1, { on: 'list' });
  await apply(page);
  await until(page, 'the dialog again', `${one('dialog')}?.open && ${part('filter-error')}`);
  assert.equal(await errorAt(page, 'channel'), 'The selected type is invalid.');
  await page.close();
});

test('a server that fails for good is seen to fail, though two lists are asked and each is tried again', async () => {
  const { page } = await openInbox();
  await page.click('#fail');
  await until(
    page,
    'the order',
    `document.querySelector('#said').innerText.startsWith('Next: 500')`,
  );
  await ask(page, `void (${inbox}.query = { agentId: ['1'] })`);
  await until(page, 'the error', part('error'));
  assert.match(await ask(page, `${part('error')}.innerText`), /The server failed/);
  api().control.clearFaults();
  await page.close();
});
