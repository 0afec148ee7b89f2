/** Seconds in words. */

export const count = (n: number, noun: string) => `${n} ${noun}${n === 1 ? '' : 's'}`;

/**
 * Seconds as they are said: `2 minutes 5 seconds`, `6 minutes`, `0 seconds`. Not by
 * `Intl.DurationFormat`, which half of the supported browsers lack: the words around are of this file too.
 */
export function spoken(seconds: number): string {
  const whole = Math.floor(seconds);
  const [h, m, s] = [Math.floor(whole / 3600), Math.floor(whole / 60) % 60, whole % 60];
  const parts = [h && count(h, 'hour'), m && count(m, 'minute'), s && count(s, 'second')];
  return parts.filter(Boolean).join(' ') || count(0, 'second');
}
