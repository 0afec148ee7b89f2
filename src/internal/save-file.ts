/** Handing the browser something to save. */

/** Milliseconds after which a browser has surely begun to save. */
const SAVED = 60_000;

/** Saves what a URL leads to. The link is never inserted. */
export function saveUrl(url: string, fileName: string): void {
  // What a server does not send as a file is shown in a page of its own.
  const rest = { target: '_blank', rel: 'noopener noreferrer' };
  Object.assign(document.createElement('a'), { href: url, download: fileName, ...rest }).click();
}

export function saveBlob(blob: Blob, fileName: string): void {
  const url = URL.createObjectURL(blob);
  saveUrl(url, fileName);
  setTimeout(() => URL.revokeObjectURL(url), SAVED);
}
