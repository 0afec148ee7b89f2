/**
 * A transcript as one text: "Agent: …", "[00:12] Caller: …". What does not look like that is one turn with
 * the text as it is.
 */
import type { Transcript, TranscriptNotice } from '../../model/transcript.js';
import type { Draft } from '../assemble.js';
import type { ParseContext } from '../context.js';
import { looksLikeJson } from '../entries.js';
import { lineOf, speakersAmong, type WrittenLine } from '../lines.js';
import { maskText } from '../mask-secrets.js';
import { HIDDEN, mayHide } from '../plain-data.js';
import { speakerOf } from '../speakers.js';
import { assembleText } from '../written.js';

export const parse = (raw: unknown, context: ParseContext): Transcript =>
  assembleText('plain', raw, context, (lines, notices) => {
    const text = lines.join('\n');
    return looksLikeJson(text) ? cutJson(text, notices) : draftsOf(lines, notices);
  });

function draftsOf(lines: readonly string[], notices: TranscriptNotice[]): readonly Draft[] {
  const heads = lines.map(lineOf);
  const speakers = speakersAmong(heads);
  const isHead = ({ label, start }: WrittenLine): boolean =>
    label === undefined ? start !== undefined : speakers.has(label);
  if (!heads.some(isHead)) {
    if (lines.every((line) => !line.trim())) return [];
    notices.push({ kind: 'unreadable', message: 'Nobody is named in this text.' });
    return [draftOf(undefined, undefined, lines)];
  }
  const drafts: { head: WrittenLine | undefined; lines: string[] }[] = [];
  heads.forEach((head, index) => {
    const last = drafts[drafts.length - 1];
    if (isHead(head)) drafts.push({ head, lines: [head.text] });
    else if (last) last.lines.push(lines[index] as string);
    else if (lines[index]?.trim()) drafts.push({ head: undefined, lines: [lines[index]] });
  });
  return drafts.map((draft) => draftOf(draft.head?.label, draft.head?.start, draft.lines));
}

function draftOf(
  label: string | undefined,
  start: number | undefined,
  lines: readonly string[],
): Draft {
  const text = lines.join('\n').trim();
  return {
    kind: 'message',
    speaker: speakerOf(label),
    parts: text ? [{ type: 'text', text }] : [],
    ...(start !== undefined && { start }),
  };
}

/** JSON that ends in the middle is no talk: shown as it is, unless it has what must not be shown. */
function cutJson(text: string, notices: TranscriptNotice[]): readonly Draft[] {
  notices.push({ kind: 'unreadable', message: 'JSON that cannot be read, perhaps cut off.' });
  const shown = mayHide(text) ? HIDDEN : maskText(text);
  return [{ kind: 'other', parts: [{ type: 'json', text: shown }] }];
}
