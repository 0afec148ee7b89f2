/** The words of the inbox's keys; loaded with the dialog that tells them. */
export const keyboard = {
  title: 'Keyboard shortcuts',
  close: 'Close',
  where: { search: 'in the search', firstRow: 'in the first row', head: 'on a head' },
  does: {
    next: 'On to the next control; the table is one',
    search: 'Search at once',
    clear: 'Empty the search',
    row: 'A row up or down',
    cell: 'A cell to the left or right',
    rowEnds: 'To the first or last cell of the row',
    screen: 'A screen up or down',
    listEnds: 'To the first or last loaded row',
    open: 'Open the conversation, or press the cell’s button',
    play: 'Play or pause the recording',
    selectAll: 'Select all loaded rows',
    heads: 'To the heads of the columns',
    resize: 'Make the column wider or narrower, with ← →',
    close: 'Close what is open: dialog, menu, tooltip',
  },
};
