/** Highlights of the page. Their names belong to all elements on it; each adds and removes its own ranges. */

/** Undefined where the browser has no highlights. */
export function highlightOfPage(name: string, priority = 0): Highlight | undefined {
  if (typeof Highlight !== 'function') return undefined;
  const known = CSS.highlights.get(name);
  if (known) return known;
  const made = new Highlight();
  made.priority = priority;
  CSS.highlights.set(name, made);
  return made;
}
