/** Selecting in the table and copying from it, as tests of `<conversation-inbox>` do. */
import { cell, fired, part } from './inbox.js';

/** The document's selection as seen inside the inbox. */
export const selectionOf = (inbox: Element): Selection => {
  const root = inbox.shadowRoot as ShadowRoot & { getSelection?(): Selection | null };
  return (root.getSelection?.() ?? document.getSelection())!;
};

export const textNode = (inbox: Element, index: number, column: string): ChildNode =>
  cell(inbox, index, column).querySelector('bdi')!.firstChild!;

/** Selects from one place to another, and waits until the page knows. */
export async function select(
  inbox: Element,
  from: readonly [Node, number],
  to: readonly [Node, number],
): Promise<void> {
  const known = fired(document, 'selectionchange');
  selectionOf(inbox).setBaseAndExtent(...from, ...to);
  await known;
}

/** Copies, and gives what goes into the clipboard when the inbox has a say in it. */
export function copy(inbox: Element, at: Element = part(inbox, 'grid')!): string | undefined {
  const clipboardData = new DataTransfer();
  const init = { clipboardData, bubbles: true, cancelable: true, composed: true };
  const event = new ClipboardEvent('copy', init);
  at.dispatchEvent(event);
  return event.defaultPrevented ? clipboardData.getData('text/plain') : undefined;
}

/** The numbers of the rows that were copied, in the order they were. */
export const copiedNumbers = (copied: string | undefined): (string | undefined)[] | undefined =>
  copied?.split('\n').map((line) => /\((-?\d+)\)/.exec(line)?.[1] ?? line.split('\t')[0]);
