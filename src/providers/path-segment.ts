import { providerError } from '../model/index.js';

/** An id as one segment of a path. Throws `not-found` for what can be none. */
export function pathSegment(id: string): string {
  // `.` and `..` would be taken out of the URL, and no id is the list.
  if (!/^\.{0,2}$/.test(id)) {
    try {
      return encodeURIComponent(id);
    } catch {
      // Half of a surrogate pair is in no id.
    }
  }
  throw providerError('not-found', 'There is no conversation with this id.');
}
