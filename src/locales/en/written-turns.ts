/** The words around what was written: emails, texts, files. */
export const writtenTurns = {
  from: 'From',
  to: 'To',
  cc: 'Cc',
  date: 'Date',
  showQuoted: 'Show quoted text',
  hideQuoted: 'Hide quoted text',
  showFormatted: 'Show formatted',
  showText: 'Show as text',
  loading: 'Loading the formatted message…',
  notLoaded: 'The formatted message could not be loaded. Loading the page again may help.',
  attachments: 'Attachments',
  unnamed: 'Attachment',
  openAttachment: (name: string) => `${name} (new tab)`,
  showImage: 'Show image',
  /** Bytes. */
  size: (bytes: number) =>
    bytes < 1000
      ? `${bytes} B`
      : bytes < 1e6
        ? `${Math.round(bytes / 1000)} kB`
        : `${(bytes / 1e6).toFixed(1)} MB`,
  segments: (n: number) => `${n.toLocaleString('en')} segment${n === 1 ? '' : 's'}`,
};
