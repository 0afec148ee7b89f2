/** Handing a recording to the browser as a file. */
import { providerError } from '../../model/error.js';
import type { Recording } from '../../model/recording.js';
import { urlOf } from './link.js';
import { fetchWhole } from './whole.js';

/** Milliseconds after which a browser has surely begun to save. */
const SAVED = 60_000;

export async function save(recording: Recording, fileName: string): Promise<void> {
  const { source, cors } = recording;
  const url = urlOf(recording);
  if (!url && !isBlob(source))
    throw providerError('not-found', 'There is no recording to download.');
  // A browser would open an address of another origin, and keep it in its history.
  const foreign = url !== undefined && new URL(url).origin !== location.origin;
  const { signal } = new AbortController();
  const blob = isBlob(source)
    ? source
    : foreign
      ? await fetchWhole({ url, cors, signal })
      : undefined;
  const made = blob && URL.createObjectURL(blob);
  // Never inserted. What a server does not send as a file is shown in a page of its own.
  const anchor = Object.assign(document.createElement('a'), {
    href: made ?? url,
    download: fileName,
    target: '_blank',
    rel: 'noopener noreferrer',
  });
  anchor.click();
  if (made) setTimeout(() => URL.revokeObjectURL(made), SAVED);
}

/** Not `instanceof`: it may come from another frame. */
const isBlob = (source: Recording['source']): source is Blob =>
  source !== undefined && typeof source !== 'string';
