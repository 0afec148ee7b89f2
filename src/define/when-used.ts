/**
 * For the script tag, whose first load is for inboxes: registers an element when the page has the first
 * one. What lies in shadow roots is not seen; whoever puts one there calls `load` first.
 */
export function defineWhenUsed(tag: string, load: () => Promise<unknown>): void {
  if (typeof document === 'undefined') return;
  const found = document.getElementsByTagName(tag);
  const check = () => {
    if (found.length === 0) return;
    observer.disconnect();
    // A network that fails now is asked again with the next change of the page.
    load().catch(() => observer.observe(document, { childList: true, subtree: true }));
  };
  const observer = new MutationObserver(check);
  observer.observe(document, { childList: true, subtree: true });
  check();
}
