/** The contents of a message: a text, or pieces of several kinds. Pure. */
import type { Attachment, TurnPart } from '../model/transcript.js';
import { entryOf, isEntry, LONGEST, numberOf, textOf, type Entry } from './entries.js';
import { maskedText } from './mask-secrets.js';

export interface Content {
  readonly parts: readonly TurnPart[];
  readonly attachments?: readonly Attachment[];
}

/** Pieces of one message that are read. */
const MOST_PIECES = 500;

/** @param id What the ids of attachments begin with; unlike any other turn's. */
export function contentOf(content: unknown, id: string): Content {
  const pieces: readonly unknown[] = Array.isArray(content) ? content : [content];
  const attachments: Attachment[] = [];
  const attach = (kind: FileKind, file: Omit<Attachment, 'id' | 'inline'>): TurnPart => {
    const attachmentId = `${id} ${attachments.length}`;
    attachments.push({ id: attachmentId, inline: kind === 'image', ...file });
    return { type: kind, attachmentId };
  };
  const read = pieces.slice(0, MOST_PIECES).flatMap((piece) => partsOf(piece, attach));
  const left = pieces.slice(MOST_PIECES);
  const parts =
    left.length > 0 ? [...read, { type: 'json', text: maskedText(left) } as const] : read;
  return attachments.length > 0 ? { parts, attachments } : { parts };
}

type FileKind = 'image' | 'audio' | 'file';
type Attach = (kind: FileKind, file: Omit<Attachment, 'id' | 'inline'>) => TurnPart;

function partsOf(piece: unknown, attach: Attach): TurnPart[] {
  if (piece === null || piece === undefined) return [];
  if (typeof piece === 'string') return piece.trim() ? [{ type: 'text', text: piece }] : [];
  if (!isEntry(piece)) return [{ type: 'json', text: maskedText(piece) }];
  const refusal = textOf(piece, 'refusal');
  if (refusal !== undefined) return [{ type: 'refusal', text: refusal }];
  const said = piece['text'] ?? piece['transcript'];
  const nested = isEntry(said) ? said['value'] : said;
  const text = typeof nested === 'string' ? nested : undefined;
  const spoken: TurnPart[] = text?.trim() ? [{ type: 'text', text }] : [];
  // What was said in a sound is enough where there is no sound to open.
  if (spoken.length > 0 && piece['url'] === undefined) return spoken;
  const file = fileOf(piece, attach);
  if (file) return [...spoken, file];
  return text === undefined ? [{ type: 'json', text: maskedText(piece) }] : spoken;
}

/** The file of a piece, by the names that chat completions, responses and LiveKit have for it. */
function fileOf(piece: Entry, attach: Attach): TurnPart | undefined {
  const type = textOf(piece, 'type') ?? '';
  if (/^(?:image_url|input_image|image_content|image)$/.test(type)) {
    const source = piece['image_url'] ?? piece['image'] ?? piece['url'];
    return attach('image', { ...named(piece), ...urlOf(source) });
  }
  if (/^(?:input_audio|audio_content|audio|output_audio)$/.test(type)) {
    const audio = entryOf(piece, 'input_audio', 'audio');
    const format = audio && textOf(audio, 'format');
    return attach('audio', { ...(format && { type: `audio/${format}` }), ...urlOf(piece['url']) });
  }
  if (/^(?:file|input_file|document)$/.test(type)) {
    const file = entryOf(piece, 'file') ?? piece;
    return attach('file', { ...named(file), ...urlOf(file['file_url'] ?? file['url']) });
  }
  return undefined;
}

function urlOf(source: unknown): { url?: string } {
  const url = isEntry(source) ? textOf(source, 'url') : source;
  return typeof url === 'string' && url.trim() && url.length <= LONGEST ? { url } : {};
}

/** What is known of a file beside its address. */
export function named(file: Entry): Pick<Attachment, 'name' | 'type' | 'size'> {
  const name = textOf(file, 'filename', 'file_name', 'name', 'title');
  const type = textOf(file, 'mime_type', 'mimeType', 'content_type', 'contentType');
  const size = numberOf(file, 'size', 'bytes', 'length');
  return {
    ...(name !== undefined && { name: name.slice(0, 500) }),
    ...(type !== undefined && { type: type.slice(0, 200) }),
    ...(size !== undefined && size >= 0 && { size }),
  };
}
