/** `<conversation-inbox>` as it ships, on a provider that pages through the rows of the benchmark. */
import '../../../src/define/conversation-inbox.js';
import type { Conversation, ConversationProvider, ListChange } from '../../../src/model/index.js';
import { PAGE_SIZE, conversationAt, fetchPage } from '../../shared/data.js';
import { ROW_HEIGHT } from '../../shared/columns.js';
import { publish } from '../../shared/publish.js';

let changes: ReadableStreamDefaultController<ListChange> | undefined;

const provider: ConversationProvider = {
  capabilities: {
    fields: [
      ...(['id', 'at', 'channel', 'direction', 'status', 'agent', 'agent.name'] as const),
      ...(['caller', 'caller.name', 'summary', 'duration', 'recording'] as const),
    ],
    filters: {},
    order: 'created',
    maxPageSize: PAGE_SIZE,
  },
  list: ({ cursor }) => fetchPage(cursor),
  get: async (id) => ({ conversation: conversationAt(Number(id.slice(2))) }),
  recording: async (id) => ({
    availability: 'available',
    url: `/recordings/${encodeURIComponent(id)}.mp3`,
  }),
  watch: () =>
    new ReadableStream<ListChange>({ start: (controller) => void (changes = controller) }),
};

const inbox = document.querySelector('conversation-inbox')!;
inbox.provider = provider;
inbox.live = new URLSearchParams(location.search).has('live');

const root = inbox.shadowRoot!;
const upsert = (conversation: Conversation): void =>
  changes?.enqueue({ type: 'upsert', items: [conversation] });

publish({
  // Made by the first rendering, which is yet to come.
  get scroller() {
    return root.querySelector<HTMLElement>('.scroller')!;
  },
  rowHeight: ROW_HEIGHT,
  root,
  count: () => inbox.getState().depth,
  indexAt(element) {
    const row = element.closest('.body > .row');
    return row ? Number(row.getAttribute('aria-rowindex')) - 2 : undefined;
  },
  update: upsert,
  prepend: upsert,
});
