import { providerError } from '../model/index.js';

/**
 * The address of a recording as a whole URL.
 *
 * @param baseUrl Where a relative one starts from; relative itself to the page.
 * Throws `invalid-response` when it is none that audio may be loaded from.
 */
export function playableUrl(text: string, baseUrl: string): string {
  try {
    const page = (globalThis.location as Location | undefined)?.href;
    const url = new URL(text, new URL(`${baseUrl.replace(/\/+$/, '')}/`, page));
    if (/^https?:$/.test(url.protocol)) return url.href;
  } catch {
    // Said below, without quoting the URL: it may be signed.
  }
  throw providerError('invalid-response', 'The address of the recording cannot be used.');
}
