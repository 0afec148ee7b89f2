/** An inbox anywhere on a page, and what a reader sees of it there. */
import { expect, fixture, html } from '@open-wc/testing';
import type { ConversationInbox } from '../../src/elements/conversation-inbox/conversation-inbox.js';
import { createMemoryProvider } from '../../src/providers/memory/provider.js';
import { many } from '../../stories/fixtures.js';
import { firstInView, indexOf, part, scroller } from './inbox.js';

export const table = (count = 400) => createMemoryProvider({ conversations: many(count) });

/** An inbox inside elements with these styles, the outermost first. */
export async function inside(
  styles: readonly string[],
  provider = table(),
): Promise<{ inbox: ConversationInbox; outer: HTMLElement; parent: HTMLElement }> {
  const outer = await fixture<HTMLElement>(html`<div></div>`);
  let parent = outer;
  for (const [depth, style] of styles.entries()) {
    if (depth > 0) parent = parent.appendChild(document.createElement('div'));
    parent.style.cssText = style;
  }
  const inbox = document.createElement('conversation-inbox');
  Object.assign(inbox, { timeZone: 'UTC', provider, pageSize: 400, detailHref: '/c/{id}' });
  parent.append(inbox);
  await inbox.updateComplete;
  return { inbox, outer, parent };
}

/** What lies along a line from the head of the table to its bottom; null is blank. */
export function sight(inbox: Element): (number | 'footer' | null)[] {
  const centre = (element: Element) => {
    const { x, y, width, height } = element.getBoundingClientRect();
    return { x: x + width / 2, y: y + height / 2 };
  };
  const [head, middle] = [centre(part(inbox, 'header')!), centre(scroller(inbox))];
  // The head is wider than its box when the table is scrolled sideways.
  const { width, height } = part(inbox, 'header')!.getBoundingClientRect();
  if (width > height) head.x = middle.x;
  else head.y = middle.y;
  const [x, y] = [middle.x - head.x, middle.y - head.y];
  const seen: (number | 'footer' | null)[] = [];
  for (let share = 0; share < 2; share += 6 / Math.hypot(x, y)) {
    const at = inbox.shadowRoot!.elementFromPoint(head.x + x * share, head.y + y * share);
    if (at?.closest('.header, .tooltip')) continue;
    const row = at?.closest('.row');
    seen.push(row ? indexOf(row) : at?.closest('.footer') ? 'footer' : null);
  }
  return seen;
}

/** There are rows from the head of the table to its bottom, each in its place. */
export function isFilled(inbox: Element, from = firstInView(inbox).index): void {
  const seen = [...new Set(sight(inbox))];
  expect(seen.length, 'rows seen').to.be.above(1);
  expect(seen).to.deep.equal(seen.map((_, index) => from + index));
}

/** Everything that goes wrong on the page while something happens. */
export async function failuresDuring(act: () => Promise<unknown>): Promise<string[]> {
  const failures: string[] = [];
  const note = (event: ErrorEvent) => {
    failures.push(event.message);
    event.preventDefault();
  };
  window.addEventListener('error', note);
  await act();
  window.removeEventListener('error', note);
  return failures;
}

/** Makes this a browser that lacks `moveBefore`, until what it gives is called. */
export function withoutMoveBefore(): () => void {
  const own = Object.getOwnPropertyDescriptor(Element.prototype, 'moveBefore');
  Reflect.deleteProperty(Element.prototype, 'moveBefore');
  return () => {
    if (own) Object.defineProperty(Element.prototype, 'moveBefore', own);
  };
}
