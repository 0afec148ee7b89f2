/** What a tooltip says of a cell: its text, where that is cut off, and what there is beyond it. */
import type { Participant } from '../../model/conversation.js';
import type { Column } from './columns.js';
import type { RowView, ViewContext } from './row-view.js';

type Tip = (view: RowView, context: ViewContext) => string;

/** Further participants whose addresses a tooltip can hold. */
const MOST_TOLD = 200;

/** What a cell shows for nothing; `internal/format.ts` is the first load's. */
const NONE = '-';

/** Date and time tell the whole of it, with the zone. */
const when: Tip = ({ conversation }, { dates }) => dates.full(conversation.at);

const tips: Readonly<Record<string, Tip>> = {
  agent: ({ agent, agentVersion }) =>
    agentVersion && agent !== NONE ? `${agent}\n${agentVersion}` : '',
  caller: ({ guestId, unreadable, conversation: { others } }) =>
    [
      guestId,
      ...(Array.isArray(others) ? others : []).slice(0, MOST_TOLD).map(addressOf),
      unreadable,
    ]
      .filter(Boolean)
      .join('\n'),
  'agent-number': ({ conversation: { agent } }) => String(agent?.addressName ?? '').trim(),
  date: when,
  time: when,
};

/** Providers are the host's code: what they hand out may be anything. */
function addressOf(participant: Participant | null | undefined): string {
  const { name, address, id } = participant ?? {};
  const where = [address, id].find((text) => text && String(text).trim()) ?? NONE;
  return name && String(name).trim() ? `${name} <${where}>` : String(where);
}

/** What a cell has to say beyond what is seen of it; nothing is said twice. */
export function tipOf(
  cell: HTMLElement,
  column: Column,
  view: RowView,
  views: ViewContext,
): string {
  const tip = Object.hasOwn(tips, column.id) ? tips[column.id]!(view, views) : '';
  const text = isCut(cell) ? column.text(view) : '';
  return [`\n${tip}\n`.includes(`\n${text}\n`) ? '' : text, tip].filter(Boolean).join('\n');
}

/** Whether a cell shows less than its text. */
function isCut(cell: HTMLElement): boolean {
  const text = cell.querySelector('bdi');
  return text !== null && (text.scrollWidth > text.clientWidth || text.textContent.endsWith('…'));
}
