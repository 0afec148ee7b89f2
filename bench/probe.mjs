/**
 * What the harness does inside a page, through `window.bench` alone. Loaded by the page once it is
 * ready, so that it is no part of what a start costs.
 *
 * What has been painted is looked at in the first task after a frame: then nothing is dirty, and
 * looking forces no layout.
 */

/** @typedef {import('./shared/contract.js').BenchPage} BenchPage */

const bench = /** @type {BenchPage} */ (window.bench);

/** Milliseconds of a frame at 60 a second. */
const FRAME = 1000 / 60;

/** @type {() => Promise<number>} settles in the next frame, with its time */
const frame = () => new Promise((resolve) => requestAnimationFrame(resolve));

/** @type {() => Promise<void>} settles in a task of its own, without the delay of a timer */
const task = () =>
  new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      resolve();
    };
    port2.postMessage(undefined);
  });

/** Settles right after the next frame. */
const painted = async () => {
  const time = await frame();
  await task();
  return time;
};

/** @type {(ms: number) => Promise<void>} */
export const wait = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

/** @type {(x: number, y: number) => Element | null} */
function elementAt(x, y) {
  let found = document.elementFromPoint(x, y);
  for (;;) {
    const inside = found?.shadowRoot?.elementFromPoint(x, y) ?? null;
    if (!inside || inside === found) return found;
    found = inside;
  }
}

/** Heights at which there has to be a row: from below the header to the last one. */
function samplePoints() {
  const { left, width, top, bottom } = bench.scroller.getBoundingClientRect();
  const from = top + 2.5 * bench.rowHeight;
  const step = (bottom - bench.rowHeight / 2 - from) / 5;
  return Array.from({ length: 6 }, (_, index) => ({
    x: left + width * 0.6,
    y: from + index * step,
  }));
}

/** @type {(points: { x: number, y: number }[]) => number} how many of the points show no row */
const blanks = (points) =>
  points.filter(({ x, y }) => {
    const element = elementAt(x, y);
    return !element || bench.indexAt(element) === undefined;
  }).length;

/** @type {(root: Node) => Generator<Node>} every node below, shadow roots included */
function* nodesIn(root) {
  const inside = root instanceof Element && root.shadowRoot;
  if (inside) yield* nodesIn(inside);
  for (const child of root.childNodes) {
    yield child;
    yield* nodesIn(child);
  }
}

/** Texts in the page's rows. */
export function texts() {
  return [...nodesIn(bench.root)]
    .filter((node) => node.nodeType === Node.TEXT_NODE)
    .map((node) => node.nodeValue?.trim() ?? '')
    .filter(Boolean);
}

export const nodeCount = () => [...nodesIn(bench.root)].length;

export const requestCount = () => bench.requests.count;

export const rowCount = () => bench.count();

/** Ends with a page at rest at a row, right after a frame. */
/** @type {(row?: number) => Promise<void>} */
export async function restAt(row = 0) {
  bench.scroller.scrollTop = row * bench.rowHeight;
  await wait(300);
  await painted();
}

const toEnd = () => {
  bench.scroller.scrollTop = bench.scroller.scrollHeight;
};

const atEnd = () => {
  const { scrollTop, scrollHeight, clientHeight } = bench.scroller;
  return scrollTop >= scrollHeight - clientHeight - 1;
};

/**
 * Scrolls to the end and waits for more rows, over and over. The scroll event is also sent by hand,
 * because the browser sends one per frame, and two thousand pages would take half a minute.
 *
 * @param {number} rows
 * @param {number} seconds after which it gives up
 * @returns {Promise<boolean>} whether there are so many rows now
 */
export async function fill(rows, seconds) {
  const end = performance.now() + seconds * 1000;
  while (bench.count() < rows) {
    const before = bench.count();
    let stuck = performance.now() + 200;
    toEnd();
    bench.scroller.dispatchEvent(new Event('scroll'));
    for (await task(); bench.count() === before; await task()) {
      const now = performance.now();
      if (now > end) return false;
      if (now > stuck) {
        // As a reader would: up a little, and to the end again.
        bench.scroller.scrollTop -= 20 * bench.rowHeight;
        await painted();
        toEnd();
        stuck = performance.now() + 200;
      } else if (!atEnd()) toEnd();
    }
  }
  return true;
}

/** One page more: to the end, the provider resolves, rows appear and are painted. */
export async function append() {
  const before = bench.count();
  const points = samplePoints();
  toEnd();
  const end = performance.now() + 10_000;
  do {
    await painted();
    if (performance.now() > end) throw new Error(`No more rows after ${before}.`);
  } while (bench.count() === before || blanks(points) > 0);
  await painted();
}

