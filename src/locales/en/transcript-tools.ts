/** The words of searching, copying and saving a transcript. */
import { detail } from './detail.js';

const count = (n: number, noun: string) => `${n.toLocaleString('en')} ${noun}${n === 1 ? '' : 's'}`;

export const transcriptTools = {
  search: 'Search the transcript',
  placeholder: 'Search',
  previousHit: 'Previous result',
  nextHit: 'Next result',
  /** What is found, `most` meaning that there is more. */
  place: (n: number, of: number, most: boolean) =>
    of === 0
      ? 'No results'
      : `${n.toLocaleString('en')} of ${of.toLocaleString('en')}${most ? '+' : ''}`,
  partly: 'Only the turns that are loaded are searched.',
  save: 'Copy and download',
  copyAll: 'Copy as Markdown',
  copiedAll: 'Transcript copied',
  download: 'Download',
  formats: {
    txt: { name: 'Text', purpose: 'to read' },
    json: { name: 'JSON', purpose: 'for programs' },
    vtt: { name: 'WebVTT', purpose: 'as subtitles' },
    csv: { name: 'CSV', purpose: 'for spreadsheets' },
  },
  /** What a file holds. */
  holds: (turns: number, hidden: number, more: boolean) =>
    [
      `${count(turns, 'turn')}${more ? ' loaded so far' : ''}`,
      hidden > 0 ? `${hidden.toLocaleString('en')} hidden left out` : '',
    ]
      .filter(Boolean)
      .join(', '),
  saved: (name: string) => `${name} saved`,
  textCopied: detail.textCopied,
};
