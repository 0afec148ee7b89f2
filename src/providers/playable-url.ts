import { providerError } from '../model/index.js';

/**
 * A whole URL that may be loaded from; `undefined` for what is none.
 *
 * @param baseUrl Where a relative one starts from; relative itself to the page.
 */
export function wholeUrl(text: string, baseUrl: string): string | undefined {
  try {
    const page = (globalThis.location as Location | undefined)?.href;
    const url = new URL(text, new URL(`${baseUrl.replace(/\/+$/, '')}/`, page));
    if (/^https?:$/.test(url.protocol)) return url.href;
  } catch {
    // It is none.
  }
  return undefined;
}

/**
 * The address of a recording as a whole URL.
 *
 * @param baseUrl Where a relative one starts from; relative itself to the page.
 * Throws `invalid-response` when it is none that audio may be loaded from, without quoting it: it may be
 * signed.
 */
export function playableUrl(text: string, baseUrl: string): string {
  const url = wholeUrl(text, baseUrl);
  if (url) return url;
  throw providerError('invalid-response', 'The address of the recording cannot be used.');
}
