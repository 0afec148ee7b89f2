/** What is written on keys; a key that is not here is called what `KeyboardEvent.key` calls it. */
export const keys: Readonly<Record<string, string>> = {
  ArrowLeft: '←',
  ArrowRight: '→',
  ArrowUp: '↑',
  ArrowDown: '↓',
  PageUp: 'Page Up',
  PageDown: 'Page Down',
  Control: 'Ctrl',
  Escape: 'Esc',
};
