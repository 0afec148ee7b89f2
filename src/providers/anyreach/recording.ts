/** `recording_details` as a recording that can be played. Pure. */
import type { Peaks, Recording } from '../../model/index.js';
import { playableUrl } from '../playable-url.js';
import { recordingIn } from './wire.js';
import type { AnyreachRow } from './wire.js';

/**
 * @param baseUrl Where a relative recording URL starts from.
 * Throws `invalid-response` when the URL is none that audio may be loaded from.
 */
export function toRecording(row: AnyreachRow, baseUrl: string): Recording {
  const availability = recordingIn(row);
  const details = row.recording_details;
  if (!details || availability !== 'available') return { availability };
  const type = details['mime_type'] ?? details['content_type'];
  const { duration, channels, expires_at: expiresAt, peaks } = details;
  return {
    availability,
    source: playableUrl(String(details['recording_url']), baseUrl),
    ...(typeof expiresAt === 'string' && !Number.isNaN(Date.parse(expiresAt)) && { expiresAt }),
    ...(typeof type === 'string' && { type }),
    ...(typeof duration === 'number' && { duration }),
    ...((channels === 1 || channels === 2) && { channels }),
    ...(isPeaks(peaks) && { peaks }),
  };
}

function isPeaks(value: unknown): value is Peaks {
  const numbers = (list: unknown) => Array.isArray(list) && list.every(Number.isFinite);
  return numbers(value) || (Array.isArray(value) && value.every(numbers));
}
