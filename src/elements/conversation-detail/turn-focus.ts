/**
 * The turns are one stop of Tab: arrows go from turn to turn, and the controls of the turn that has
 * the stop are the next stops.
 */
import type { ReactiveController, ReactiveControllerHost } from 'lit';

const CONTROLS = 'button, a, summary, input, [data-control]';

/** Turns that Page Up and Page Down go past. */
const PAGE = 10;

export class TurnFocus implements ReactiveController {
  readonly #list: () => HTMLElement | null;
  readonly #move: ((id: string | undefined, by: number) => HTMLElement | undefined) | undefined;
  /** Id of the turn that has the stop. */
  #active: string | undefined;
  #stop: HTMLElement | undefined;

  /**
   * @param list The list of turns.
   * @param move The turn so many turns further, rendered if need be; without it, what is in the list.
   */
  constructor(
    host: ReactiveControllerHost,
    list: () => HTMLElement | null,
    move?: (id: string | undefined, by: number) => HTMLElement | undefined,
  ) {
    this.#list = list;
    this.#move = move;
    host.addController(this);
  }

  hostUpdated(): void {
    this.#sync();
  }

  /** The turn that has the stop. */
  get element(): HTMLElement | undefined {
    return this.#stop;
  }

  /** Its id, once the reader was there. */
  get active(): string | undefined {
    return this.#active;
  }

  /** Focus, or a press, came to a turn. */
  enter(turn: HTMLElement): void {
    this.#active = turn.dataset['id'];
    this.#sync();
  }

  focus(turn: HTMLElement | undefined): void {
    if (!turn) return;
    this.enter(turn);
    turn.focus({ preventScroll: true });
    turn.scrollIntoView({ block: 'nearest' });
  }

  /** Whether the key was one of the list's. */
  onKey({ key, ctrlKey, metaKey, altKey, shiftKey }: KeyboardEvent): boolean {
    if (ctrlKey || metaKey || altKey || shiftKey) return false;
    const steps: Readonly<Record<string, number>> = {
      ArrowDown: 1,
      ArrowUp: -1,
      PageDown: PAGE,
      PageUp: -PAGE,
      Home: -Infinity,
      End: Infinity,
    };
    const by = steps[key];
    if (by === undefined) return false;
    this.focus(this.#move ? this.#move(this.#active, by) : this.#inList(by));
    return true;
  }

  #inList(by: number): HTMLElement | undefined {
    const turns = [...(this.#list()?.children ?? [])] as HTMLElement[];
    const at = turns.indexOf(this.#stop as HTMLElement) + by;
    return turns[Math.max(0, Math.min(turns.length - 1, at))];
  }

  #sync(): void {
    const list = this.#list();
    const known =
      this.#active === undefined
        ? undefined
        : list?.querySelector<HTMLElement>(`[data-id="${CSS.escape(this.#active)}"]`);
    const stop = known ?? (list?.firstElementChild as HTMLElement | null) ?? undefined;
    if (this.#stop !== stop && this.#stop) setStops(this.#stop, '-1');
    this.#stop = stop;
    if (stop) setStops(stop, '0');
  }
}

function setStops(turn: HTMLElement, tabIndex: '0' | '-1'): void {
  for (const each of [turn, ...turn.querySelectorAll<HTMLElement>(CONTROLS)])
    if (each.getAttribute('tabindex') !== tabIndex) each.setAttribute('tabindex', tabIndex);
}
