const INSTANT =
  /^(\d{4}-\d\d-\d\d)[T ](\d\d:\d\d)(?::(\d\d)(?:[.,](\d+))?)?\s?(Z|[+-]\d\d(?::?\d\d)?)$/i;

/**
 * Microseconds since 1970, exact up to the year 2255 and the same in every browser. `NaN` for
 * anything that is not an ISO 8601 instant with a zone, so that comparisons with it are false.
 */
export function instant(text: unknown): number {
  const match = typeof text === 'string' ? INSTANT.exec(text) : null;
  if (!match) return NaN;
  const [, date, minutes, seconds = '00', fraction = '', zone = 'Z'] = match;
  const digits = zone.slice(1).replace(':', '');
  const offset = digits ? `${zone[0]}${digits.slice(0, 2)}:${digits.slice(2) || '00'}` : 'Z';
  const whole = Date.parse(`${date}T${minutes}:${seconds}${offset}`);
  return whole * 1000 + Number(fraction.slice(0, 6).padEnd(6, '0'));
}
