/**
 * A provider's transcript as the one the elements show. Each parser is a chunk of its own, loaded when a
 * transcript of its shape first comes.
 */
import type { RawTranscript } from '../model/provider.js';
import type { Conversation } from '../model/conversation.js';
import type { Transcript } from '../model/transcript.js';
import type { ParseContext, TranscriptParser } from './context.js';
import { detect, type Shape } from './detect.js';
import { isEntry, looksLikeJson } from './entries.js';

export type { ParseContext, TranscriptParser } from './context.js';

export interface ParseOptions extends ParseContext {
  /** The host's own, asked before the built-in ones, in order. */
  readonly parsers?: readonly TranscriptParser[];
  /** Overrules what the provider says and what the transcript looks like. */
  readonly shape?: string;
}

/** What a conversation tells its parser. */
export function contextOf(conversation: Conversation): ParseContext {
  const { createdAt, duration, transcript, agent, caller } = conversation;
  return {
    availability: transcript,
    ...(createdAt && { startedAt: createdAt }),
    ...(duration && { duration }),
    ...(isText(agent?.address) && { agentAddress: agent.address }),
    ...(isText(caller?.address) && { callerAddress: caller.address }),
  };
}

const isText = (value: unknown): value is string => typeof value === 'string';

type Parse = (raw: unknown, context: ParseContext) => Transcript;

const PARSERS: Readonly<Record<Shape, () => Promise<{ parse: Parse }>>> = {
  'session-items': () => import('./shapes/session-items.js'),
  'openai-chat': () => import('./shapes/openai-chat.js'),
  email: () => import('./shapes/email.js'),
  plain: () => import('./shapes/plain.js'),
  subtitles: () => import('./shapes/subtitles.js'),
  agentmessage: () => import('./shapes/agentmessage.js'),
  autocalls: () => import('./shapes/autocalls.js'),
};

/**
 * Gives a transcript for whatever it is given; what could not be read is named in its `notices`. Rejects
 * only when a parser's code cannot be loaded.
 *
 * @param transcript What a provider gave, or a raw transcript as it came; one that is parsed already is
 *   handed back, without what in it is not as its type says.
 */
export async function parseTranscript(
  transcript: unknown,
  options: ParseOptions = {},
): Promise<Transcript> {
  const done = await checked(transcript, options);
  if (done) return done;
  const { raw, shape: hint } = unwrapped(transcript);
  const { parsers = [], shape = hint, ...context } = options;
  const failures: string[] = [];
  for (const parser of parsers) {
    if (!isMeant(parser, raw, shape, options.shape)) continue;
    const parsed = await parsedBy(parser, raw, context, failures);
    if (parsed) return parsed;
  }
  const isCut = typeof raw === 'string' && looksLikeJson(raw);
  const { parse } = await PARSERS[isCut ? 'plain' : detect(raw, shape)]();
  const parsed = total(parse, raw, context);
  const notices = failures.map((message) => ({ kind: 'unreadable' as const, message }));
  return notices.length > 0 ? { ...parsed, notices: [...notices, ...parsed.notices] } : parsed;
}

function isParsed(value: unknown): value is Transcript {
  if (!isEntry(value) || !Array.isArray(value['turns'])) return false;
  return value['version'] === 1 || Array.isArray(value['speakers']);
}

/** What is parsed already, without what in it is odd; `undefined` where it is not parsed. */
async function checked(value: unknown, context: ParseContext): Promise<Transcript | undefined> {
  try {
    if (!isParsed(value)) return undefined;
  } catch {
    return unreadable(context);
  }
  const { checkedTranscript } = await import('./checked.js');
  try {
    return checkedTranscript(value);
  } catch {
    return unreadable(context);
  }
}

/** JSON that arrived as a text is what it says. */
function unwrapped(transcript: unknown): RawTranscript {
  try {
    const wrapped = isEntry(transcript) && 'raw' in transcript;
    const { raw, shape } = wrapped ? (transcript as unknown as RawTranscript) : { raw: transcript };
    const isJson = typeof raw === 'string' && looksLikeJson(raw);
    return { raw: isJson ? jsonIn(raw) : raw, ...(typeof shape === 'string' && { shape }) };
  } catch {
    return { raw: undefined };
  }
}

function jsonIn(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

/** By its name, or because it says so; a shape that the host forces is not asked about. */
function isMeant(
  parser: TranscriptParser,
  raw: unknown,
  shape: string | undefined,
  forced: string | undefined,
): boolean {
  if (parser.shape === shape) return true;
  try {
    return forced === undefined && parser.detect?.(raw) === true;
  } catch {
    return false;
  }
}

/** `undefined` when the host's parser failed; why is added to `failures`. */
async function parsedBy(
  parser: TranscriptParser,
  raw: unknown,
  context: ParseContext,
  failures: string[],
): Promise<Transcript | undefined> {
  try {
    const parsed: unknown = await parser.parse(raw, context);
    const sound = await checked(parsed, context);
    if (sound) return sound;
    failures.push(`The parser "${parser.shape}" gave no transcript.`);
  } catch (error) {
    // Its message may quote the transcript, and notices end up in logs.
    failures.push(`The parser "${parser.shape}" failed: ${nameOf(error)}`);
  }
  return undefined;
}

const nameOf = (error: unknown): string => (error instanceof Error ? error.name : typeof error);

/** Parsers read entries one by one and lose none; only what cannot even be looked at ends here. */
function total(parse: Parse, raw: unknown, context: ParseContext): Transcript {
  try {
    return parse(raw, context);
  } catch {
    return unreadable(context);
  }
}

const unreadable = ({ startedAt, duration, availability = 'none' }: ParseContext): Transcript => ({
  version: 1,
  shape: 'unknown',
  availability: availability === 'available' ? 'none' : availability,
  ...(startedAt !== undefined && { startedAt }),
  ...(duration !== undefined && { duration }),
  timing: 'none',
  offset: 0,
  speakers: [],
  turns: [],
  notices: [{ kind: 'unreadable', message: 'This is no transcript.' }],
});
