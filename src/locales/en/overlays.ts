/** The words of what floats over the rows; loaded with the code that shows them. */
export const overlays = {
  newArrivals: (n: number) => `${n.toLocaleString('en')} new`,
  showArrivals: (n: number) =>
    `Show ${n.toLocaleString('en')} new ${n === 1 ? 'conversation' : 'conversations'}`,
  shown: (n: number) =>
    `${n.toLocaleString('en')} ${n === 1 ? 'conversation' : 'conversations'} shown`,
  uncertain: 'The list may have changed',
  refresh: 'Refresh',
  copyFailed: 'The browser did not allow copying. Select the link and copy it:',
  close: 'Close',
};
