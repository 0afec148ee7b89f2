/**
 * A row is a real link whose text can be selected. The link lies beneath texts and controls; a click
 * on text that did not end a selection is passed on to it, with its button and modifiers.
 */
import type { OpenModifiers } from '../../events/inbox.js';

/** Clicks a row's link with the modifiers given, so that the browser opens it accordingly. */
export function clickLink(link: Element, modifiers: OpenModifiers): void {
  if (modifiers.button !== 1) link.dispatchEvent(madeClick('click', modifiers));
  else if (link.dispatchEvent(madeClick('auxclick', modifiers))) openBeside(link);
}

/**
 * Browsers follow a middle click only when it is the reader's own, but any click with the key that
 * opens a tab. On a copy of the link, so that the row is not opened a second time.
 */
function openBeside(link: Element): void {
  link.cloneNode().dispatchEvent(madeClick('click', { ctrlKey: true, metaKey: true }));
}

const madeClick = (type: 'click' | 'auxclick', modifiers: Partial<OpenModifiers>): MouseEvent =>
  new MouseEvent(type, {
    ...modifiers,
    bubbles: true,
    cancelable: true,
    composed: true,
    view: window,
  });
