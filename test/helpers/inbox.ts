/** What tests of `<conversation-inbox>` share: a place for it, waiting without sleeping, reading it. */
import { fixture, html } from '@open-wc/testing';
import '../../src/define.js';
import type { ConversationInbox } from '../../src/elements/conversation-inbox/conversation-inbox.js';
import type { ConversationProvider } from '../../src/model/index.js';
import { createMemoryProvider } from '../../src/providers/memory/provider.js';
import { until } from '../../stories/inbox.js';
import {
  deferredProvider,
  type DeferredOptions,
  type DeferredProvider,
} from './deferred-provider.js';

export { until };

export type InboxProperties = Partial<
  Pick<
    ConversationInbox,
    | 'provider'
    | 'query'
    | 'pageSize'
    | 'detailHref'
    | 'agentHref'
    | 'openTarget'
    | 'syncUrl'
    | 'storageKey'
    | 'timeZone'
    | 'live'
    | 'columns'
    | 'density'
  >
>;

export interface Box {
  readonly width?: number;
  readonly height?: number;
  readonly hidden?: boolean;
}

export const frame = (): Promise<void> =>
  new Promise((done) => requestAnimationFrame(() => done()));

export async function frames(count: number): Promise<void> {
  for (let drawn = 0; drawn < count; drawn += 1) await frame();
}

/** A provider that has every column, and whose answers are in the hands of the test. */
export function deferred({ capabilities, ...options }: DeferredOptions = {}): DeferredProvider {
  const { fields, filters } = createMemoryProvider().capabilities;
  return deferredProvider({ ...options, capabilities: { fields, filters, ...capabilities } });
}

/** An inbox in a box of a fixed size; taken away after the test. */
export async function mount(
  properties: InboxProperties = {},
  { width = 1280, height = 480, hidden = false }: Box = {},
): Promise<ConversationInbox> {
  const box = await fixture<HTMLDivElement>(html`<div></div>`);
  box.style.inlineSize = `${width}px`;
  box.style.blockSize = `${height}px`;
  box.hidden = hidden;
  const inbox = document.createElement('conversation-inbox');
  Object.assign(inbox, { timeZone: 'UTC' }, properties);
  box.append(inbox);
  await inbox.updateComplete;
  return inbox;
}

/** Another place on the page, to move an inbox to; taken away after the test. */
export async function secondPlace(): Promise<HTMLElement> {
  const place = await fixture<HTMLElement>(html`<section></section>`);
  place.style.blockSize = '480px';
  return place;
}

/** An inbox with its first rows there. */
export async function mountLoaded(
  provider: ConversationProvider,
  properties: InboxProperties = {},
  box?: Box,
): Promise<ConversationInbox> {
  const inbox = await mount({ provider, ...properties }, box);
  await rowsShown(inbox);
  return inbox;
}

export async function rowsShown(inbox: ConversationInbox): Promise<void> {
  await until(() => rows(inbox).length > 0, 'rows are shown');
  await inbox.updateComplete;
  await quiet(inbox);
}

/** Nothing is being loaded any more, and what was is on the page. */
export async function quiet(inbox: ConversationInbox): Promise<void> {
  let calm = 0;
  await until(() => {
    calm = inbox.matches(':state(loading)') ? 0 : calm + 1;
    return calm > 2;
  }, 'loading ends');
}

export const all = (inbox: Element, selector: string): HTMLElement[] => [
  ...(inbox.shadowRoot?.querySelectorAll<HTMLElement>(selector) ?? []),
];

export const one = (inbox: Element, selector: string): HTMLElement | null =>
  inbox.shadowRoot!.querySelector<HTMLElement>(selector);

export const part = (inbox: Element, name: string): HTMLElement | null =>
  one(inbox, `[part~="${name}"]`);

export const scroller = (inbox: Element): HTMLElement => part(inbox, 'table')!;
export const body = (inbox: Element): HTMLElement => part(inbox, 'body')!;

/** Every row element the inbox made, in DOM order, those not in use included. */
export const slots = (inbox: Element): HTMLElement[] =>
  all(inbox, '[part~="body"] > [part~="row"]');

/** The rows in the DOM, in the order they are read on screen. */
export function rows(inbox: Element): HTMLElement[] {
  return slots(inbox)
    .filter((row) => !row.hidden)
    .sort((a, b) => indexOf(a) - indexOf(b));
}

/** A row's place in the list, from 0. */
export const indexOf = (row: Element): number => Number(row.getAttribute('aria-rowindex')) - 2;

export function row(inbox: Element, index: number): HTMLElement {
  const found = rows(inbox).find((candidate) => indexOf(candidate) === index);
  if (!found) throw new Error(`Row ${index} is not rendered.`);
  return found;
}

export const columnIds = (inbox: Element): string[] =>
  all(inbox, '[role="columnheader"]').map((cell) => cell.dataset['column']!);

export function cell(inbox: Element, index: number, column: string): HTMLElement {
  const found = row(inbox, index).querySelector<HTMLElement>(`[data-column="${column}"]`);
  if (!found) throw new Error(`Row ${index} has no column ${column}.`);
  return found;
}

/** The text a reader sees in a cell. */
export const text = (inbox: Element, index: number, column: string): string =>
  cell(inbox, index, column).textContent.replace(/\s+/g, ' ').trim();

/** Where the first row in view is: its place in the list, and pixels from the head of the table. */
export function firstInView(inbox: Element): { index: number; top: number; name: string } {
  const edge = part(inbox, 'header')!.getBoundingClientRect().bottom;
  const first = rows(inbox).find((one) => one.getBoundingClientRect().bottom > edge + 0.5);
  if (!first) throw new Error('No row is in view.');
  return {
    index: indexOf(first),
    top: Math.round(first.getBoundingClientRect().top - edge),
    name: first.querySelector('[data-column="summary"]')?.textContent ?? '',
  };
}

/** Scrolls as a reader would, and waits until the rows there are rendered. */
export async function scrollTo(inbox: Element, top: number): Promise<void> {
  const table = scroller(inbox);
  const before = table.scrollTop;
  table.scrollTop = top;
  if (table.scrollTop !== before)
    await new Promise((done) => table.addEventListener('scroll', done, { once: true }));
  await frame();
}

/** Scrolls to the end of what is loaded, as a reader would, and waits for what that loads. */
export async function toTheEnd(inbox: ConversationInbox): Promise<void> {
  await scrollTo(inbox, 0);
  await scrollTo(inbox, scroller(inbox).scrollHeight);
  await quiet(inbox);
}

/** The part of the page that has focus, inside the inbox too. */
export function focused(inbox: Element): HTMLElement | null {
  return inbox.shadowRoot!.activeElement as HTMLElement | null;
}

/** Where focus is in the table: row and column. */
export function focusedCell(inbox: Element): { index: number; column: string } | undefined {
  const target = focused(inbox)?.closest<HTMLElement>('[data-column]');
  const line = target?.closest('[role="row"]');
  return target && line ? { index: indexOf(line), column: target.dataset['column']! } : undefined;
}

/** The event, when it is fired. */
export function fired<E extends Event>(target: EventTarget, name: string): Promise<E> {
  return new Promise((done) =>
    target.addEventListener(name, (event) => done(event as E), { once: true }),
  );
}

/** Every event of these names from now on. */
export function record(target: EventTarget, ...names: string[]): Event[] {
  const events: Event[] = [];
  for (const name of names) target.addEventListener(name, (event) => events.push(event));
  return events;
}
