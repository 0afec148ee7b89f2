import { hash } from './random.js';

/**
 * Strings that have broken tables before. Each patch replaces some texts of one conversation; all
 * of them occur in every data set of a few dozen rows or more.
 */
export interface Hostile {
  readonly summary?: string | null;
  readonly name?: string;
  readonly userId?: string;
  readonly agentNumber?: string;
  readonly metadata?: Readonly<Record<string, unknown>>;
  readonly line?: string;
}

const MARKUP = '<img src=x onerror="window.hacked=1"><script>window.hacked=1</script>';
const LINK = 'javascript:window.hacked=1';
/** Turns the reading direction around for whatever follows. */
const BIDI = 'invoice\u202Egpj.exe';
const ZALGO = 'Z\u0351\u0352\u0346a\u0363\u0364\u035B\u0315l\u0300\u0301\u0302g\u0316\u0317o';
const FAMILY = '\u{1F468}\u200D\u{1F469}\u200D\u{1F467}\u200D\u{1F466}';

export const HOSTILE: readonly Hostile[] = [
  { summary: MARKUP, name: MARKUP, line: MARKUP },
  { userId: MARKUP, agentNumber: MARKUP },
  { summary: LINK, name: LINK, userId: LINK, metadata: { website: LINK } },
  { summary: `${BIDI} \u2066isolated\u2069 \u200F`, name: BIDI, line: BIDI },
  { summary: 'A very long summary. '.repeat(4900) + 'The end.' },
  { summary: 'Half an emoji \ud83d and then text', name: '\udc00 lone', line: 'cut \ud83d' },
  { summary: FAMILY.repeat(40), name: `${FAMILY}\u{1F1F3}\u{1F1F1}` },
  { summary: 'Unbroken'.repeat(300), name: 'W'.repeat(300), userId: '9'.repeat(120) },
  { summary: '-', name: '-' },
  { summary: '', name: '' },
  { summary: '   ', name: '\u00a0' },
  { summary: null },
  { summary: 'line one\nline two\r\n\ttabbed\u0000nul', name: 'first\nsecond' },
  { summary: '{{7*7}} ${7*7} %s %d &amp; &lt;b&gt;', name: "Robert'); DROP TABLE conversation;--" },
  { summary: '=HYPERLINK("https://example.com","x")', name: '@SUM(1+1)', userId: '=1+1' },
  { summary: ZALGO, name: ZALGO },
  { metadata: { __proto__: null, constructor: 'x', toString: 1, '': 'empty key' } },
];

/** About one row in 500, and one run of every kind a little below the newest row. */
export function hostileAt(seed: number, seq: number, rows: number): Hostile | undefined {
  const fromTop = rows - 1 - seq;
  const first = Math.min(100, Math.floor(rows / 5));
  if (fromTop >= first && fromTop < first + HOSTILE.length) return HOSTILE[fromTop - first];
  const draw = hash(seed, seq, 0x40);
  return draw % 500 === 0 ? HOSTILE[Math.floor(draw / 500) % HOSTILE.length] : undefined;
}
