/** URLs from outside, checked before they reach `href` or `src`, and the templates hosts write. */

const LINK_SCHEMES = new Set(['https:', 'http:']);
const MEDIA_SCHEMES = new Set(['https:', 'http:', 'blob:']);

function checked(url: string, schemes: ReadonlySet<string>, base: string): string | undefined {
  try {
    const parsed = new URL(url, base);
    return schemes.has(parsed.protocol) ? parsed.href : undefined;
  } catch {
    return undefined;
  }
}

/** The absolute URL when it may be linked to, else `undefined`. */
export const linkUrl = (url: string, base: string): string | undefined =>
  checked(url, LINK_SCHEMES, base);

/** The absolute URL when it may be played, else `undefined`. */
export const mediaUrl = (url: string, base: string): string | undefined =>
  checked(url, MEDIA_SCHEMES, base);

/** `encodeURIComponent` throws on half a surrogate pair. */
const encode = (text: string): string => encodeURIComponent(text.toWellFormed());

/**
 * Fills `{name}` placeholders, percent-encoded. A placeholder without a value takes its part of the
 * URL with it: in a path the segments since the placeholder before it, in a query the parameter.
 * `undefined` for the values `.` and `..`: URL parsing swallows them, however they are encoded.
 */
export function fillTemplate(
  template: string,
  values: Readonly<Record<string, string | null | undefined>>,
): string | undefined {
  if (Object.values(values).some((value) => /^\.\.?$/.test(value ?? ''))) return undefined;
  const [, head = '', query, hash = ''] = /^([^?#]*)(?:\?([^#]*))?(#.*)?$/s.exec(template) ?? [];
  const known = (part: string) =>
    [...part.matchAll(/\{(\w+)\}/g)].every(([, name = '']) => values[name] || !(name in values));
  const path: string[] = [];
  let settled = 0;
  for (const segment of head.split('/')) {
    if (!known(segment)) {
      path.length = settled;
      continue;
    }
    path.push(segment);
    if (segment.includes('{')) settled = path.length;
  }
  // Nothing before the placeholder was filled: keep the leading part of the URL as it is written.
  const kept = settled === 0 && !known(head) ? head.split('/').filter(known) : path;
  const parameters = query?.split('&').filter(known).join('&');
  const filled = kept.join('/') + (parameters ? `?${parameters}` : '') + (known(hash) ? hash : '');
  return filled.replace(/\{(\w+)\}/g, (placeholder, name: string) =>
    name in values ? encode(values[name] ?? '') : placeholder,
  );
}
