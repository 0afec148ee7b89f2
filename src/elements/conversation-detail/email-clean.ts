/**
 * An email's HTML as elements without anything that acts or loads: the first of three layers, before
 * the policy and the sandbox of its frame. What is not on the lists below is gone; styles are taken out
 * and go into the frame through its style sheets (see `email-css.ts`), because a strict policy of the
 * page lets no others in.
 */
import createPurifier from 'dompurify';
import { inertDocument } from '../../internal/trusted-html.js';
import type { Attachment } from '../../model/transcript.js';
import { imageSource, isSpacer, placeholder } from './email-images.js';
import { foldQuotes } from './email-quotes.js';

export interface CleanEmail {
  /** To be imported by the frame's document in place of its own. Styles are in an attribute, `STYLE`. */
  readonly body: HTMLElement;
  /** Style sheets in their order, not cleaned yet. */
  readonly sheets: readonly { readonly text: string; readonly media: string }[];
  /** Images that are on other servers, and are shown when the reader wants it. */
  readonly remote: number;
  /** Images that are never asked for, because the connection is not secure. */
  readonly insecure: number;
}

export interface CleanOptions {
  readonly attachments: readonly Attachment[];
  readonly loadRemote: boolean;
}

const TAGS =
  'body a abbr acronym address article aside b bdi bdo big blockquote br caption center cite code ' +
  'col colgroup dd del dfn dir div dl dt em figcaption figure font footer h1 h2 h3 h4 h5 h6 header ' +
  'hr i img ins kbd li main mark nav ol p pre q s samp section small span strike strong sub sup ' +
  'table tbody td tfoot th thead time tr tt u ul var wbr';

const ATTRIBUTES =
  'abbr align alt bgcolor border cellpadding cellspacing class color colspan dir face headers ' +
  'height href hspace id lang nowrap role rowspan scope size span src start summary title type ' +
  'valign vspace width';

/**
 * Some names have effects while a document is only parsed, and nobody sees it: browsers report styles
 * and bases that the page's policy forbids, look after subtitles, and a `name` puts its element in the
 * place of what the document itself has under it, its body for example. They are parsed as names that
 * mean nothing; no mail has the mark.
 */
const MARK = '\uE000';
const MARKED = /(?:style|name)(?=\s*=)/gi;
/** The attribute that holds what a style attribute said, not cleaned yet. */
export const STYLE = `${MARK}style`;
const NEVER = /<(?:base|track|object)(?=[\s/>])/gi;
/** Read like `<style>`, also at the same places, and without a meaning. */
const SHEET = 'noframes';

/** A sheet made by script has none anyway, but the browser would complain of each. */
const IMPORTS = /@import\s*(?:url\(\s*)?(?:"[^"]*"|'[^']*'|[^\s;)]*)[^;{}]*;/gi;

const LINKS = new Set(['https:', 'http:', 'mailto:', 'tel:']);

/** @throws {TypeError} when the page allows no HTML to be parsed, or the message is none */
export function cleanEmail(html: string, options: CleanOptions): CleanEmail {
  const page = inertDocument(
    html
      .replaceAll(MARK, '')
      .replace(MARKED, `${MARK}$&`)
      .replace(NEVER, '<wbr')
      .replace(/(<\/?)style(?=[\s/>])/gi, `$1${SHEET}`),
  );
  const { body } = page;
  if (!(body instanceof HTMLBodyElement)) throw new TypeError('The message has no body.');
  const { dir, lang } = page.documentElement;
  const sheets = [...page.querySelectorAll(SHEET)].map((sheet) => ({
    text: unmarked(sheet.textContent ?? '').replace(IMPORTS, ''),
    media: sheet.getAttribute('media') ?? '',
  }));
  purify(body);
  unmark(body);
  for (const element of body.querySelectorAll('[src]:not(img)')) element.removeAttribute('src');
  for (const element of body.querySelectorAll('[href]:not(a)')) element.removeAttribute('href');
  body.dir ||= dir || 'auto';
  body.lang ||= lang;
  for (const element of [body, ...body.querySelectorAll('[background]')]) {
    treatBackground(element, options);
  }
  const { remote, insecure } = treatImages(body, options);
  for (const link of body.querySelectorAll('a')) treatLink(link);
  foldQuotes(body);
  return { body, sheets, remote, insecure };
}

/** An instance of its own: settings and hooks of the page's other code are none of this one's. */
function purify(body: HTMLElement): void {
  createPurifier(window).sanitize(body, {
    ALLOWED_TAGS: TAGS.split(' '),
    ALLOWED_ATTR: [...ATTRIBUTES.split(' '), 'background', STYLE],
    ADD_URI_SAFE_ATTR: [STYLE],
    ALLOW_DATA_ATTR: false,
    // Elements stay the elements they are: what is never written out is never read differently.
    IN_PLACE: true,
    // It parses nothing, so it needs no policy of its own.
    TRUSTED_TYPES_POLICY: null as never,
  });
}

const unmarked = (text: string): string => text.replaceAll(MARK, '');

/** Where the mark came between letters that were no attribute. */
function unmark(body: HTMLElement): void {
  const walker = body.ownerDocument.createTreeWalker(body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const text = walker.currentNode as Text;
    if (text.data.includes(MARK)) text.data = unmarked(text.data);
  }
  for (const element of [body, ...body.querySelectorAll('*')]) {
    for (const attribute of element.attributes) {
      if (attribute.value.includes(MARK)) attribute.value = unmarked(attribute.value);
    }
  }
}

/** An old attribute becomes the style it stands for. */
function treatBackground(element: Element, { attachments }: CleanOptions): void {
  const source = imageSource(element.getAttribute('background') ?? '', attachments);
  element.removeAttribute('background');
  if (!('url' in source)) return;
  const url = source.url.replace(/["\\\s]/g, encodeURIComponent);
  const style = element.getAttribute(STYLE) ?? '';
  element.setAttribute(STYLE, `background-image: url("${url}"); ${style}`);
}

function treatImages(
  body: HTMLElement,
  { attachments, loadRemote }: CleanOptions,
): { remote: number; insecure: number } {
  let remote = 0;
  let insecure = 0;
  for (const image of body.querySelectorAll('img')) {
    const source = imageSource(image.getAttribute('src') ?? '', attachments);
    const counts = !isSpacer(image);
    if (counts && source.kind === 'remote') remote += 1;
    if (counts && source.kind === 'insecure') insecure += 1;
    const shown = source.kind === 'inline' || (source.kind === 'remote' && loadRemote && counts);
    if (!shown) {
      image.replaceWith(placeholder(image));
      continue;
    }
    image.src = source.url;
    image.referrerPolicy = 'no-referrer';
    image.decoding = 'async';
  }
  return { remote, insecure };
}

/** Opens in a tab of its own that knows nothing of this page; where it leads to can be seen. */
function treatLink(link: HTMLAnchorElement): void {
  const href = linkAddress(link.getAttribute('href') ?? '');
  link.removeAttribute('href');
  if (!href) return;
  link.href = href;
  link.target = '_blank';
  link.rel = 'noopener noreferrer nofollow';
  link.referrerPolicy = 'no-referrer';
  link.title = href;
}

function linkAddress(address: string): string | undefined {
  try {
    const { protocol, href } = new URL(address.trim());
    return LINKS.has(protocol) ? href : undefined;
  } catch {
    return undefined;
  }
}
