/** An inbox of text messages in a real browser: AgentMessage's contract over HTTP, page by page. */
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
  typeTime,
} from './filters-dialog.js';
import {
  ask,
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

const demo = useDemo({ api: { rows: 8000, seed: 7, now: '2026-03-01T12:00:00Z' } });
const ZONE = { name: 'Asia/Kolkata', ahead: 5.5 * 3_600_000 };

interface Thread {
  readonly id: string;
  readonly phone_number_id: string;
  readonly phone_number: string;
  readonly contact_number: string;
  readonly last_message_at: string;
  readonly last_message_body_redacted_at: string | null;
  readonly last_message_preview: string;
  readonly message_count: number;
  readonly consent: { readonly opted_in: boolean } | null;
}

interface Message {
  readonly body: string | null;
  readonly media_urls: readonly string[];
  readonly redacted_at: string | null;
}

const api = () => demo().site.api!;

/** All there is at a path of the API, as it is sent. */
async function sent<Row>(path: string): Promise<Row[]> {
  const found: Row[] = [];
  for (let cursor: string | null = ''; cursor !== null; ) {
    const after: string = cursor ? `&cursor=${cursor}` : '';
    const headers = { Authorization: 'Bearer am_live_demo' };
    const answer = await fetch(`${demo().site.url}${path}?limit=200${after}`, { headers });
    const page = (await answer.json()) as { data: Row[]; meta: { next_cursor: string | null } };
    found.push(...page.data);
    cursor = page.meta.next_cursor;
  }
  return found;
}

const threads = () => sent<Thread>('/v1/conversations');
const messages = (id: string) => sent<Message>(`/v1/conversations/${id}/messages`);
const idsOf = (list: readonly Thread[]) => list.map(({ id }) => id);

async function openInbox() {
  const { page, watched } = await demo().open('/texts.html');
  await page.emulateTimezone(ZONE.name);
  await page.reload();
  await untilRows(page);
  // What an earlier test asked for is kept.
  await ask(page, `void (${inbox}.query = {})`);
  await until(page, 'all threads again', `${inbox}.getState().depth >= 50`);
  return { page, watched };
}

async function openThread(id: string) {
  const link = `/conversation.html?vendor=agentmessage&id=${encodeURIComponent(id)}`;
  const opened = await demo().open(link);
  await until(opened.page, 'an answer', `${inDetail('dl')} || ${inDetail('[part~="error"]')}`);
  return opened;
}

const turnsOf = (page: Page): Promise<string[]> =>
  ask(
    page,
    `[...${detail}.shadowRoot.querySelectorAll('[part~="turn"]')].map((turn) => turn.innerText)`,
  );

test('a reader scrolls to the end and has every thread once, while contacts write', async () => {
  const { page, watched } = await demo().open('/texts.html');
  await untilRows(page);
  const before = idsOf(await threads());
  assert.ok(before.length > 150, `${before.length} threads are several pages`);
  assert.deepEqual((await shownIds(page)).slice(0, 10), before.slice(0, 10), 'the newest first');
  for (let held = await depth(page); !(await ask(page, `!!${part('end')}`)); ) {
    await api().control.textMessages({ moved: 3, begun: 1 });
    await scrollTo(page, 1e9);
    const grown = `${inbox}.getState().depth > ${held} || ${part('end')}`;
    await until(page, 'a further page or the end', grown);
    held = await depth(page);
  }
  const all = (await api().textThreads()).map(({ id }) => id);
  assert.ok(all.length > before.length);
  await showAll(page);
  assert.deepEqual((await shownIds(page)).sort(), [...all].sort());
  await api().control.textMessages({ moved: 2 });
  const [newest] = await api().textThreads();
  await page.setViewport({ width: 1440, height: 900 });
  await scrollTo(page, 0);
  await ask(page, `document.querySelector('#refresh').click()`);
  await until(
    page,
    'who wrote last at the top',
    `${rows}[0]?.querySelector('.row-link').href.endsWith(${JSON.stringify(newest!.id)})`,
  );
  assert.deepEqual(watched.complaints, []);
  assert.deepEqual(await ask(page, 'window.violations'), []);
  await page.close();
});

test('the dialog finds threads by our number, by consent and by when they were last active', async () => {
  const all = await threads();
  const { page, watched } = await openInbox();
  const { phone_number_id: number } = all[10]!;
  const since = new Date(Date.parse(all[60]!.last_message_at) + ZONE.ahead).toISOString();
  const wall = since.slice(0, 16);
  const start = Date.parse(`${wall}:00Z`) - ZONE.ahead;
  const cases: readonly [() => Promise<void>, (thread: Thread) => boolean][] = [
    [() => choose(page, 'numberId', number), (thread) => thread.phone_number_id === number],
    [() => choose(page, 'optedIn', 'yes'), ({ consent }) => consent?.opted_in === true],
    [() => choose(page, 'optedIn', 'no'), ({ consent }) => consent?.opted_in === false],
    [
      () => typeTime(page, 'updatedAfter', wall),
      (thread) => Date.parse(thread.last_message_at) >= start,
    ],
  ];
  for (const [set, matches] of cases) {
    await openFilters(page);
    await set();
    await apply(page);
    await until(page, 'a chip', part('chip'));
    await showAll(page);
    const expected = idsOf(all.filter(matches));
    assert.ok(expected.length > 0 && expected.length < all.length);
    assert.deepEqual(await shownIds(page), expected);
    await page.setViewport({ width: 1440, height: 900 });
    await setQuery(page, {});
  }
  assert.deepEqual(watched.complaints, []);
  await page.close();
});

test('a contact is found by the full number, which is sent on Enter and not while it is typed', async () => {
  const all = await threads();
  const { contact_number: contact } = all[5]!;
  const { page, watched } = await openInbox();
  const before = watched.requests.length;
  assert.match(await ask(page, `${part('search-field')}.placeholder`), /full number/i);
  await ask(page, `${part('search-field')}.focus()`);
  await page.keyboard.type(contact);
  assert.deepEqual(await ask(page, `${inbox}.query`), {});
  await page.keyboard.press('Enter');
  await until(page, 'the query', `${inbox}.query.caller === ${JSON.stringify(contact)}`);
  await showAll(page);
  const own = all.filter((thread) => thread.contact_number === contact);
  assert.deepEqual(await shownIds(page), idsOf(own));
  const asked = watched.requests.slice(before).filter((url) => url.includes('/v1/'));
  assert.equal(asked.length, 1);
  assert.ok(asked[0]!.includes(`contact_number=${encodeURIComponent(contact)}`), 'with its plus');
  await page.close();
});

test('what retention took is said with its date, and never as the vendor’s word for it', async () => {
  const all = await threads();
  const { page } = await openInbox();
  await showAll(page);
  await until(page, 'the added columns', `${column('consent')}.every(Boolean)`);
  const previews = await ask<string[]>(page, column('summary'));
  const consents = await ask<string[]>(page, column('consent'));
  const gone = all.filter((thread) => thread.last_message_body_redacted_at !== null);
  assert.ok(gone.length > 3 && gone.length < all.length);
  for (const [index, { consent, ...thread }] of all.entries()) {
    const isGone = thread.last_message_body_redacted_at !== null;
    assert.equal(/^Removed on /.test(previews[index]!), isGone, previews[index]);
    // A customer may have typed that very word.
    const isTyped = !isGone && thread.last_message_preview === '[redacted]';
    assert.equal(previews[index] === '[redacted]', isTyped);
    const words = consent === null ? /^-$/ : consent.opted_in ? /^Opted in \(.+\)$/ : /^Opted out$/;
    assert.match(consents[index]!, words);
  }
  await page.close();
  const old = await openThread(gone[0]!.id);
  await until(old.page, 'its messages', inDetail('[part~="turn"]'));
  const said = await turnsOf(old.page);
  assert.equal(said.length, gone[0]!.message_count);
  for (const turn of said) assert.match(turn, /Removed on /);
  await old.page.close();
});

test('a row opens its thread: all messages in order, the newest in view, files as links', async () => {
  const all = await threads();
  const alive = all.filter((thread) => thread.last_message_body_redacted_at === null);
  const long = alive.reduce((a, b) => (b.message_count > a.message_count ? b : a));
  const wire = await messages(long.id);
  const { browser } = demo();
  const { page } = await openInbox();
  await setQuery(page, { caller: long.contact_number, numberId: long.phone_number_id });
  const link = `${rows}[0].querySelector('.row-link').href`;
  const opened = browser.waitForTarget((target) => target.url().includes('/conversation.html'));
  await ask(page, `window.open(${link})`);
  const thread = (await (await opened).page())!;
  await until(thread, 'the newest message', inDetail('[part~="turn"]'));
  const bodies = wire.flatMap(({ body }) => body ?? []);
  const last = JSON.stringify(bodies.at(-1));
  const newest = `[...${detail}.shadowRoot.querySelectorAll('[part~="turn"]')].at(-1)`;
  await until(thread, 'the last words', `${newest}?.innerText.includes(${last})`);
  await until(
    thread,
    'them in view',
    `(() => { const box = ${newest}.getBoundingClientRect();
      return box.top >= 0 && box.bottom <= innerHeight; })()`,
  );
  const said = await turnsOf(thread);
  assert.equal(said.length, wire.length);
  for (const [index, { body, media_urls: media }] of wire.entries()) {
    assert.ok(said[index]!.includes(body ?? 'Removed on '), `message ${index} in its place`);
    for (const url of media) assert.ok(said[index]!.includes(url.split('/').pop()!));
  }
  const links = await ask<string[]>(
    thread,
    `[...${detail}.shadowRoot.querySelectorAll('a[part~="attachment"]')].map((link) => link.href)`,
  );
  const nameOf = (url: string) => url.split('/').pop();
  assert.deepEqual(
    links.map(nameOf),
    wire.flatMap(({ media_urls: media }) => media.map(nameOf)),
  );
  await thread.close();
  await page.close();
});

test('a link with only an id has its header: both numbers, consent, messages', async () => {
  const thread = (await threads()).find(({ consent }) => consent?.opted_in)!;
  const { page, watched } = await openThread(thread.id);
  const read = `${detailText}`;
  await until(page, 'the contact', `${read}.includes(${JSON.stringify(thread.contact_number)})`);
  const text = await ask<string>(page, read);
  for (const known of [thread.phone_number, 'Opted in', 'Text', String(thread.message_count)]) {
    assert.ok(text.includes(known), known);
  }
  assert.deepEqual(watched.complaints, []);
  await page.close();
});

test('an id that nobody has, or that is none, is not found, and support can be asked', async () => {
  const nobody = btoa('["+12025550100","+12025550199"]').replaceAll('=', '');
  for (const id of [nobody, 'nobody']) {
    const { page } = await openThread(id);
    await until(
      page,
      'not found',
      `${detailText}.includes('There is no conversation with this id')`,
    );
    assert.match(await ask(page, detailText), /req_\w+|Request ID:? \S{6,}/);
    await page.close();
  }
});

test('what the server refuses is said at the filter that it names', async () => {
  const { page } = await openInbox();
  await openFilters(page);
  await typeInto(page, 'caller', '+12025550123');
  await typeTime(page, 'updatedAfter', '2026-02-01T09:30');
  api().control.failNext(422, 1, { on: 'list' });
  await apply(page);
  await until(page, 'the dialog again', `${one('dialog')}?.open && ${part('filter-error')}`);
  assert.equal(await errorAt(page, 'updatedAfter'), 'Must be ISO 8601.');
  assert.equal(await errorAt(page, 'caller'), undefined);
  await page.close();
});
