/**
 * What the columns of every inbox say to machines, by column id. Here and not in `columns.ts`, because
 * only those who export need it, and every inbox would load it.
 */
import type { Conversation } from '../../../model/conversation.js';

type Value = (conversation: Conversation) => unknown;

/** Plain JSON: ids and words as the provider has them, seconds, ISO times; absent when there is none. */
export const columnValues: Readonly<Record<string, Value>> = {
  agent: ({ agent }) => agent && { id: agent.id, name: agent.name, versionId: agent.versionId },
  caller: ({ caller }) => caller?.address,
  'caller-name': ({ caller }) => caller?.name,
  'agent-number': ({ agent }) => agent?.address,
  direction: ({ direction }) => direction,
  status: ({ status }) => status,
  summary: ({ summary }) => summary,
  duration: ({ duration }) => duration,
  // One instant: half of it, without a zone, would be wrong for whoever reads the file elsewhere.
  date: ({ at }) => at,
  time: ({ at }) => at,
  type: ({ channel }) => channel,
};
