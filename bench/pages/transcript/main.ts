/**
 * `<conversation-detail>` as it ships, with a transcript of `?turns=` turns in the shape a vendor sends, and
 * what the harness does with it.
 */
import '../../../src/define/conversation-detail.js';
import type { ConversationProvider } from '../../../src/model/index.js';
import { conversationAt } from '../../shared/data.js';
import { painted } from '../../shared/publish.js';

declare global {
  interface Window {
    transcript: TranscriptPage;
  }
}

export interface TranscriptPage {
  /** Settles when the turns fill the view and are painted; the mark `bench-ready` says when. */
  readonly ready: Promise<void>;
  /** Turns that the window manages are placed, if there is one. */
  settled(): boolean;
  /** From the middle, so many pixels a frame: milliseconds between frames, and frames with holes. */
  scroll(distance: number, step: number): Promise<{ intervals: number[]; holes: number }>;
  /** Milliseconds from a key to the painted hit: the first search, a further letter, the next hit. */
  search(text: string): Promise<{ first: number; more: number; next: number }>;
  nodes(): number;
}

const COUNT = Number(new URLSearchParams(location.search).get('turns') ?? 200);
const SENTENCE = 'Your plan pays half of a crown once the deductible is met. ';

/** Session items: short and long answers, a tool call in ten turns, a needle in five hundred. */
function items(count: number): unknown[] {
  const start = 1_741_964_966;
  return Array.from({ length: count }, (_, index) => {
    const at = { id: `item_${index}`, created_at: start + index * 8 };
    if (index % 10 === 7)
      return {
        ...{ ...at, type: 'function_call', name: 'lookup_plan', call_id: `call_${index}` },
        arguments: `{"member":${index}}`,
      };
    const needle = index % 500 === 250 ? 'A needle in it. ' : '';
    return {
      ...{ ...at, type: 'message', role: index % 2 === 0 ? 'assistant' : 'user' },
      content: [`Turn ${index}. ${needle}${SENTENCE.repeat(1 + (index % 5) * 2)}`],
    };
  });
}

const provider: ConversationProvider = {
  capabilities: { fields: [], filters: {}, order: 'created', maxPageSize: 50 },
  list: () => Promise.reject(new Error('There is no list here.')),
  get: (id) =>
    Promise.resolve({
      conversation: { ...conversationAt(0), id },
      transcript: { raw: { items: items(COUNT) } },
    }),
};

const detail = document.querySelector('conversation-detail')!;
detail.provider = provider;
const root = detail.shadowRoot!;

const scroller = () => root.querySelector<HTMLElement>('.scroller')!;
const turns = () => [...root.querySelectorAll<HTMLElement>('.turn')];
const frame = () => new Promise<number>((resolve) => requestAnimationFrame(resolve));

/** Pixels between two turns beyond which something is missing. */
const GAP = 16;

/** Whether turns follow each other from the top of the view to its bottom. */
function isFilled(): boolean {
  const view = scroller()?.getBoundingClientRect();
  if (!view) return false;
  let end = view.top + GAP * 2;
  for (const turn of turns()) {
    const { top, bottom } = turn.getBoundingClientRect();
    if (bottom < view.top || top > view.bottom) continue;
    if (top > end + GAP) return false;
    end = Math.max(end, bottom);
  }
  return end > view.bottom - GAP * 2;
}

async function untilFilled(): Promise<void> {
  do await frame();
  while (!isFilled());
  await painted();
  performance.mark('bench-ready');
}

async function untilFound(
  field: HTMLInputElement,
  act: () => void,
  place: string,
): Promise<number> {
  await frame();
  const start = performance.now();
  act();
  const count = () => field.parentElement?.querySelector('.find-count')?.textContent?.trim();
  for (let times = 0; times < 300; times += 1) {
    await frame();
    await painted();
    if (count() === place) return performance.now() - start;
  }
  throw new Error(`Found ${count()}, not ${place}`);
}

window.transcript = {
  ready: untilFilled(),
  settled: () =>
    root.querySelector('.find-field') !== null &&
    (COUNT <= 1000 || root.querySelector('.turn')?.ariaSetSize === String(COUNT)),
  async scroll(distance, step) {
    const view = scroller();
    view.scrollTop = view.scrollHeight / 3;
    for (let times = 0; times < 20; times += 1) await frame();
    const intervals: number[] = [];
    let holes = 0;
    let last = await frame();
    for (let scrolled = 0; scrolled < distance; scrolled += step) {
      view.scrollTop += step;
      const time = await frame();
      await painted();
      intervals.push(time - last);
      last = time;
      if (!isFilled()) holes += 1;
    }
    return { intervals, holes };
  },
  async search(text) {
    const field = root.querySelector<HTMLInputElement>('.find-field')!;
    const total = Math.ceil(Math.max(0, COUNT - 250) / 500);
    scroller().scrollTop = 0;
    const type = (typed: string) => {
      field.value = typed;
      field.dispatchEvent(new InputEvent('input', { bubbles: true }));
    };
    const of = (n: number) => (total === 0 ? 'No results' : `${n} of ${total}`);
    const first = await untilFound(field, () => type(text.slice(0, -1)), of(1));
    const more = await untilFound(field, () => type(text), of(1));
    const enter = () =>
      field.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', bubbles: true }));
    const next = await untilFound(field, enter, of(total > 1 ? 2 : 1));
    return { first, more, next };
  },
  nodes() {
    const count = (node: Node): number =>
      [...node.childNodes].reduce((sum, child) => sum + 1 + count(child), 0);
    return count(root);
  },
};
