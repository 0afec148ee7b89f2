/**
 * Every part name in an element's shadow tree, and those it passes on from elements within. Other
 * parts of theirs are in their own documentation.
 */
export function partsOf(element: Element): Set<string> {
  const parts = new Set<string>();
  for (const node of element.shadowRoot?.querySelectorAll('[part]') ?? []) {
    for (const name of node.part) parts.add(name);
  }
  for (const node of element.shadowRoot?.querySelectorAll('[exportparts]') ?? []) {
    for (const pair of node.getAttribute('exportparts')!.split(',')) {
      const [inner = '', outer = inner] = pair.split(':').map((name) => name.trim());
      parts.add(outer);
    }
  }
  return parts;
}

/** What is read in an element, without what is in elements within. */
export function textIn(element: Element): string {
  const nodes = [...(element.shadowRoot?.children ?? [])];
  return nodes.map((node) => (node instanceof HTMLElement ? node.innerText : '')).join('\n');
}
