/** Which shape a transcript has, from what it looks like. Pure. */
import { entriesOf, isEntry, textOf, type Entry } from './entries.js';

/** The shapes that are built in. */
export type Shape =
  | 'session-items'
  | 'openai-chat'
  | 'email'
  | 'plain'
  | 'subtitles'
  | 'agentmessage'
  | 'autocalls';

/** Other names under which providers know a shape. `anyreach` is none: its mails are another shape. */
const NAMES: Readonly<Record<string, Shape>> = {
  'session-items': 'session-items',
  livekit: 'session-items',
  'openai-chat': 'openai-chat',
  openai: 'openai-chat',
  email: 'email',
  plain: 'plain',
  text: 'plain',
  subtitles: 'subtitles',
  srt: 'subtitles',
  vtt: 'subtitles',
  agentmessage: 'agentmessage',
  autocalls: 'autocalls',
};

/** Lists are judged by their first entries. */
const SAMPLE = 30;

const LISTS = ['items', 'history', 'messages', 'emails', 'thread', 'turns', 'transcript', 'data'];

/**
 * The shape that fits best; `session-items`, which reads any list, when none does. Never throws.
 *
 * @param hint A shape that the source is known to have; one that nobody knows is not followed.
 */
export function detect(raw: unknown, hint?: string): Shape {
  const named = hint?.toLowerCase() ?? '';
  if (Object.hasOwn(NAMES, named)) return NAMES[named] as Shape;
  try {
    if (typeof raw === 'string') return shapeOfText(raw);
    const entries = entriesOf(raw, LISTS);
    if (entries) return shapeOfList(entries.slice(0, SAMPLE).filter(isEntry));
    return isEntry(raw) ? shapeOfEntry(raw) : 'session-items';
  } catch {
    return 'session-items';
  }
}

function shapeOfText(text: string): Shape {
  const start = text.slice(0, 500).replace(/^\uFEFF?\s*/, '');
  const isSrt = /^(?:\d{1,9}\s{0,3}\n\s{0,9})?\d{1,2}:\d{2}:\d{2}[,.]\d{1,3}\s{0,9}-->/.test(start);
  return /^WEBVTT(?:\s|$)/.test(start) || isSrt ? 'subtitles' : 'plain';
}

/** No list: a text in an object, or one mail. */
function shapeOfEntry(raw: Entry): Shape {
  if (LOOKS.email(raw)) return 'email';
  const text = textOf(raw, 'transcript', 'concatenated_transcript');
  return text === undefined ? 'session-items' : shapeOfText(text);
}

type Look = (entry: Entry) => boolean;

const isRole = (entry: Entry): boolean => typeof entry['role'] === 'string';
const isText = (value: unknown): boolean => typeof value === 'string';
const isWord = (pattern: RegExp, value: unknown): boolean =>
  typeof value === 'string' && pattern.test(value);

const looksLikeMail: Look = (entry) => {
  const { headers } = entry;
  const hasHead = (one: Entry): boolean =>
    isText(one['subject']) || isText(one['message_id']) || isText(one['messageId']);
  if (hasHead(entry)) return true;
  if (isEntry(headers)) {
    return Object.keys(headers).some((name) => /^(?:from|subject|message[-_]id)$/i.test(name));
  }
  return Array.isArray(headers) || (isText(entry['html']) && ('from' in entry || 'to' in entry));
};

const looksLikeChat: Look = (entry) => {
  if (isEntry(entry['message']) && isRole(entry['message'])) return true;
  const { role, content } = entry;
  const isResult = role === 'tool' || role === 'function';
  if (!isRole(entry) || isText(entry['type'])) return false;
  const hasPieces = Array.isArray(content) && content.slice(0, SAMPLE).some(isChatPiece);
  return isResult || 'tool_calls' in entry || 'refusal' in entry || hasPieces;
};

const isChatPiece = (piece: unknown): boolean =>
  isEntry(piece) && isWord(/^(?:image_url|input_audio|refusal|file)$/, piece['type']);

/** Most particular first: the first of those that fit equally many entries is taken. */
const LOOKS = {
  email: looksLikeMail,
  agentmessage: (entry) =>
    isWord(/^(?:in|out)bound$/, entry['direction']) &&
    ('from_number' in entry || 'to_number' in entry || 'segment_count' in entry || 'body' in entry),
  autocalls: (entry) =>
    Array.isArray(entry['function_calls']) ||
    (isWord(/^(?:bot|human)$/, entry['sender']) && isText(entry['text'])),
  'openai-chat': looksLikeChat,
} as const satisfies Partial<Record<Shape, Look>>;

function shapeOfList(sample: readonly Entry[]): Shape {
  const counted = Object.entries(LOOKS).map(
    ([shape, look]) => [shape as Shape, sample.filter(look).length] as const,
  );
  const [best] = counted.sort(([, one], [, other]) => other - one);
  return best && best[1] > 0 ? best[0] : 'session-items';
}
