/** Which images of an email may be shown, and what stands in the place of those that may not. */
import { email as words } from '../../locales/en/email.js';
import type { Attachment } from '../../model/transcript.js';

/** Formats that are pixels and nothing else. */
const RASTER = /^image\/(?:png|gif|jpe?g|webp|avif)$/i;
const DATA_URL = /^data:(image\/[\w.+-]+);base64,([a-z0-9+/=\s]*)$/i;

/** Bytes of an image that came with the message. */
const LARGEST = 2_000_000;

/** What an image's address leads to. */
export type ImageSource =
  /** Came with the message. */
  | { readonly kind: 'inline'; readonly url: string }
  /** Would be asked for from a server. */
  | { readonly kind: 'remote'; readonly url: string }
  /** Would be asked for from a server, over a connection that others can read. */
  | { readonly kind: 'insecure' }
  /** Leads nowhere, or to what is no image. */
  | { readonly kind: 'none' };

const NONE: ImageSource = { kind: 'none' };

export function imageSource(address: string, attachments: readonly Attachment[]): ImageSource {
  const url = address.trim();
  const scheme = /^([a-z][a-z0-9+.-]*):/i.exec(url)?.[1]?.toLowerCase();
  if (scheme === 'cid') {
    const found = attachmentOf(url.slice(4), attachments);
    return found?.url ? attached(found.url, found) : NONE;
  }
  if (scheme === 'data') return dataImage(url);
  return remoteImage(url);
}

/** An attachment named in an email; ids are written with and without angle brackets. */
function attachmentOf(id: string, attachments: readonly Attachment[]): Attachment | undefined {
  const bare = (text: string) => text.replace(/^<|>$/g, '');
  const wanted = new Set([bare(id), bare(decoded(id))]);
  return attachments.find(({ contentId }) => contentId && wanted.has(bare(contentId)));
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** The page made a `blob:` itself; what is in it, only its attachment says. */
function attached(url: string, { type, size = 0 }: Attachment): ImageSource {
  if (/^data:/i.test(url)) return dataImage(url);
  if (!/^blob:/i.test(url)) return remoteImage(url);
  return RASTER.test(type ?? '') && size <= LARGEST ? { kind: 'inline', url } : NONE;
}

function dataImage(url: string): ImageSource {
  const [, type = '', data = ''] = DATA_URL.exec(url) ?? [];
  return RASTER.test(type) && data.length * 0.75 <= LARGEST ? { kind: 'inline', url } : NONE;
}

/** Without a base: what is relative has no meaning in an email. `//host` is a server all the same. */
function remoteImage(address: string): ImageSource {
  try {
    const { protocol, href } = new URL(address.startsWith('//') ? `https:${address}` : address);
    if (protocol === 'https:') return { kind: 'remote', url: href };
    return protocol === 'http:' ? { kind: 'insecure' } : NONE;
  } catch {
    return NONE;
  }
}

/** Images of a pixel or two show nothing: they keep a table apart, or report that it was opened. */
export const isSpacer = (image: Element): boolean =>
  ['width', 'height'].some((name) =>
    /^\s*[0-2]\s*(?:px)?\s*$/i.test(image.getAttribute(name) ?? ''),
  );

/**
 * A box with the name of the image and its size, so that the rest of the message stays where it
 * was. It keeps class and id, by which the message's own styles know it.
 */
export function placeholder(image: Element): HTMLElement {
  const box = image.ownerDocument.createElement('span');
  for (const name of ['class', 'id', 'title', 'width', 'height']) {
    const value = image.getAttribute(name);
    if (value !== null) box.setAttribute(name, value);
  }
  const spacer = isSpacer(image);
  box.setAttribute('data-image', spacer ? 'spacer' : 'blocked');
  if (spacer) return box;
  const name = image.getAttribute('alt')?.trim() ?? '';
  box.setAttribute('role', 'img');
  box.setAttribute('aria-label', words.imageNotShown(name || words.image));
  box.textContent = name || words.image;
  return box;
}

/** `width` and `height` mean nothing on a box; as a style they do. */
export function sizePlaceholder(box: HTMLElement): void {
  for (const name of ['width', 'height'] as const) {
    const [, number, unit = ''] =
      /^\s*(\d{1,4}(?:\.\d+)?)\s*(px|%)?\s*$/i.exec(box.getAttribute(name) ?? '') ?? [];
    const size = `${number}${unit === '%' ? '%' : 'px'}`;
    // Within a narrow table an image shrinks; a box does so only when its width says it.
    if (number && !box.style[name]) {
      box.style[name] = name === 'width' ? `min(${size}, 100%)` : size;
    }
    box.removeAttribute(name);
  }
}
