/** The keys of the player: one table that the handler and the help dialog read. */
import type { Listening } from '../../internal/playback.js';
import type { ExtrasWords } from '../../locales/en/player-extras.js';

/** What a listener can do; buttons and keys end up here alike. */
export interface PlayerActs {
  readonly toggle: () => void;
  /** Seconds, negative: back. */
  readonly skip: (seconds: number) => void;
  readonly turn: (direction: 1 | -1, source: 'button' | 'key') => void;
  /** Seconds. */
  readonly goTo: (time: number, source: 'key' | 'marker') => void;
  /** To the next speed of the list. */
  readonly faster: (direction: 1 | -1) => void;
  readonly setVolume: (volume: number) => void;
  readonly mute: () => void;
  readonly skipSilence: () => void;
  /** Changes what is heard, or, with nothing to change, which passages that makes. */
  readonly listen: (change: Partial<Pick<Listening, 'skipSilence' | 'speakerId'>>) => void;
  readonly download: () => void;
  readonly copyLink: () => void;
  readonly help: () => void;
}

export interface Shortcut {
  /** As in `KeyboardEvent.key`, with `Space` and `Shift+`; letters in lower case. */
  readonly keys: readonly string[];
  readonly does: keyof ExtrasWords['shortcuts'];
  readonly act: (acts: PlayerActs) => void;
  /** A key that is held does it again. */
  readonly repeats?: boolean;
  /** Only while the timeline has focus: elsewhere these keys scroll the page. */
  readonly onSlider?: boolean;
  /** Of a control that a compact player has not. */
  readonly full?: boolean;
}

export const SHORTCUTS: readonly Shortcut[] = [
  { keys: ['Space', 'k'], does: 'toggle', act: (acts) => acts.toggle() },
  { keys: ['ArrowLeft', 'j'], does: 'back', act: (acts) => acts.skip(-5), repeats: true },
  {
    keys: ['ArrowRight', 'l'],
    does: 'forward',
    act: (acts) => acts.skip(5),
    repeats: true,
  },
  {
    keys: ['Shift+ArrowLeft'],
    does: 'farBack',
    act: (acts) => acts.skip(-15),
    repeats: true,
  },
  {
    keys: ['Shift+ArrowRight'],
    does: 'farForward',
    act: (acts) => acts.skip(15),
    repeats: true,
  },
  { keys: [','], does: 'previous', act: (acts) => acts.turn(-1, 'key'), full: true },
  { keys: ['.'], does: 'next', act: (acts) => acts.turn(1, 'key'), full: true },
  { keys: ['<'], does: 'slower', act: (acts) => acts.faster(-1), full: true },
  { keys: ['>'], does: 'faster', act: (acts) => acts.faster(1), full: true },
  { keys: ['m'], does: 'mute', act: (acts) => acts.mute(), full: true },
  { keys: ['s'], does: 'silence', act: (acts) => acts.skipSilence(), full: true },
  { keys: ['?'], does: 'help', act: (acts) => acts.help(), full: true },
  {
    keys: ['ArrowDown'],
    does: 'back',
    act: (acts) => acts.skip(-5),
    repeats: true,
    onSlider: true,
  },
  {
    keys: ['ArrowUp'],
    does: 'forward',
    act: (acts) => acts.skip(5),
    repeats: true,
    onSlider: true,
  },
  { keys: ['PageDown'], does: 'previous', act: (acts) => acts.turn(-1, 'key'), onSlider: true },
  { keys: ['PageUp'], does: 'next', act: (acts) => acts.turn(1, 'key'), onSlider: true },
  { keys: ['Home'], does: 'start', act: (acts) => acts.goTo(0, 'key'), onSlider: true },
  { keys: ['End'], does: 'end', act: (acts) => acts.goTo(Infinity, 'key'), onSlider: true },
];

/**
 * What a key does where it was pressed, if anything. `noShortcuts` leaves the timeline its own keys: it
 * is a slider, and they are how a slider is used.
 */
export function shortcutFor(
  event: KeyboardEvent,
  { noShortcuts, compact }: { readonly noShortcuts: boolean; readonly compact: boolean },
): Shortcut | undefined {
  const { key, shiftKey } = event;
  if (event.defaultPrevented || event.isComposing) return undefined;
  if (event.ctrlKey || event.metaKey || event.altKey) return undefined;
  // A letter with Shift is another key; signs such as `?` need Shift on most keyboards.
  if (shiftKey && /^[a-z]$/i.test(key)) return undefined;
  const plain = key === ' ' ? 'Space' : key.length === 1 ? key.toLowerCase() : key;
  const name = shiftKey && plain.length > 1 ? `Shift+${plain}` : plain;
  const target = event.composedPath()[0] as HTMLElement;
  const slider = target.matches('.slider');
  if (meansSomethingElse(target, slider, plain)) return undefined;
  if (noShortcuts && !(slider && plain.length > 1 && plain !== 'Space')) return undefined;
  return SHORTCUTS.find(
    ({ keys, onSlider, full }) =>
      keys.includes(name) && (slider || !onSlider) && !(compact && full),
  );
}

/** Whether the control that has focus uses the key itself. */
function meansSomethingElse(target: HTMLElement, slider: boolean, plain: string): boolean {
  if (slider) return false;
  if (target.matches('select, input:not([type="range"]), dialog, dialog *')) return true;
  if (target.matches('input')) return plain.length > 1 && plain !== 'Space';
  return target.matches('button') && plain === 'Space';
}
