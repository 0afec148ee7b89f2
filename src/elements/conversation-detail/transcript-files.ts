/** What leaves a transcript by copying and saving: the turns that are shown, as text, and nothing withheld. Pure. */
import { transcript as words } from '../../locales/en/transcript.js';
import type { transcriptTools } from '../../locales/en/transcript-tools.js';
import type { Speaker, Transcript, Turn } from '../../model/transcript.js';
import { transcriptAsCsv } from '../../transcripts/export/csv.js';
import { transcriptAsJson } from '../../transcripts/export/json.js';
import type { TranscriptSource } from '../../transcripts/export/source.js';
import { transcriptAsText } from '../../transcripts/export/text.js';
import { transcriptAsVtt } from '../../transcripts/export/vtt.js';
import type { Shown } from './turn-list.js';
import type { TurnContext } from './turn-context.js';

export type FileFormat = keyof typeof transcriptTools.formats;

interface FileKind {
  readonly type: string;
  readonly text: (source: TranscriptSource) => string;
}

export const FILES: Readonly<Record<FileFormat, FileKind>> = {
  txt: { type: 'text/plain;charset=utf-8', text: transcriptAsText },
  json: { type: 'application/json', text: transcriptAsJson },
  vtt: { type: 'text/vtt;charset=utf-8', text: transcriptAsVtt },
  csv: { type: 'text/csv;charset=utf-8', text: (source) => [...transcriptAsCsv(source)].join('') },
};

/**
 * @param transcript Where the turns are from.
 * @param turns Those that are shown.
 */
export function sourceOf(
  transcript: Transcript,
  turns: readonly Turn[],
  { offset, dates }: Pick<Shown, 'offset' | 'dates'>,
  { whoSpeaks }: Pick<TurnContext, 'whoSpeaks'>,
): TranscriptSource {
  return {
    transcript: { ...transcript, offset, speakers: speakersIn(turns, whoSpeaks) },
    turns,
    words,
    dateTime: (at) => dates.full(at),
  };
}

/** With the names they are shown by. */
function speakersIn(
  turns: readonly Turn[],
  whoSpeaks: TurnContext['whoSpeaks'],
): readonly Speaker[] {
  const speakers = new Map<string, Speaker>();
  for (const turn of turns) {
    const { speakerId: id } = turn;
    const who = id === undefined || speakers.has(id) ? undefined : whoSpeaks(turn);
    if (id !== undefined && who) speakers.set(id, { id, role: who.role, name: who.name });
  }
  return [...speakers.values()];
}

/** Whether any turn has a place in time, without which there are no subtitles. */
export const isTimed = (turns: readonly Turn[]): boolean =>
  turns.some(({ start, kind }) => start !== undefined && kind !== 'tool');
