/** A reviewer narrows the list with search and dialog to what they look for. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openStore } from '../../demo/api/db.js';
import { conversationId } from '../../demo/api/ids.js';
import type { Filters } from '../../demo/api/sql.js';
import { parseInstant, UNIT } from '../../demo/api/time.js';
import { ask, inbox, one, rows, until, untilRows, useDemo } from './support.js';

const NOW = '2025-03-14T15:09:26Z';
const ROWS = 400;
const demo = useDemo({ api: { rows: ROWS, now: NOW } });

/** The ids of the rows that SQL finds in a database of the same conversations, newest first. */
async function found(filters: Filters): Promise<string[]> {
  const store = await openStore({
    seed: 1,
    rows: ROWS,
    now: parseInstant(NOW)!,
    unit: UNIT.microseconds,
  });
  const visible = new Set(store.visible());
  const seqs = store.list(filters, { limit: ROWS }).map((row) => row.seq);
  store.close();
  return seqs.filter((seq) => visible.has(seq)).map((seq) => conversationId(1, seq));
}

const shown = `${rows}.map((row) =>
  new URL(row.querySelector('.row-link').href).searchParams.get('id'))`;
const set = (name: string, value: string): string =>
  `void Object.assign(${one(`[name="${name}"]`)}, ${JSON.stringify({ value })})`;

test('filters narrow four hundred rows to exactly what SQL says', async () => {
  const { page, watched } = await demo().open('/');
  // Tall enough for every row that is left to be on the page.
  await page.setViewport({ width: 1280, height: 9000 });
  await untilRows(page);
  await until(page, 'the toolbar', one('[part~="filters-button"]'));
  await ask(page, `${one('[part~="filters-button"]')}.click()`);
  await until(page, 'the dialog', `${one('dialog')}?.open`);
  await ask(page, set('direction', 'inbound'));
  await ask(page, set('status', 'completed'));
  await ask(page, set('durationMin', '1:00'));
  await ask(page, set('durationMax', '8m'));
  await ask(page, `${one('[part~="apply-button"]')}.click()`);
  const loaded = `!${inbox}.matches(':state(loading)') && ${one('[part~="end"]')}`;
  await until(page, 'what was asked for', `${one('[part~="chip"]')} && ${loaded}`);
  const filters: Filters = {
    exact: { direction: 'inbound', status: 'completed' },
    above: { duration: 60 },
    below: { duration: 480 },
  };
  const expected = await found(filters);
  assert.ok(expected.length > 10 && expected.length < 200, `${expected.length} rows to tell by`);
  assert.deepEqual(await ask(page, shown), expected);

  await ask(page, `${one('[part~="search-field"]')}.focus()`);
  await page.keyboard.type('+1');
  await until(page, 'the search', `${inbox}.query.caller === '+1' && ${loaded}`);
  const searched = await found({ ...filters, partial: { user_id: '+1' } });
  assert.ok(searched.length > 0 && searched.length < expected.length, 'the search narrows it');
  assert.deepEqual(await ask(page, shown), searched);
  assert.deepEqual(watched.complaints, []);
  assert.deepEqual(await ask(page, 'window.violations'), []);
  await page.close();
});
