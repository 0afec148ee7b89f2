/** `element.closest()` that goes on through the hosts of the shadow roots around the element. */
export function composedClosest(element: Element, selector: string): Element | undefined {
  let node: Element | null = element;
  while (node) {
    const found: Element | null = node.closest(selector);
    if (found) return found;
    const root: Node = node.getRootNode();
    node = root instanceof ShadowRoot ? root.host : null;
  }
  return undefined;
}
