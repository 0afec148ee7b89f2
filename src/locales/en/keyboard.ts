/** The words of the inbox's keys; loaded with the dialog that tells them. */
export const keyboard = {
  title: 'Keyboard shortcuts',
  close: 'Close',
  where: { search: 'in the search' },
  does: {
    next: 'To the next control; the table is one of them',
    search: 'Search at once',
    clear: 'Empty the search',
    row: 'A row up or down',
    cell: 'A cell to the left or right',
    rowEnds: 'To the first or last cell of the row',
    screen: 'A screen up or down',
    listEnds: 'To the first or last row that is loaded',
    open: 'Open the conversation, or press the button in the cell',
    play: 'Play or pause the recording',
    selectAll: 'Select all rows that are loaded',
    close: 'Close what is open: dialog, menu, tooltip',
  },
};

export type KeyboardWords = typeof keyboard;
