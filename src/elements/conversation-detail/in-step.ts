/**
 * Goes in step with the recording: which turn sounds, and which word of it. What changes while a
 * recording plays is marked on the elements that are there; Lit renders nothing.
 */
import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { Turn } from '../../model/transcript.js';
import { highlightOfPage } from './page-highlight.js';
import { besideAt, readingAt, timesOf, wordAt, type Reading, type TurnTime } from './turn-times.js';
import { rangeIn } from './text-range.js';
import { segmentsOf, textsOf } from './turn-text.js';

const HIGHLIGHT = 'conversation-word';

export interface InStepOptions {
  /** The element of a turn, while it is rendered. */
  readonly elementOf: (id: string) => HTMLElement | undefined;
  /** Seconds: the recording's time − the transcript's. */
  readonly offset: () => number;
  /** Seconds in the recording, as exact as it is known; asked once a frame while words are followed. */
  readonly exactTime: () => number | undefined;
  /** Another turn is current. */
  readonly changed: () => void;
}

export class InStep implements ReactiveController {
  readonly #options: InStepOptions;
  #turns: readonly Turn[] = [];
  #times: readonly TurnTime[] = [];
  #byId = new Map<string, Turn>();
  #hasWords = false;
  #reading: Reading | undefined;
  #marked: readonly HTMLElement[] = [];
  /** Ids of what sounds at the same time as the current turn. */
  #beside: readonly string[] = [];
  #range: Range | undefined;
  #word: unknown;
  #frame: number | undefined;

  constructor(host: ReactiveControllerHost, options: InStepOptions) {
    this.#options = options;
    host.addController(this);
  }

  hostUpdated(): void {
    this.#mark();
  }

  hostDisconnected(): void {
    this.stop();
    this.#showWord(undefined);
  }

  /** Id of the current turn. */
  get current(): string | undefined {
    return this.#times[this.#reading?.index ?? -1]?.id;
  }

  follow(turns: readonly Turn[]): void {
    if (turns === this.#turns) return;
    const { current } = this;
    this.#turns = turns;
    this.#times = timesOf(turns);
    this.#byId = new Map(turns.map((turn) => [turn.id, turn]));
    this.#hasWords = turns.some(({ words }) => words?.length);
    const index = this.#times.findIndex(({ id }) => id === current);
    this.#reading = this.#reading && { ...this.#reading, index };
  }

  /** Nothing is heard of any turn: another conversation. */
  reset(): void {
    this.stop();
    this.#reading = undefined;
    this.#beside = [];
    this.#mark();
    this.#showWord(undefined);
  }

  /**
   * @param time Seconds in the recording.
   * @param sought The listener went there, so that nothing wavers.
   */
  at(time: number, sought = false): void {
    const { current } = this;
    const place = time - this.#options.offset();
    this.#reading = readingAt(this.#times, place, sought ? undefined : this.#reading);
    this.#showWord(place);
    const beside = besideAt(this.#times, this.#reading.index, place);
    const isSame = this.current === current && String(beside) === String(this.#beside);
    this.#beside = beside;
    if (!isSame) this.#mark();
    if (this.current !== current) this.#options.changed();
  }

  /** It sounds: words change more often than times are reported. */
  start(): void {
    const step = () => {
      const time = this.#options.exactTime();
      // The conversation that sounded is shown no more.
      if (time === undefined) return this.stop();
      this.#frame = requestAnimationFrame(step);
      if (this.#hasWords) this.at(time);
    };
    this.#frame ??= requestAnimationFrame(step);
  }

  stop(): void {
    if (this.#frame !== undefined) cancelAnimationFrame(this.#frame);
    this.#frame = undefined;
  }

  /** What sounds is marked; the turn among it that began last is the current one. */
  #mark(): void {
    const { current } = this;
    const elements = [current, ...this.#beside].map((id) =>
      id === undefined ? undefined : this.#options.elementOf(id),
    );
    const marked = elements.filter((element) => element !== undefined);
    for (const element of this.#marked) if (!marked.includes(element)) show(element, false, false);
    for (const element of marked) show(element, true, element === elements[0]);
    this.#marked = marked;
  }

  #showWord(place: number | undefined): void {
    const shown = highlightOfPage(HIGHLIGHT);
    if (!shown) return;
    const turn = this.#byId.get(this.current ?? '');
    const word = place === undefined ? undefined : wordAt(turn?.words, place);
    if (word === this.#word && (!word || this.#range?.startContainer.isConnected)) return;
    this.#word = word;
    if (this.#range) shown.delete(this.#range);
    this.#range = word && turn && this.#rangeOf(turn, word.from, word.to);
    if (this.#range) shown.add(this.#range);
  }

  #rangeOf(turn: Turn, from: number, to: number): Range | undefined {
    const text = textsOf(turn).findLast(({ from: start }) => start !== undefined && start <= from);
    if (text?.from === undefined) return undefined;
    const part = this.#options.elementOf(turn.id)?.querySelector(`[data-part="${text.index}"]`);
    return rangeIn(part, segmentsOf(text, turn.redactions), from - text.from, to - text.from);
  }
}

function show(element: HTMLElement, sounds: boolean, isCurrent: boolean): void {
  element.classList.toggle('sounding', sounds);
  element.classList.toggle('current', isCurrent);
  element.part[sounds ? 'add' : 'remove']('turn-sounding');
  element.part[isCurrent ? 'add' : 'remove']('turn-current');
  element.ariaCurrent = isCurrent ? 'true' : null;
}
