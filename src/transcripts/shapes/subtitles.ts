/** SRT and WebVTT: each cue is a turn, each voice in it one of its own. */
import type { Speaker, Transcript, TranscriptNotice, Word } from '../../model/transcript.js';
import type { Draft } from '../assemble.js';
import type { ParseContext } from '../context.js';
import { decodeEntities } from '../html-text.js';
import { clockOf, lineOf } from '../lines.js';
import { roleOf, speakerOf } from '../speakers.js';
import { assembleText } from '../written.js';

export const parse = (raw: unknown, context: ParseContext): Transcript =>
  assembleText('subtitles', raw, context, (lines, notices) =>
    blocksOf(lines).flatMap((block) => draftsOf(block, notices)),
  );

type Block = readonly string[];

/** What stands between blank lines. */
function blocksOf(lines: readonly string[]): readonly Block[] {
  const blocks: string[][] = [];
  let block: string[] = [];
  for (const line of lines) {
    if (line.trim()) block.push(line);
    else if (block.length > 0) {
      blocks.push(block);
      block = [];
    }
  }
  return block.length > 0 ? [...blocks, block] : blocks;
}

const TIMING =
  /^\s*((?:\d+:)?\d{1,2}:\d{2}[.,]\d{1,3})\s*-->\s*((?:\d+:)?\d{1,2}:\d{2}[.,]\d{1,3})/;

function draftsOf(block: Block, notices: TranscriptNotice[]): readonly Draft[] {
  const at = block.slice(0, 2).findIndex((line) => TIMING.test(line.slice(0, 100)));
  if (at < 0) return withoutTimes(block, notices);
  const [, from = '', to = ''] = TIMING.exec(block[at] as string) ?? [];
  const times = timesOf(from, to);
  const id = at === 1 ? `cue ${(block[0] as string).trim().slice(0, 200)}` : undefined;
  const voices = voicesIn(block.slice(at + 1).join('\n'));
  return voices.map((voice, index) => ({
    ...(id !== undefined && { id: index === 0 ? id : `${id} ${index}` }),
    kind: 'message',
    ...times,
    ...saidBy(voice, times),
  }));
}

/** Comments and styles are nothing that was said; anything else is kept. */
function withoutTimes(block: Block, notices: TranscriptNotice[]): readonly Draft[] {
  const [first = ''] = block;
  if (/^WEBVTT(?:\s|$)/.test(first)) return [];
  const word = /^(?:NOTE|STYLE|REGION)(?=\s|$)/.exec(first)?.[0];
  if (word) {
    notices.push({ kind: 'unknown-entry', message: `${word} is left out.` });
    return [];
  }
  notices.push({ kind: 'unreadable', message: 'A cue without a time' });
  const text = block.join('\n');
  return [{ kind: 'message', speaker: speakerOf(undefined), parts: [{ type: 'text', text }] }];
}

interface Times {
  readonly start?: number;
  readonly end?: number;
}

function timesOf(from: string, to: string): Times {
  const [start, end] = [clockOf(from), clockOf(to)];
  return { ...(start !== undefined && { start }), ...(end !== undefined && { end }) };
}

interface Voice {
  readonly name?: string;
  readonly markup: string;
}

/** `<v Name>` opens a voice, which speaks until it is closed or another one begins. */
function voicesIn(payload: string): readonly Voice[] {
  const voices: Voice[] = [];
  let [name, at] = [undefined as string | undefined, 0];
  const until = (end: number): void => {
    const markup = payload.slice(at, end);
    if (markup.trim()) voices.push({ ...(name && { name }), markup });
  };
  for (const tag of payload.matchAll(/<v(?:\.[^\s<>]{0,100})?(?:\s{1,9}([^<>]{0,300}))?>|<\/v>/g)) {
    until(tag.index);
    name = tag[1] ? decodeEntities(tag[1]).trim() : undefined;
    at = tag.index + tag[0].length;
  }
  until(payload.length);
  return voices.length > 0 ? voices : [{ markup: '' }];
}

function saidBy({ name, markup }: Voice, times: Times): Pick<Draft, 'speaker' | 'parts' | 'words'> {
  const { text, words } = textOfCue(markup, times);
  const label = name === undefined ? lineOf(text) : undefined;
  // Words before a colon are a label only where they name a role: cues are sentences.
  if (label && roleOf(label.label) !== undefined && !words) {
    return spoken(speakerOf(label.label), label.text.trim());
  }
  return { ...spoken(speakerOf(name), text), ...(words && { words }) };
}

const spoken = (speaker: Speaker, text: string): Pick<Draft, 'speaker' | 'parts'> => ({
  speaker,
  parts: text ? [{ type: 'text', text }] : [],
});

const TAG = /<((?:\d+:)?\d{2}:\d{2}\.\d{3})>|<\/?[a-z][^<>]{0,200}>|\{\\[^{}]{0,60}\}/gi;

/** The text without its markup, and the words that have times of their own. */
function textOfCue(payload: string, { start, end }: Times): { text: string; words?: Word[] } {
  const markup = payload.trim();
  let [text, at, since] = ['', 0, start];
  const words: Word[] = [];
  const add = (piece: string, next: number | undefined): void => {
    const word = decodeEntities(piece);
    const from = text.length + (word.length - word.trimStart().length);
    text += word;
    const trimmed = word.trim();
    if (!trimmed || since === undefined || next === undefined || next < since) return;
    words.push({ text: trimmed, start: since, end: next, from, to: from + trimmed.length });
  };
  let isTimed = false;
  let piece = '';
  for (const tag of markup.matchAll(TAG)) {
    piece += markup.slice(at, tag.index);
    at = tag.index + tag[0].length;
    const clock = tag[1] === undefined ? undefined : clockOf(tag[1]);
    if (clock === undefined) continue;
    add(piece, clock);
    [piece, since, isTimed] = ['', clock, true];
  }
  add(piece + markup.slice(at), end);
  return isTimed ? { text, words } : { text };
}
