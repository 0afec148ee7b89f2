/**
 * Find in page over rows that are not rendered. Each loaded page of rows has an unseen text, one line
 * per row, that the browser searches although it is hidden (`hidden="until-found"`). The texts lie
 * where their rows would, so the browser scrolls to the row, and the window renders it.
 *
 * A rendered row has no line, or it would be found twice. The texts of rows above the first one in
 * view stand before the rows in the document, all others after them: "find next" follows the
 * document, and so meets every row in the order of the list.
 */
import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { Conversation } from '../../model/conversation.js';

export interface FindTextOptions {
  /** The rows' container; the texts are put before and after it. */
  readonly body: HTMLElement;
  readonly pageCount: () => number;
  readonly pageAt: (page: number) => readonly Conversation[];
  readonly pageStart: (page: number) => number;
  /** What can be found of a row beside what is rendered of it. */
  readonly lineOf: (conversation: Conversation, rendered: boolean) => string;
  /** Everything lines are made of beside the conversation: columns, language, time zone. */
  readonly context: () => readonly unknown[];
  /** Indexes of the rows that are rendered, in order. */
  readonly rendered: () => readonly number[];
  readonly firstInView: () => number;
  /** When the reader last scrolled, as `performance.now()`. */
  readonly scrolledAt: () => number;
  /** The browser found something in a text, and scrolls there if it is not in view. */
  readonly found: () => void;
}

type Side = 'before' | 'after';

/** A text in the document, and the index of its first row. */
interface TextPart {
  readonly element: HTMLElement;
  at: number;
}

/** The lines of one page: all on one side of the rows, or on both while the page is in view. */
interface PageText extends Partial<Record<Side, TextPart>> {
  /** What the lines were made for. */
  key: string;
}

/** Milliseconds between passes while nobody scrolls; in a busy list each of them moves texts. */
const PAUSE = 1000;

const SIDES: readonly Side[] = ['before', 'after'];

export class FindText implements ReactiveController {
  readonly #host: ReactiveControllerHost & { readonly isConnected: boolean };
  readonly #options: FindTextOptions;
  readonly #containers: Readonly<Record<Side, HTMLElement>>;
  /** By the array of a page's rows, which is another one as soon as the page changes. */
  readonly #texts = new Map<readonly Conversation[], PageText>();
  #context: readonly unknown[] = [];
  #timer: ReturnType<typeof setTimeout> | undefined;
  #idle: number | undefined;
  #worked = -PAUSE;
  /** The page to go on with, and the text laid last on each side. */
  #page = 0;
  #last: Partial<Record<Side, HTMLElement>> = {};

