/** How a page says that it is ready: the same way, and judged the same way, for all of them. */
import type { PageParts } from './contract.js';
import { conversationAt, requests } from './data.js';

/**
 * Hands the page to the harness. `ready` settles after the first frame in which there are rows at
 * both ends of the viewport, and is marked in the page's timeline as `bench-ready`.
 */
export function publish(page: PageParts): void {
  const ready = untilFilled(page).then(() => void performance.mark('bench-ready'));
  window.bench = Object.assign(page, { ready, requests, conversationAt });
}

type Rows = Pick<PageParts, 'scroller' | 'rowHeight' | 'indexAt'>;

async function untilFilled(rows: Rows): Promise<void> {
  do await frame();
  while (!isFilled(rows));
  await painted();
}

function isFilled({ scroller, rowHeight, indexAt }: Rows): boolean {
  const { left, right, bottom } = scroller.getBoundingClientRect();
  const at = (y: number) => {
    const element = deepElementFromPoint((left + right) / 2, y);
    return element && indexAt(element);
  };
  return at(2.5 * rowHeight) !== undefined && at(bottom - rowHeight / 2) !== undefined;
}

/** The innermost element at a point, in whatever shadow root it is. */
export function deepElementFromPoint(x: number, y: number): Element | undefined {
  let found = document.elementFromPoint(x, y);
  for (;;) {
    const inside = found?.shadowRoot?.elementFromPoint(x, y);
    if (!inside || inside === found) return found ?? undefined;
    found = inside;
  }
}

const frame = () => new Promise((resolve) => requestAnimationFrame(resolve));

/** Settles in the first task after the frame that the caller is in, when that frame is painted. */
export function painted(): Promise<void> {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      resolve();
    };
    port2.postMessage(undefined);
  });
}
