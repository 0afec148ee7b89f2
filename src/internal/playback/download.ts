/** Handing a recording to the browser as a file. */
import { providerError } from '../../model/error.js';
import type { Recording } from '../../model/recording.js';
import { saveBlob, saveUrl } from '../save-file.js';
import { urlOf } from './link.js';
import { fetchWhole } from './whole.js';

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
  if (blob) saveBlob(blob, fileName);
  else saveUrl(url!, fileName);
}

/** Not `instanceof`: it may come from another frame. */
const isBlob = (source: Recording['source']): source is Blob =>
  source !== undefined && typeof source !== 'string';
