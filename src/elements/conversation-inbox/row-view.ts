/**
 * One conversation as the table shows it: every text formatted, every URL checked. Made when a slot
 * binds a row and dropped with it, so that memory does not grow with the rows scrolled past.
 */
import type { Conversation } from '../../model/conversation.js';
import type { ConversationProvider } from '../../model/provider.js';
import { NONE, formatDuration, lookUp, oneLine, orNone, titleCase } from '../../internal/format.js';
import type { DateFormat } from '../../internal/intl.js';
import type { Messages } from '../../internal/localize.js';
import { fillTemplate, linkUrl } from '../../internal/urls.js';

/** Everything a view depends on beside the conversation; a new object when any of it changes. */
export interface ViewContext {
  readonly messages: Messages;
  readonly dates: DateFormat;
  readonly detailHref: string | undefined;
  readonly agentHref: string | undefined;
  readonly target: string;
  readonly links: ConversationProvider['links'];
  /** Whether the provider can be asked for recordings. */
  readonly recordings: boolean;
  readonly baseUrl: string;
}

export interface RowView {
  readonly conversation: Conversation;
  /** Who and when, for the names of controls. */
  readonly name: string;
  /** Absolute URL of the detail, when there is one. */
  readonly href: string | undefined;
  readonly target: string;
  readonly agent: string;
  readonly agentVersion: string | undefined;
  readonly agentHref: string | undefined;
  readonly caller: string;
  /** The full id behind "Guest". */
  readonly guestId: string | undefined;
  /** How many take part beside caller and agent. */
  readonly others: number;
  readonly callerName: string;
  readonly agentNumber: string;
  readonly direction: string;
  readonly status: string;
  readonly summary: string;
  readonly duration: string;
  readonly date: string;
  readonly time: string;
  readonly type: string;
  readonly playable: boolean;
  /** Still running. */
  readonly active: boolean;
  readonly unreadable: string | undefined;
}

export function rowView(conversation: Conversation, context: ViewContext): RowView {
  const { messages, dates } = context;
  const { agent, caller, at, channel, direction, unreadable } = conversation;
  const guestId = caller?.anonymous ? orNone(caller.address) : undefined;
  const callerText = guestId ? messages.guest : orNone(caller?.address);
  const [date, time] = [dates.date(at), dates.time(at)];
  // Of a visitor nobody knows, with whom they talked tells more than nothing.
  const who = oneLine(callerText === NONE ? orNone(caller?.name || agent?.name) : callerText);
  return {
    conversation,
    name: messages.rowName(who, `${date} ${time}`),
    href: conversationHref(conversation, context),
    target: context.target,
    agent: orNone(agent?.name ?? agent?.id),
    agentVersion: agent?.versionId ? messages.version(agent.versionId) : undefined,
    agentHref: agentHref(conversation, context),
    caller: callerText,
    guestId,
    others: conversation.others?.length ?? 0,
    callerName: orNone(caller?.name),
    agentNumber: orNone(agent?.address),
    direction: lookUp(messages.directions, direction) ?? titleCase(direction),
    status: titleCase(conversation.status),
    summary: conversation.summaryRedactedAt
      ? messages.removed(dates.date(conversation.summaryRedactedAt))
      : orNone(conversation.summary),
    duration: formatDuration(conversation.duration),
    date,
    time,
    type:
      conversation.typeLabel?.trim() || (lookUp(messages.channels, channel) ?? titleCase(channel)),
    playable: conversation.recording === 'available' || conversation.recording === 'unknown',
    active: conversation.active === true,
    unreadable: unreadable?.length
      ? oneLine(messages.unreadable(unreadable.join(', ')))
      : undefined,
  };
}

/** A row that cannot be shown at all costs only itself: what is left of it is its id. */
export const broken = ({ id }: Conversation): Conversation => ({
  id,
  at: null,
  channel: null,
  recording: 'none',
  transcript: 'none',
  unreadable: ['*'],
});

/** Links are the host's code: what it throws costs a link and nothing else. */
function ask(link: () => string | undefined): string | undefined {
  try {
    return link();
  } catch {
    return undefined;
  }
}

function conversationHref(conversation: Conversation, context: ViewContext): string | undefined {
  const url = context.detailHref
    ? fillTemplate(context.detailHref, { id: conversation.id })
    : ask(() => context.links?.conversation?.(conversation));
  return url ? linkUrl(url, context.baseUrl) : undefined;
}

function agentHref(conversation: Conversation, context: ViewContext): string | undefined {
  const { agent } = conversation;
  if (!agent?.id) return undefined;
  const url = context.agentHref
    ? fillTemplate(context.agentHref, { agentId: agent.id, agentVersionId: agent.versionId })
    : ask(() => context.links?.agent?.(conversation));
  return url ? linkUrl(url, context.baseUrl) : undefined;
}
