/** Transcripts as their sources write them, typed by hand from the tables of their fields. */
import { readdirSync, readFileSync } from 'node:fs';
import type { Transcript, Turn } from '../../src/model/index.js';
import { parseTranscript, type ParseOptions } from '../../src/transcripts/parse.js';

const folder = new URL('../fixtures/transcripts/', import.meta.url);

export const names: readonly string[] = readdirSync(folder);

/** A file as its source would hand it over: JSON as data, everything else as a text. */
export function fixture(name: string): unknown {
  const text = readFileSync(new URL(name, folder), 'utf8');
  return name.endsWith('.json') ? (JSON.parse(text) as unknown) : text;
}

export const parsed = (name: string, options: ParseOptions = {}): Promise<Transcript> =>
  parseTranscript({ raw: fixture(name) }, options);

export const texts = ({ turns }: Transcript): readonly string[] => turns.map(textIn);

export const textIn = ({ parts }: Turn): string =>
  parts.map((part) => ('text' in part ? part.text : `<${part.type}>`)).join('\n');

/** Who said what. */
export const said = (transcript: Transcript): readonly string[] =>
  transcript.turns.map((turn) => `${turn.tool ? 'tool' : turn.speakerId}: ${textIn(turn)}`);

export const kinds = ({ notices }: Transcript): readonly string[] =>
  notices.map(({ kind }) => kind);
