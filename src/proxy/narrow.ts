/** Filters that hold whatever a reader asks for. Pure. */
import { fieldAt } from './fields.js';
import type { Narrowing, ProxyParam } from './types.js';

/**
 * The one value that asks for both, the imposed one and the reader's; `undefined` where nothing can
 * match both, or one value cannot say it.
 */
export function both(
  { narrows = 'equal' }: ProxyParam,
  imposed: string,
  asked: string | undefined,
): string | undefined {
  if (asked === undefined || asked === imposed) return imposed;
  if (narrows === 'equal') return undefined;
  if (narrows === 'contains') {
    if (includes(asked, imposed)) return asked;
    return includes(imposed, asked) ? imposed : undefined;
  }
  if (narrows === 'pairs') return merged(imposed, asked);
  const [a, b] = [valueOf(imposed), valueOf(asked)];
  if (Number.isNaN(a) || Number.isNaN(b)) return undefined;
  return (narrows === 'from') === a >= b ? imposed : asked;
}

/** Whether a row shows that the filter holds for it. What a row does not tell counts as no. */
export function holds(
  name: string,
  { narrows = 'equal', field = name }: ProxyParam,
  imposed: string,
  row: unknown,
): boolean {
  return [field].flat().some((path) => FITS[narrows](fieldAt(row, path), imposed));
}

const FITS: Readonly<Record<Narrowing, (value: unknown, imposed: string) => boolean>> = {
  equal: (value, imposed) => isPlain(value) && String(value) === imposed,
  contains: (value, imposed) => typeof value === 'string' && includes(value, imposed),
  from: (value, imposed) => isPlain(value) && valueOf(value) >= valueOf(imposed),
  to: (value, imposed) => isPlain(value) && valueOf(value) <= valueOf(imposed),
  pairs: (value, imposed) =>
    Object.entries(pairsOf(imposed)).every(([name, part]) => {
      const held: unknown = typeof value === 'object' && value !== null ? value : {};
      return (
        Object.hasOwn(held as object, name) && (held as Record<string, unknown>)[name] === part
      );
    }),
};

function includes(text: string, part: string): boolean {
  return text.toLowerCase().includes(part.toLowerCase());
}

/** A number, or a time as one. */
function valueOf(value: unknown): number {
  if (typeof value === 'number') return value;
  const text = String(value).trim();
  return /^-?\d+(\.\d+)?$/.test(text) ? Number(text) : Date.parse(text);
}

function isPlain(value: unknown): boolean {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean';
}

function merged(imposed: string, asked: string): string | undefined {
  const own = pairsOf(imposed);
  const theirs = pairsOf(asked);
  const clash = Object.keys(own).some(
    (name) => Object.hasOwn(theirs, name) && theirs[name] !== own[name],
  );
  return clash ? undefined : JSON.stringify({ ...theirs, ...own });
}

function pairsOf(text: string): Record<string, unknown> {
  return JSON.parse(text) as Record<string, unknown>;
}
