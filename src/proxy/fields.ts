/** Reading and changing answers by the names of their fields. */

/** What is at a path with dots; `undefined` where it leads nowhere. */
export function fieldAt(value: unknown, path: string): unknown {
  return path
    .split('.')
    .reduce<unknown>((part, name) => (has(part, name) ? part[name] : undefined), value);
}

/** Replaces what is at a path, where the path leads somewhere. */
export function setField(value: unknown, path: string, content: unknown): void {
  const names = path.split('.');
  const last = names.pop() as string;
  const holder = names.length > 0 ? fieldAt(value, names.join('.')) : value;
  if (has(holder, last)) holder[last] = content;
}

/** Takes fields of these names out, however deep they are. */
export function strip(value: unknown, names: ReadonlySet<string>): void {
  if (typeof value !== 'object' || value === null) return;
  for (const [name, part] of Object.entries(value)) {
    if (names.has(name) && !Array.isArray(value)) Reflect.deleteProperty(value, name);
    else strip(part, names);
  }
}

/** The rows of an answer; an answer that is one row is its only one. */
export function rowsOf(body: unknown, rows: string | undefined): readonly unknown[] {
  const found = rows === undefined ? body : (fieldAt(body, rows) ?? body);
  return Array.isArray(found) ? found : [found];
}

function has(value: unknown, name: string): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && Object.hasOwn(value, name);
}
