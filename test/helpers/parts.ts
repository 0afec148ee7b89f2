/** Every part name in an element's shadow tree. Shadow trees inside it have documentation of their own. */
export function partsOf(element: Element): Set<string> {
  const parts = new Set<string>();
  for (const node of element.shadowRoot?.querySelectorAll('[part]') ?? []) {
    for (const name of node.part) parts.add(name);
  }
  return parts;
}
