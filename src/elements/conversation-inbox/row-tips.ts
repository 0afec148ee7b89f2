/** What tooltips add to what is seen of a cell; texts that are merely cut off need none. */
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

export const tips: Partial<Record<Column['id'], Tip>> = {
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
  date: when,
  time: when,
};

/** Providers are the host's code: what they hand out may be anything. */
function addressOf(participant: Participant | null | undefined): string {
  const { name, address, id } = participant ?? {};
  const where = [address, id].find((text) => text && String(text).trim()) ?? NONE;
  return name && String(name).trim() ? `${name} <${where}>` : String(where);
}
