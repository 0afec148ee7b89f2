/** The words of what floats over the rows; loaded with the code that shows them. */
export const overlays = {
  newArrivals: (n: number) => `${n.toLocaleString('en')} new`,
  showArrivals: (n: number) =>
    `Show ${n.toLocaleString('en')} new ${n === 1 ? 'conversation' : 'conversations'}`,
  shown: (n: number) =>
    `${n.toLocaleString('en')} ${n === 1 ? 'conversation' : 'conversations'} shown`,
  uncertain: 'The list may have changed',
  refresh: 'Refresh',
  copied: 'Copied',
  copyFailed: 'The browser did not allow copying. Select the link and copy it:',
  close: 'Close',
  printed: (printed: number, loaded: number, ended: boolean) => {
    const rows = `${printed.toLocaleString('en')} ${printed === 1 ? 'conversation' : 'conversations'}`;
    if (printed < loaded) return `The first ${rows} of ${loaded.toLocaleString('en')} loaded`;
    return ended ? rows : `${rows}; more were not loaded`;
  },
  full: (rows: number) =>
    `This table can show no more than these ${rows.toLocaleString('en')} conversations. To see older ones, narrow what is shown.`,
};
