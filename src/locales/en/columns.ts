/** The words of columns a reader can add; loaded with the code that shows them. */
export const columnWords = {
  /** Heads of the optional columns, by column id. */
  optional: {
    turns: 'Turns',
    messages: 'Messages',
    cost: 'Cost',
    'external-id': 'External ID',
    organization: 'Organization',
    updated: 'Updated',
  },
};

export type ColumnWords = typeof columnWords;
