/** The thirteen columns every page shows, with the widths the inbox gives them at 1440 pixels. */
export const columns = [
  { id: 'copy', label: 'Copy link', width: 38 },
  { id: 'play', label: 'Play', width: 37 },
  { id: 'agent', label: 'Agent', width: 156 },
  { id: 'caller', label: 'Caller ID', width: 140 },
  { id: 'caller-name', label: 'Caller Name', width: 90 },
  { id: 'agent-number', label: 'Agent Number', width: 134 },
  { id: 'direction', label: 'Direction', width: 101 },
  { id: 'status', label: 'Status', width: 113 },
  { id: 'summary', label: 'Summary', width: 258 },
  { id: 'duration', label: 'Duration', width: 87 },
  { id: 'date', label: 'Date', width: 96 },
  { id: 'time', label: 'Time', width: 74 },
  { id: 'type', label: 'Type', width: 113 },
] as const;

export type ColumnId = (typeof columns)[number]['id'];

export const ROW_HEIGHT = 40;

/** `grid-template-columns` for pages whose rows are grids; the summary takes what is left. */
export const gridTemplate = columns
  .map(({ id, width }) => (id === 'summary' ? 'minmax(90px, 1fr)' : `${width}px`))
  .join(' ');
