/** What tests of `<conversation-detail>` share: a place for it, and a provider in their hands. */
import { fixture, html } from '@open-wc/testing';
import '../../../src/define.js';
import type { ConversationDetailElement } from '../../../src/index.js';
import type { ConversationDetail, ConversationProvider } from '../../../src/model/index.js';
import { details } from '../../../stories/detail.js';
import { until } from '../../../stories/inbox.js';

export { until };

export type DetailProperties = Partial<
  Pick<
    ConversationDetailElement,
    | 'conversationId'
    | 'conversation'
    | 'startAt'
    | 'startTurn'
    | 'live'
    | 'detailHref'
    | 'noShortcuts'
    | 'storageKey'
    | 'neighbors'
    | 'provider'
  >
>;

export interface Place {
  readonly width?: string;
  readonly height?: string;
  readonly dir?: string;
}

/** A detail with everything it loads; taken away after the test. */
export async function mount(
  properties: DetailProperties = {},
  { width = '1200px', height = '600px', dir = 'ltr' }: Place = {},
): Promise<ConversationDetailElement> {
  const place = await fixture<HTMLElement>(html`<div dir=${dir}></div>`);
  Object.assign(place.style, { inlineSize: width, blockSize: height });
  const detail = document.createElement('conversation-detail');
  detail.timeZone = 'UTC';
  Object.assign(detail, { provider: details(), conversationId: 'c-1', ...properties });
  place.append(detail);
  await detail.updateComplete;
  return detail;
}

/** One whose turns are on the page. */
export async function mountRead(
  properties: DetailProperties = {},
  place?: Place,
): Promise<ConversationDetailElement> {
  const detail = await mount(properties, place);
  await until(() => turns(detail).length > 0, 'there are turns');
  await detail.updateComplete;
  return detail;
}

export const all = (detail: Element, selector: string): HTMLElement[] => [
  ...detail.shadowRoot!.querySelectorAll<HTMLElement>(selector),
];

export const part = (detail: Element, name: string): HTMLElement | null =>
  detail.shadowRoot!.querySelector<HTMLElement>(`[part~="${name}"]`);

export const named = (detail: Element, name: string): HTMLElement => {
  const found = part(detail, name);
  if (!found) throw new Error(`There is no part ${name}.`);
  return found;
};

export const turns = (detail: Element): HTMLElement[] => all(detail, '.turn');

export const turnOf = (detail: Element, id: string): HTMLElement => {
  const found = turns(detail).find(({ dataset }) => dataset['id'] === id);
  if (!found) throw new Error(`There is no turn ${id}.`);
  return found;
};

export const within = (element: Element, name: string): HTMLElement => {
  const found = element.querySelector<HTMLElement>(`[part~="${name}"]`);
  if (!found) throw new Error(`There is no ${name} in it.`);
  return found;
};

/** What is read of an element, in one line. */
export const read = (element: Element | null): string =>
  (element instanceof HTMLElement ? element.innerText : '').replace(/\s+/g, ' ').trim();

export const status = (detail: Element): string =>
  detail.shadowRoot!.querySelector('[role="status"]')!.textContent.replaceAll('\u00a0', '');

export const focused = (detail: Element): Element | null => detail.shadowRoot!.activeElement;

/** A provider whose answers to `get` are in the hands of the test. */
export function deferredGet(): ConversationProvider & {
  readonly calls: {
    readonly id: string;
    readonly signal: AbortSignal;
    resolve(detail: ConversationDetail): void;
    reject(thrown: unknown): void;
  }[];
} {
  const calls: ReturnType<typeof deferredGet>['calls'] = [];
  return {
    ...details(),
    calls,
    get: (id, { signal }) =>
      new Promise((resolve, reject) => calls.push({ id, signal, resolve, reject })),
  };
}
