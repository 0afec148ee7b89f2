/** The words of the export; loaded with the code that shows them. */

const conversations = (n: number) =>
  `${n.toLocaleString('en')} ${n === 1 ? 'conversation' : 'conversations'}`;

export const exporting = {
  formats: {
    csv: { name: 'CSV', purpose: 'for spreadsheets' },
    json: { name: 'JSON', purpose: 'for other programs' },
  },
  /**
   * What an export holds, and what it does not.
   *
   * @param count Conversations that are loaded, all of which are exported.
   * @param ended Whether these are all there are.
   * @param total How many there are, if the server said so.
   */
  summary: (count: number, ended: boolean, total?: number) => {
    if (ended) return conversations(count);
    // A total that the loaded rows have overtaken says nothing any more.
    if (total === undefined || total <= count)
      return `${conversations(count)}; more were not loaded`;
    return `${count.toLocaleString('en')} of ${conversations(total)}; the others were not loaded`;
  },
  preparing: (done: number, count: number) =>
    `Preparing ${done.toLocaleString('en')} of ${conversations(count)}`,
  exported: (summary: string) => `Exported: ${summary}`,
  failed: 'The file could not be made',
};
