/**
 * A row is a real link whose text can be selected. The link lies beneath texts and controls; a click
 * on text that did not end a selection is passed on to it, with its button and modifiers.
 */
import type { OpenModifiers } from '../../events.js';

/** The control, if any, a pointer event was meant for. */
export function controlOf(event: Event): HTMLElement | undefined {
  return event
    .composedPath()
    .find(
      (node): node is HTMLElement =>
        node instanceof HTMLElement && node.matches('button, a, input, [data-action]'),
    );
}

export const rowLinkOf = (slot: HTMLElement | undefined): HTMLAnchorElement | null =>
  slot?.querySelector<HTMLAnchorElement>('.row-link') ?? null;

export function modifiersOf(event: MouseEvent | KeyboardEvent): OpenModifiers {
  const { ctrlKey, metaKey, shiftKey, altKey } = event;
  return { ctrlKey, metaKey, shiftKey, altKey, button: 'button' in event ? event.button : 0 };
}

/** Clicks a row's link as the given event would have, so that the browser opens it accordingly. */
export function clickLink(link: HTMLAnchorElement, event: MouseEvent | KeyboardEvent): void {
  const modifiers = modifiersOf(event);
  if (modifiers.button !== 1) link.dispatchEvent(madeClick('click', modifiers));
  else if (link.dispatchEvent(madeClick('auxclick', modifiers))) openBeside(link);
}

/**
 * Browsers follow a middle click only when it is the reader's own, but any click with the key that
 * opens a tab. On a copy of the link, so that the row is not opened a second time.
 */
function openBeside(link: HTMLAnchorElement): void {
  const copy = link.cloneNode() as HTMLAnchorElement;
  copy.dispatchEvent(madeClick('click', { ctrlKey: true, metaKey: true }));
}

const madeClick = (type: 'click' | 'auxclick', modifiers: Partial<OpenModifiers>): MouseEvent =>
  new MouseEvent(type, {
    ...modifiers,
    bubbles: true,
    cancelable: true,
    composed: true,
    view: window,
  });
