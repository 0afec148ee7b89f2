/** The words of search, chips and filter dialog; loaded with the code that shows them. */
export const toolbar = {
  toolbar: 'Search and filters',
  search: 'Search caller',
  /** In a search that takes nothing less than the whole. */
  fullNumber: 'Full number',
  clearSearch: 'Clear search',
  filters: 'Filters',
  /** Said after the number of filters, to those who only hear it. */
  active: 'active',
  activeFilters: 'Active filters',
  /** Between the name of a filter and its value. */
  chip: (label: string) => `${label}:`,
  remove: (label: string, value: string) => `Remove filter ${label}: ${value}`,
  clearAll: 'Clear all',
  shown: (n: number) =>
    `${n.toLocaleString('en')} ${n === 1 ? 'conversation' : 'conversations'} shown`,
  live: 'Live',
  liveHint: 'Changes arrive as they happen',
  columns: 'Columns',
  export: 'Export',
  help: 'Keyboard shortcuts',
  /** Browsers do not ask twice for code that did not arrive. */
  notLoaded: 'This could not be loaded. Reload the page to try again.',
  close: 'Close',
  apply: 'Apply',
  reset: 'Reset',
  more: 'More',
  any: 'Any',
  key: 'Key',
  value: 'Value',
  addPair: 'Add another',
  findAgent: 'Find an agent',
  noAgents: 'No agent has this in its name.',
  moreAgents: 'There are more agents: search for one by name.',
  agentsFailed: 'The agents could not be loaded. These were seen in the list.',
};
