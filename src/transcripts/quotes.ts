/** Where the mails that a mail answers begin in its text. Pure. */

/** Words that mail programs put before what they quote, each a whole line. */
const ATTRIBUTIONS: readonly RegExp[] = [
  /^on .{4,300} wrote:$/i,
  /^am .{4,300} schrieb.{0,200}:$/i,
  /^le .{4,300} a écrit\s?:$/i,
  /^el .{4,300} escribió:$/i,
  /^il .{4,300} ha scritto:$/i,
  /^em .{4,300} escreveu:$/i,
  /^op .{4,300} schreef.{0,200}:$/i,
  /^-{2,}\s*(?:original message|forwarded message|ursprüngliche nachricht|message d'origine)\s*-{2,}$/i,
];

const RULE = /^_{10,}$/;
const HEAD = /^(?:\*?)(?:from|von|de|da|van):(?:\*?)\s/i;
const HEAD_NEXT = /^(?:\*?)(?:sent|date|to|gesendet|datum|an|envoyé|enviado|inviato|verzonden):/i;

/**
 * The UTF-16 offset from which on everything is quoted; `undefined` when nothing is. An answer between
 * quoted lines is part of what was written, so lines of `>` count only where they go on to the end.
 */
export function quotedFrom(text: string): number | undefined {
  const lines = linesOf(text);
  const tail = quotedTail(lines);
  const opening = lines.findIndex((line, index) => {
    if (index === 0 || index >= tail || !opensQuote(lines, index, line.text)) return false;
    const below = nextWritten(lines, index + 1);
    return below >= tail || !isQuoted(lines[below]);
  });
  const first = lines[opening < 0 ? tail : opening];
  // A mail that is only a quote has nothing else to show.
  return first && text.slice(0, first.from).trim() ? first.from : undefined;
}

const isQuoted = (line: Line | undefined): boolean => /^\s*>/.test(line?.text ?? '');
const isBlank = (line: Line | undefined): boolean => line?.text.trim() === '';

/** Where the quoted lines begin that go on to the end; behind the last line when there are none. */
function quotedTail(lines: readonly Line[]): number {
  let tail = lines.length;
  while (tail > 0 && (isBlank(lines[tail - 1]) || isQuoted(lines[tail - 1]))) tail -= 1;
  while (tail < lines.length && !isQuoted(lines[tail])) tail += 1;
  return tail;
}

/** A few blank lines may lie between; more do not belong together. */
function nextWritten(lines: readonly Line[], from: number): number {
  let at = from;
  while (at < from + 5 && isBlank(lines[at])) at += 1;
  // The second line of an attribution that was wrapped.
  return /:$/.test(lines[at]?.text ?? '') && at === from ? nextWritten(lines, at + 1) : at;
}

interface Line {
  readonly text: string;
  readonly from: number;
}

/** Lines of a mail; what is longer than a line of an attribution can be is cut, for the patterns' sake. */
function linesOf(text: string): readonly Line[] {
  let from = 0;
  return text.split('\n').map((line) => {
    const at = from;
    from += line.length + 1;
    return { text: line.slice(0, 600).trimEnd(), from: at };
  });
}

function opensQuote(lines: readonly Line[], index: number, line: string): boolean {
  const next = lines[index + 1]?.text ?? '';
  const trimmed = line.trim();
  if (trimmed.length < 5) return false;
  // Long attributions are wrapped once.
  const isAttribution = (words: string): boolean => ATTRIBUTIONS.some((one) => one.test(words));
  if (isAttribution(trimmed)) return true;
  if (next && next.trimEnd().endsWith(':') && isAttribution(`${trimmed} ${next.trim()}`))
    return true;
  if (RULE.test(trimmed)) return HEAD.test(next.trim());
  return HEAD.test(trimmed) && HEAD_NEXT.test(next.trim());
}
