/** The search field and the dialog of filters, as a reader uses them. */
import assert from 'node:assert/strict';
import type { Page } from 'puppeteer-core';
import { ask, depth, inbox, one, rows, scrollTo, until } from './support.js';

const field = (name: string): string => one(`dialog [name="${name}"]`);
export const part = (name: string): string => one(`[part~="${name}"]`);

const allLoaded = `!${inbox}.matches(':state(loading)') && (${part('end')} || ${part('empty')})`;

/** Scrolls until everything that matches has been loaded. */
export async function loadAll(page: Page): Promise<void> {
  while (!(await ask<boolean>(page, `Boolean(${allLoaded})`))) {
    const held = await depth(page);
    await scrollTo(page, 1e9);
    await until(page, 'a further page', `${allLoaded} || ${inbox}.getState().depth > ${held}`);
  }
}

/** Loads all that matches and puts it into the window at once; then the rows are those of the page. */
export async function showAll(page: Page): Promise<void> {
  await page.setViewport({ width: 1440, height: 900 });
  await loadAll(page);
  const count = await depth(page);
  await page.setViewport({ width: 1440, height: count * 40 + 600 });
  await until(page, `${count} rows`, `${rows}.length === ${count}`);
}

/** Ids of the rows on the page, in order. */
export const shownIds = (page: Page): Promise<string[]> =>
  ask(
    page,
    `${rows}.map((row) => new URL(row.querySelector('.row-link').href).searchParams.get('id'))`,
  );

export async function openFilters(page: Page): Promise<void> {
  await until(page, 'the toolbar', part('filters-button'));
  await ask(page, `${part('filters-button')}.focus()`);
  await page.keyboard.press('Enter');
  await until(page, 'the dialog', `${one('dialog')}?.open`);
  await ask(page, `${one('dialog')}.querySelector('details')?.toggleAttribute('open', true)`);
}

export async function typeInto(page: Page, name: string, text: string): Promise<void> {
  await ask(page, `${field(name)}.focus(), ${field(name)}.select?.()`);
  await page.keyboard.press('Backspace');
  await page.keyboard.type(text);
}

/** Chooses from a list, or checks one of several boxes. */
export async function choose(page: Page, name: string, value: string): Promise<void> {
  const isList = await ask<boolean>(page, `${field(name)}.matches('select')`);
  if (!isList) {
    await ask(page, `${one(`dialog [name="${name}"][value="${value}"]`)}.focus()`);
    return page.keyboard.press('Space');
  }
  await ask(page, `${field(name)}.focus()`);
  const index = await ask<number>(
    page,
    `[...${field(name)}.options].findIndex((option) => option.value === ${JSON.stringify(value)})`,
  );
  assert.ok(index >= 0, `${value} can be chosen`);
  await page.keyboard.press('Home');
  for (let step = 0; step < index; step += 1) await page.keyboard.press('ArrowDown');
}

/** Into the parts of a field for date and time, as they follow one another in English. */
export async function typeTime(page: Page, name: string, wall: string): Promise<void> {
  const [, year, month, day, hour, minute] = /^(\d+)-(\d+)-(\d+)T(\d+):(\d+)$/.exec(wall)!;
  await ask(page, `${field(name)}.focus()`);
  await page.keyboard.type(`${month}${day}${year}`);
  await page.keyboard.press('ArrowRight');
  const clock = String(Number(hour) % 12 || 12).padStart(2, '0');
  await page.keyboard.type(`${clock}${minute}${Number(hour) >= 12 ? 'PM' : 'AM'}`);
  assert.equal(await ask(page, `${field(name)}.value`), wall);
}

export async function apply(page: Page): Promise<void> {
  await ask(page, `${part('apply-button')}.focus()`);
  await page.keyboard.press('Enter');
}

/** What is written at a field that is invalid, if it is. */
export const errorAt = (page: Page, name: string): Promise<string | undefined> =>
  ask(
    page,
    `(() => { const field = ${field(name)};
      const ids = (field.getAttribute('aria-describedby') ?? '').split(' ');
      const error = ids.map((id) => field.getRootNode().getElementById(id)).find((node) =>
        node?.part.contains('filter-error'));
      return field.ariaInvalid === 'true' ? error?.innerText : undefined; })()`,
  );

/** Asks for something else, and waits until all of it is there. */
export async function setQuery(page: Page, query: object): Promise<void> {
  await ask(
    page,
    `(${inbox}.query = ${JSON.stringify(query)}, ${inbox}.updateComplete.then(() => undefined))`,
  );
  await loadAll(page);
}
