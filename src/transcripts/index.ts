/**
 * Transcripts without elements: reading any shape into the model, finding in it, and writing it to files.
 * Nothing happens on import, and no parser is loaded before it is needed.
 */
export type * from '../model/transcript.js';
export { detect, type Shape } from './detect.js';
export {
  parseTranscript,
  type ParseContext,
  type ParseOptions,
  type TranscriptParser,
} from './parse.js';
export { maskSecrets } from './mask-secrets.js';
export { summaryOf, type TranscriptSummary } from './summary.js';
export { findInTurns, searchIn, type FoundPart, type Hit } from './find.js';
export { turnText } from './turn-text.js';
export { transcriptAsCsv } from './export/csv.js';
export { transcriptAsJson } from './export/json.js';
export { transcriptAsMarkdown, turnAsMarkdown } from './export/markdown.js';
export { transcriptAsText, turnAsText } from './export/text.js';
export { transcriptAsVtt } from './export/vtt.js';
export { transcriptFileName, type TranscriptFormat } from './export/file-name.js';
export type { TranscriptSource, TranscriptWords } from './export/source.js';
