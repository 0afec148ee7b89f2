/** The keys of a conversation beside those of its turns and its player. */
import type { OpenModifiers } from '../../events.js';

/** `j` goes down the list the conversation was opened from, as arrows would there. */
type Shortcut = 'next' | 'previous' | 'find' | 'close';

const KEYS: Readonly<Record<string, Shortcut>> = {
  j: 'next',
  k: 'previous',
  '/': 'find',
  Escape: 'close',
};

/** What a key means where it was pressed, if anything. The player has keys of its own. */
export function shortcutOf(
  event: KeyboardEvent,
  root: HTMLElement | DocumentFragment,
): Shortcut | undefined {
  if (event.defaultPrevented || event.isComposing) return undefined;
  // Many keyboards have the slash on a key with Shift.
  if (event.ctrlKey || event.metaKey || event.altKey) return undefined;
  if (event.shiftKey && event.key !== '/') return undefined;
  const path = event.composedPath() as HTMLElement[];
  const meaning = Object.hasOwn(KEYS, event.key) ? KEYS[event.key] : undefined;
  const player = path.find((node) => node.localName === 'recording-player');
  if (meaning === 'close') {
    // Escape closes what is open, and nothing else.
    const open = [root, player?.shadowRoot].some((each) =>
      each?.querySelector(':popover-open:not(.tip), dialog[open]'),
    );
    return open ? undefined : meaning;
  }
  const types = path[0]?.matches?.('input, select, textarea, [contenteditable]');
  return types || player ? undefined : meaning;
}

export function modifiersOf(event: Event): OpenModifiers {
  const { ctrlKey, metaKey, shiftKey, altKey } = event as MouseEvent;
  const button = event instanceof MouseEvent ? event.button : 0;
  return { ctrlKey, metaKey, shiftKey, altKey, button };
}
