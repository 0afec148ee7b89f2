/** A transcript as JSON for programs: the normalised model, without what must not leave the page. Pure. */
import type { ToolCall, Turn, TurnPart } from '../../model/transcript.js';
import { maskedText, maskSecrets, maskText } from '../mask-secrets.js';
import { dataOf, plainData } from '../plain-data.js';
import { saidIn, type TranscriptSource } from './source.js';

/**
 * The model's own names and units. Left out: markup of mails, addresses of files (they may open them to
 * anybody), and everything redacted, in whose place a word stands; word times go where offsets moved.
 */
export function transcriptAsJson(source: TranscriptSource): string {
  const { transcript, turns } = source;
  const {
    version = 1,
    shape,
    language,
    startedAt,
    duration,
    timing,
    offset,
    speakers,
  } = transcript;
  const used = new Set(turns.map(({ speakerId }) => speakerId));
  const head = { version, shape, language, startedAt, duration, timing, offset };
  const exported = {
    ...head,
    speakers: plainData(speakers.filter(({ id }) => used.has(id))),
    turns: turns.map((turn) => plainTurn(turn, source)),
  };
  return `${JSON.stringify(exported, null, 2)}\n`;
}

function plainTurn(turn: Turn, { words }: TranscriptSource): unknown {
  const { redactions = [], parts, tool, email, attachments, words: heard, ...rest } = turn;
  const isGone = turn.redactedAt !== undefined;
  const isWhole = !isGone && redactions.length === 0;
  // A host's own transcript may hold anything.
  return plainData({
    ...rest,
    parts: isWhole ? parts.map(plainPart) : [{ type: 'text', text: saidIn(turn, words) }],
    ...(isWhole && heard && { words: heard }),
    ...(tool && { tool: plainTool(tool, isGone) }),
    ...(email && { email: { ...email, html: undefined } }),
    ...(attachments && { attachments: attachments.map((file) => ({ ...file, url: undefined })) }),
  });
}

function plainTool({ input, output, error, ...rest }: ToolCall, isGone: boolean): ToolCall {
  if (isGone) return rest;
  return {
    ...rest,
    ...(input !== undefined && { input: maskSecrets(input) }),
    ...(output !== undefined && { output: maskSecrets(output) }),
    ...(error !== undefined && { error: maskText(error) }),
  };
}

const plainPart = (part: TurnPart): TurnPart =>
  part.type === 'json' ? { ...part, text: maskedText(dataOf(part.text)) } : part;