/**
 * Scrolls from the top, one step a frame.
 *
 * @param {number} distance pixels
 * @param {number} step pixels
 */
export async function scroll(distance, step) {
  const points = samplePoints();
  /** @type {number[]} */
  const intervals = [];
  let missing = 0;
  let last = await painted();
  for (let scrolled = 0; scrolled < distance; scrolled += step) {
    bench.scroller.scrollTop += step;
    const time = await painted();
    intervals.push(time - last);
    last = time;
    missing += blanks(points);
  }
  return { ...paceOf(intervals), blank: missing / (points.length * intervals.length) };
}

/** @type {(intervals: number[]) => { frames: number, fps: number, p95: number, dropped: number }} */
function paceOf(intervals) {
  const total = intervals.reduce((sum, interval) => sum + interval, 0);
  const sorted = intervals.toSorted((a, b) => a - b);
  const due = Math.round(total / FRAME);
  return {
    frames: intervals.length,
    fps: (1000 * intervals.length) / total,
    p95: sorted[Math.floor(sorted.length * 0.95)] ?? NaN,
    /** Share of the frames that were due and did not come. */
    dropped: Math.max(0, due - intervals.length) / due,
  };
}

/**
 * To a row far away; milliseconds until rows are painted there. Starts right after a frame, so the
 * wait for the next one is in it, for every page alike.
 *
 * @param {number} row
 */
export async function jump(row) {
  const points = samplePoints();
  await painted();
  const start = performance.now();
  bench.scroller.scrollTop = row * bench.rowHeight;
  let time;
  do {
    await painted();
    time = performance.now() - start;
  } while (blanks(points) > 0 && time < 5000);
  return time;
}

/** @type {(index: number) => { x: number, y: number }} where the summary of a row in view is */
function summaryPoint(index) {
  const { left, width, top, bottom } = bench.scroller.getBoundingClientRect();
  const x = left + width * 0.6;
  for (let y = top; y < bottom; y += bench.rowHeight / 4) {
    const element = elementAt(x, y);
    if (element && bench.indexAt(element) === index) return { x, y: y + bench.rowHeight / 4 };
  }
  throw new Error(`Row ${index} is not in view.`);
}

/** A change made ready, so that making it is no part of what it costs. */
let next = { row: bench?.conversationAt(0), x: 0, y: 0 };

/** @type {(index: number) => void} of a row in view */
export function prepareUpdate(index) {
  const summary = `Changed at ${Math.round(performance.now())}`;
  next = { row: { ...bench.conversationAt(index), summary }, ...summaryPoint(index) };
}

/**
 * One row changes, as by a message from a server some way into a frame: how far is given, because
 * most of the time goes by until the next frame.
 *
 * @param {number} delay milliseconds
 */
export async function update(delay) {
  const { row, x, y } = next;
  await painted();
  await wait(delay);
  const start = performance.now();
  bench.update(row);
  for (let frames = 1; ; frames++) {
    await painted();
    const ms = performance.now() - start;
    if (elementAt(x, y)?.textContent.includes(row.summary ?? '')) return { ms, frames };
    if (ms > 2000) throw new Error(`The change of ${row.id} was never shown.`);
  }
}

/**
 * Rows arrive at the top, each in a task of its own, whether or not the page keeps up.
 *
 * @param {number} perSecond
 * @param {number} seconds
 */
export async function arrivals(perSecond, seconds) {
  const wanted = perSecond * seconds;
  /** @type {number[]} */
  const intervals = [];
  let last = await painted();
  const start = performance.now();
  let sent = 0;
  let watching = true;
  const pace = (async () => {
    while (watching) {
      const time = await frame();
      intervals.push(time - last);
      last = time;
    }
  })();
  while (sent < wanted) {
    await wait(4);
    const due = Math.min(wanted, Math.floor(((performance.now() - start) / 1000) * perSecond));
    for (; sent < due; sent++) {
      await task();
      bench.prepend(bench.conversationAt(-1 - sent));
    }
  }
  watching = false;
  await pace;
  await painted();
  return { sent, shown: newestShown(), ...paceOf(intervals) };
}

/** Rows that had arrived when what is on the page was rendered; their summaries count them. */
function newestShown() {
  const numbers = texts().map((text) => Number(/\(-(\d+)\)$/.exec(text)?.[1] ?? 0));
  return Math.max(0, ...numbers);
}
