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
  /** To be adopted by the frame's document in place of its own. */
  readonly body: HTMLElement;
  /** Style sheets in their order, not cleaned yet. */
  readonly sheets: readonly { readonly text: string; readonly media: string }[];
  /** What style attributes and old attributes say, not cleaned yet. */
  readonly styles: ReadonlyMap<HTMLElement, string>;
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
 * A browser reports a style that the page's policy forbids already while it parses a document that
 * nobody sees. So attributes are parsed under a name that means nothing, which no mail uses.
 */
const MARK = '\uE000';
const STYLE = `${MARK}style`;
/** Read like `<style>`, also at the same places, and without a meaning. */
const SHEET = 'noframes';

const LINKS = new Set(['https:', 'http:', 'mailto:', 'tel:']);

/** @throws {TypeError} when the page allows no HTML to be parsed */
export function cleanEmail(html: string, options: CleanOptions): CleanEmail {
  const page = inertDocument(
    html
      .replaceAll(MARK, '')
      .replace(/style(?=\s*=)/gi, `${MARK}$&`)
      .replace(/(<\/?)style(?=[\s/>])/gi, `$1${SHEET}`),
  );
  const { body } = page;
  const { dir, lang } = page.documentElement;
  const sheets = [...page.querySelectorAll(SHEET)].map((sheet) => ({
    text: unmarked(sheet.textContent ?? ''),
    media: sheet.getAttribute('media') ?? '',
  }));
  purify(body);
  unmark(body);
  body.dir ||= dir || 'auto';
  body.lang ||= lang;
  const styles = takeStyles(body, options);
  const { remote, insecure } = treatImages(body, options);
  for (const link of body.querySelectorAll('a')) treatLink(link);
  foldQuotes(body);
  return { body, sheets, styles, remote, insecure };
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

function takeStyles(body: HTMLElement, { attachments }: CleanOptions): Map<HTMLElement, string> {
  const styles = new Map<HTMLElement, string>();
  for (const element of [body, ...body.querySelectorAll<HTMLElement>('*')]) {
    const background = element.getAttribute('background');
    const image = background === null ? undefined : imageSource(background, attachments);
    const text = [
      image && 'url' in image
        ? `background-image: url("${image.url.replace(/["\\\s]/g, encodeURIComponent)}")`
        : '',
      element.getAttribute(STYLE) ?? '',
    ];
    const style = text.filter(Boolean).join('; ');
    if (style) styles.set(element, style);
    element.removeAttribute('background');
    element.removeAttribute(STYLE);
  }
  return styles;
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