  constructor(
    host: ReactiveControllerHost & { readonly isConnected: boolean },
    options: FindTextOptions,
  ) {
    this.#host = host;
    this.#options = options;
    this.#containers = { before: createContainer(), after: createContainer() };
    options.body.before(this.#containers.before);
    options.body.after(this.#containers.after);
    for (const side of SIDES) this.#containers[side].addEventListener('beforematch', options.found);
    host.addController(this);
  }

  /** Whether the browser searches hidden text. */
  static get supported(): boolean {
    return 'onbeforematch' in HTMLElement.prototype;
  }

  hostDisconnected(): void {
    clearTimeout(this.#timer);
    if (this.#idle !== undefined) cancelIdle(this.#idle);
    this.#timer = this.#idle = undefined;
  }

  /** Rows were rendered and scrolling rests: the texts follow when the browser has time. */
  update(): void {
    this.#page = 0;
    this.#last = {};
    if (this.#idle !== undefined || !this.#host.isConnected) return;
    clearTimeout(this.#timer);
    // Where the reader scrolled to, nothing must be found twice.
    const scrolled = this.#options.scrolledAt() > this.#worked;
    const pause = scrolled ? 0 : this.#worked + PAUSE - performance.now();
    this.#timer = setTimeout(() => (this.#idle = whenIdle(this.#work)), pause);
  }

  readonly #work = (deadline?: IdleDeadline): void => {
    this.#idle = undefined;
    this.#worked = performance.now();
    if (this.#page === 0) this.#forget();
    const { pageCount, rendered, firstInView } = this.#options;
    const indexes = rendered();
    const first = firstInView();
    while (this.#page < pageCount()) {
      this.#lay(this.#page, indexes, first);
      this.#page += 1;
      if (deadline && deadline.timeRemaining() < 1) {
        this.#idle = whenIdle(this.#work);
        return;
      }
    }
  };

  /** Drops the texts of pages that changed or are gone; of all, when columns or language did. */
  #forget(): void {
    const { pageCount, pageAt, context } = this.#options;
    const before = this.#context;
    this.#context = context();
    const held = new Set<readonly Conversation[]>();
    if (this.#context.every((part, index) => part === before[index]))
      for (let page = 0; page < pageCount(); page++) held.add(pageAt(page));
    for (const [rows, text] of this.#texts) {
      if (held.has(rows)) continue;
      for (const side of SIDES) text[side]?.element.remove();
      this.#texts.delete(rows);
    }
  }

  #lay(page: number, rendered: readonly number[], firstInView: number): void {
    const { pageAt, pageStart, lineOf } = this.#options;
    const [rows, start] = [pageAt(page), pageStart(page)];
    const split = Math.max(0, Math.min(firstInView - start, rows.length));
    const seen = rendered.filter((index) => index >= start && index < start + rows.length);
    const text = this.#texts.get(rows) ?? { key: '' };
    this.#texts.set(rows, text);
    // A page that is all on one side has the same lines on the other: it is moved, not made again.
    const whole = split === 0 ? 'after' : split === rows.length ? 'before' : undefined;
    const key = `${whole ? '' : split} ${seen.map((index) => index - start).join(' ')}`;
    if (whole) moveTo(text, whole);
    if (key !== text.key) {
      const lines = rows.map((row, index) => lineOf(row, seen.includes(start + index)));
      write(text, 'before', lines.slice(0, split));
      write(text, 'after', lines.slice(split));
      text.key = key;
    }
    this.#put(text.before, 'before', start);
    this.#put(text.after, 'after', start + split);
  }

  #put(part: TextPart | undefined, side: Side, at: number): void {
    if (!part) return;
    const { element } = part;
    if (part.at !== at) {
      part.at = at;
      element.style.setProperty('--_at', String(at));
    }
    // Opened by the browser for a match, whose row is rendered by now.
    if (!element.hidden) element.setAttribute('hidden', 'until-found');
    const container = this.#containers[side];
    const last = this.#last[side];
    const next = last ? last.nextSibling : container.firstChild;
    if (next !== element) container.insertBefore(element, next);
    this.#last[side] = element;
  }
}

/** Puts the lines that a page has on one side only to the other. */
function moveTo(text: PageText, side: Side): void {
  const other = side === 'before' ? 'after' : 'before';
  if (text[side] || !text[other]) return;
  text[side] = text[other];
  text[other] = undefined;
}

/** Changes the lines of one side of a page; without any there is no element. */
function write(text: PageText, side: Side, lines: readonly string[]): void {
  if (lines.every((line) => line === '')) {
    text[side]?.element.remove();
    text[side] = undefined;
    return;
  }
  text[side] ??= { element: createText(), at: -1 };
  text[side].element.textContent = lines.join('\n');
}

function createText(): HTMLElement {
  const element = document.createElement('div');
  element.setAttribute('hidden', 'until-found');
  return element;
}

function createContainer(): HTMLElement {
  const container = document.createElement('div');
  container.className = 'find';
  container.setAttribute('aria-hidden', 'true');
  return container;
}

const whenIdle = (work: (deadline?: IdleDeadline) => void): number =>
  typeof requestIdleCallback === 'function' ? requestIdleCallback(work) : window.setTimeout(work);

const cancelIdle = (id: number): void =>
  typeof cancelIdleCallback === 'function' ? cancelIdleCallback(id) : clearTimeout(id);
