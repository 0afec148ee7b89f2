import * as z from 'zod/mini';

/**
 * A copy of what a server sent, without the fields that are not what they should be, and the names
 * of those. Each field is read alone, so that a wrong one costs nothing but itself; `null` and
 * absent are always fine, and keys without a schema stay as they came.
 *
 * @param texts Names of fields that are texts: a server that sends numbers for them is understood.
 */
export function readFields(
  source: Readonly<Record<string, unknown>>,
  fields: Readonly<Record<string, z.ZodMiniType>>,
  texts: RegExp,
): { readonly row: Record<string, unknown>; readonly unreadable: string[] } {
  const row = { ...source };
  const unreadable = Object.keys(row).filter((name) => {
    const schema = Object.hasOwn(fields, name) ? fields[name] : undefined;
    if (texts.test(name) && typeof row[name] === 'number') row[name] = String(row[name]);
    return schema && row[name] !== null && !z.safeParse(schema, row[name]).success;
  });
  for (const name of unreadable) delete row[name];
  return { row, unreadable };
}
