/**
 * The words in a mail's markup, for reading, finding and exporting where a mail brings no plain text. The
 * result is text and is shown as text: nothing here makes markup safe. Pure.
 */

/** Their contents are no words. */
const UNSEEN: ReadonlySet<string> = new Set('script style head title template noscript'.split(' '));
/** Their start and end are an end of line. */
const BLOCKS: ReadonlySet<string> = new Set(
  'p div br tr li ul ol table h1 h2 h3 h4 h5 h6 blockquote pre hr section article'.split(' '),
);

const ENTITIES: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: ' ',
  lrm: '\u200e',
  rlm: '\u200f',
  ndash: '–',
  mdash: '—',
  hellip: '…',
  euro: '€',
  copy: '©',
};

/** Walks through the markup once, whatever is in it. */
export function textOfHtml(html: string): string {
  const lower = html.toLowerCase();
  const isSame = lower.length === html.length;
  const pieces: string[] = [];
  let at = 0;
  while (at < html.length) {
    const open = html.indexOf('<', at);
    pieces.push(html.slice(at, open < 0 ? html.length : open).replace(/\s+/g, ' '));
    if (open < 0) break;
    const tag = tagAt(html, open);
    if (tag === undefined) {
      pieces.push('<');
      at = open + 1;
      continue;
    }
    at = tag.end;
    if (BLOCKS.has(tag.name)) pieces.push('\n');
    if (UNSEEN.has(tag.name) && !tag.isEnd && isSame) {
      const close = lower.indexOf(`</${tag.name}`, at);
      if (close < 0) break;
      at = close;
    }
  }
  const lines = decodeEntities(pieces.join('')).split('\n');
  return lines
    .map((line) => line.trim())
    .filter((line, index, all) => line || all[index - 1])
    .join('\n')
    .trim();
}

interface Tag {
  readonly name: string;
  readonly isEnd: boolean;
  /** Just behind it. */
  readonly end: number;
}

function tagAt(html: string, open: number): Tag | undefined {
  if (html.startsWith('<!--', open)) {
    const end = html.indexOf('-->', open + 4);
    return { name: '!--', isEnd: false, end: end < 0 ? html.length : end + 3 };
  }
  const [found, slash = '', name = ''] =
    /^<(\/?)([a-z!?][a-z0-9-]{0,30})/i.exec(html.slice(open, open + 40)) ?? [];
  if (found === undefined) return undefined;
  const close = html.indexOf('>', open);
  const end = close < 0 ? html.length : close + 1;
  return { name: name.toLowerCase(), isEnd: slash === '/', end };
}

/** Named ones that mails and subtitles use, and numbers; any other stays as it is written. */
export function decodeEntities(text: string): string {
  return text.replace(
    /&(?:#(\d{1,7})|#x([0-9a-f]{1,6})|([a-z]{2,8}));/gi,
    (all, decimal, hex, name) => {
      if (name !== undefined)
        return Object.hasOwn(ENTITIES, name) ? (ENTITIES[name] as string) : all;
      const code = decimal === undefined ? parseInt(hex as string, 16) : Number(decimal);
      const isLetter = code > 8 && code <= 0x10ffff && !(code >= 0xd800 && code <= 0xdfff);
      return isLetter ? String.fromCodePoint(code) : '\ufffd';
    },
  );
}
