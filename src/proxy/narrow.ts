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
  const order = compared(asked, imposed);
  if (order === undefined) return undefined;
  return (narrows === 'from' ? order > 0 : order < 0) ? asked : imposed;
}

/** Whether the filter asks for anything: one that does not would let everything through. */
export function asksForSomething({ narrows }: ProxyParam, imposed: string): boolean {
  return imposed !== '' && (narrows !== 'pairs' || Object.keys(pairsOf(imposed)).length > 0);
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
  from: (value, imposed) => isPlain(value) && (compared(String(value), imposed) ?? -1) >= 0,
  to: (value, imposed) => isPlain(value) && (compared(String(value), imposed) ?? 1) <= 0,
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

const NUMBER = /^-?\d+(\.\d+)?$/;
const DAY = /^\d{4}-\d\d-\d\d$/;
const TIME = /^(\d{4}-\d\d-\d\d)[T ](\d\d:\d\d(?::\d\d(?:\.\d{1,9})?)?)(Z|[+-]\d\d:\d\d)?$/;

/**
 * Above zero where the first is more or later; `undefined` for two that are not written in the same way.
 * Only what every server reads alike is read at all: `Date` would take `01-02-2025` for another day than
 * the upstream does, and a time without a zone for this server's own.
 */
function compared(first: string, second: string): number | undefined {
  const [a, b] = [read(first), read(second)];
  return a && b && a.form === b.form && !Number.isNaN(a.value - b.value)
    ? a.value - b.value
    : undefined;
}

function read(text: string): { readonly form: string; readonly value: number } | undefined {
  if (NUMBER.test(text)) return { form: 'number', value: Number(text) };
  if (DAY.test(text)) return { form: 'day', value: Date.parse(text) };
  const [, day, clock, zone] = TIME.exec(text) ?? [];
  if (!day) return undefined;
  return { form: zone ? 'time' : 'wall', value: Date.parse(`${day}T${clock}${zone ?? 'Z'}`) };
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
