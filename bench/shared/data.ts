/** The rows every page shows: made from their index alone, so that all pages show the same ones. */
import type { Conversation, ConversationPage } from '../../src/model/index.js';

export const PAGE_SIZE = 50;

/** Rows there are; more than any measure asks for. */
export const TOTAL = 400_000;

const NEWEST = Date.UTC(2026, 10, 20, 9, 0, 0);
const FIRST_NAMES = ['Maya', 'Tomás', 'Aiko', 'Priya', 'Jonas', 'Leila', 'Samuel', 'Ines', 'Noor'];
const LAST_NAMES = ['Okafor', 'Herrera', 'Tanaka', 'Raman', 'Lindqvist', 'Haddad', 'Brandt'];
const AGENTS = ['Front Desk', 'Order Support', 'Renewals', 'Night Line', 'Billing', 'Intake'];
const STATUSES = ['completed', 'transferred', 'failed', 'unanswered', 'cancelled'];
const CHANNELS = ['phone', 'web', 'email', 'text'] as const;
const SUMMARIES = [
  'Moved her appointment from Tuesday to Friday morning.',
  'Order 48213 arrived without the power cable; a replacement ships today, and the refund for express delivery was confirmed.',
  'Asked for the opening hours of the branch in the harbour.',
  'Wants to cancel the renewal; was offered a month for free and will think about it until Monday.',
  'The line was cut after the greeting.',
  'Changed the billing address and asked for last year’s invoices in one file.',
];

/** Small steps that look random and are the same every time. */
const pick = <T>(from: readonly T[], index: number, step: number): T =>
  from[(Math.imul(index + 1, step) >>> 7) % from.length]!;

/**
 * A joined text as a parser would make it. Else it is a list of its parts until it is shown, and a
 * page that shows it would seem to weigh more than one that only holds it.
 */
const text = (joined: string): string => JSON.parse(JSON.stringify(joined)) as string;

const number = (index: number): string =>
  text(`+1 202 555 01${String(index % 100).padStart(2, '0')}`);

/** The row at an index; negative indexes are newer than the first row. */
export function conversationAt(index: number): Conversation {
  const agent = pick(AGENTS, index, 0x9e37);
  return {
    id: `c-${index}`,
    at: new Date(NEWEST - index * 47_000).toISOString(),
    channel: pick(CHANNELS, index, 0x85eb),
    direction: pick(['inbound', 'outbound'] as const, index, 0xc2b3),
    status: pick(STATUSES, index, 0x27d5),
    agent: { id: text(`agent-${agent}`), name: agent, versionId: 'v3', address: number(index * 7) },
    caller: {
      role: 'caller',
      name: text(`${pick(FIRST_NAMES, index, 0x1656)} ${pick(LAST_NAMES, index, 0xd3a3)}`),
      address: number(index * 13),
    },
    summary: text(`${pick(SUMMARIES, index, 0xb529)} (${index})`),
    duration: Math.imul(index + 3, 0x2545) % 1800 & 0x7ff,
    recording: index % 3 === 0 ? 'none' : 'available',
    transcript: 'available',
  };
}

/** Requests so far, for the harness. */
export const requests = { count: 0 };

/** One page of rows, a task later, as if it came from a server next door. */
export function fetchPage(cursor: string | undefined): Promise<ConversationPage> {
  requests.count += 1;
  const start = Number(cursor ?? 0);
  const end = Math.min(TOTAL, start + PAGE_SIZE);
  const items = Array.from({ length: end - start }, (_, offset) => conversationAt(start + offset));
  const page = { items, ...(end < TOTAL && { nextCursor: String(end) }) };
  return new Promise((resolve) => setTimeout(() => resolve(page)));
}
