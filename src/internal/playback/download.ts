/** Handing a recording to the browser as a file. */
import { providerError } from '../../model/error.js';
import type { Recording } from '../../model/recording.js';
import { urlOf } from './link.js';

/** Milliseconds after which a browser has surely begun to save. */
const SAVED = 60_000;

export function saveAs(recording: Recording, fileName: string): void {
  const { source } = recording;
  // Not `instanceof`: it may come from another frame.
  const made = source && typeof source !== 'string' ? URL.createObjectURL(source) : undefined;
  const url = made ?? urlOf(recording);
  if (!url) throw providerError('not-found', 'There is no recording to download.');
  // Never inserted. What a server does not send as a file is shown in a page of its own.
  const anchor = Object.assign(document.createElement('a'), {
    href: url,
    download: fileName,
    target: '_blank',
    rel: 'noopener noreferrer',
  });
  anchor.click();
  if (made) setTimeout(() => URL.revokeObjectURL(made), SAVED);
}
