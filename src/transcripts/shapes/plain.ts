/**
 * A transcript as one text: "Agent: …", "[00:12] Caller: …". What does not look like that is one turn with
 * the text as it is.
 */
import type { Transcript, TranscriptNotice } from '../../model/transcript.js';
import { assemble, type Draft } from '../assemble.js';
import type { ParseContext } from '../context.js';
import { lineOf, LONGEST_WRITTEN, speakersAmong, writtenIn, type WrittenLine } from '../lines.js';
import { mayHide } from '../plain-data.js';
import { speakerOf } from '../speakers.js';

export function parse(raw: unknown, context: ParseContext): Transcript {
  const written = writtenIn(raw) ?? '';
  const notices: TranscriptNotice[] = [];
  if (written.length > LONGEST_WRITTEN) {
    const message = `Of ${written.length} letters the first ${LONGEST_WRITTEN} are read.`;
    notices.push({ kind: 'truncated', message });
  }
  const text = written.slice(0, LONGEST_WRITTEN);
  const entries = isCutJson(text) ? cutJson(text, notices) : draftsOf(text, notices);
  // What is read here are turns already.
  const read = (draft: unknown): readonly Draft[] => [draft as Draft];
  return assemble({ shape: 'plain', entries, read, context, notices, redacted: 'spoken' });
}

function draftsOf(text: string, notices: TranscriptNotice[]): readonly Draft[] {
  const lines = text.split(/\r\n?|\n/);
  const heads = lines.map(lineOf);
  const speakers = speakersAmong(heads);
  const isHead = ({ label, start }: WrittenLine): boolean =>
    label === undefined ? start !== undefined : speakers.has(label);
  if (!heads.some(isHead)) {
    if (!text.trim()) return [];
    notices.push({ kind: 'unreadable', message: 'Nobody is named in this text.' });
    return [draftOf(undefined, undefined, [text])];
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

const isCutJson = (text: string): boolean => /^\s*(?:\{\s*"|\[\s*[{"[])/.test(text.slice(0, 1000));

/** JSON that ends in the middle is no talk: shown as it is, unless it has what must not be shown. */
function cutJson(text: string, notices: TranscriptNotice[]): readonly Draft[] {
  notices.push({ kind: 'unreadable', message: 'JSON that cannot be read, perhaps cut off.' });
  const shown = mayHide(text) ? '[hidden]' : text;
  return [{ kind: 'other', parts: [{ type: 'json', text: shown }] }];
}
