import { VERSION } from './version.js';

/** What every element class carries, so that two copies on one page can be told apart. */
export interface VersionedElement extends CustomElementConstructor {
  /** Version of the package the class comes from. */
  readonly version?: string;
}

/**
 * Registers an element. Where the tag is already taken, the first registration stays and a warning
 * names both versions: a page that loads two copies of the library keeps working. Never throws;
 * does nothing where there are no custom elements, as on a server.
 */
export function defineElement(tag: string, element: VersionedElement): void {
  if (typeof customElements === 'undefined') return;
  const registered: VersionedElement | undefined = customElements.get(tag);
  if (registered === element) return;
  if (registered) {
    console.warn(
      `<${tag}> ${VERSION}: the page already has it, ${registered.version ?? 'of another origin'}.`,
    );
    return;
  }
  try {
    customElements.define(tag, element);
  } catch (error) {
    console.warn(`<${tag}>`, error);
  }
}
