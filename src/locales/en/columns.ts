/** The words of columns a reader can add; loaded with the code that shows them. */
export const columnWords = {
  /** Heads of the optional columns, by column id. */
  optional: {
    turns: 'Turns',
    messages: 'Messages',
    cost: 'Cost',
    consent: 'Consent',
    'external-id': 'External ID',
    organization: 'Organization',
    updated: 'Updated',
  },
  consent: {
    in: (when: string | undefined) => (when ? `Opted in (${when})` : 'Opted in'),
    out: 'Opted out',
  },
};

/** The words of columns whose width is changed. */
export const resizing = {
  widthOf: (column: string) => `Width of ${column}`,
  pixels: (n: string) => `${n} pixels`,
  automatic: 'automatic',
};

export type ColumnWords = typeof columnWords;
