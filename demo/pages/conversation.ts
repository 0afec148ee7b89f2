/**
 * The page that `detail-href` opens: one conversation's recording and fields, on a cold load with
 * only the URL; `#t=125` is the second to start at.
 */
import '../../src/define/recording-player.js';
import {
  toProviderError,
  type ConversationDetail,
  type ConversationProvider,
  type ProviderError,
} from '../../src/index.js';
import { parseTranscript } from '../../src/transcripts/parse.js';
import { fieldsOf } from './fields.js';
import { readSettings } from './settings.js';
import { createSource, siteInfo } from './source.js';

const WORDS: Readonly<Record<string, string>> = {
  'not-found': 'There is no conversation with this id.',
  forbidden: 'You are not permitted to see this conversation.',
  unauthorized: 'You are not signed in, or your session has ended.',
  network: 'The server could not be reached.',
  offline: 'You are offline.',
  timeout: 'The server took too long to answer.',
  'rate-limited': 'Too many requests right now.',
  'invalid-response': 'The server’s answer could not be read.',
};

const main = document.querySelector('main') as HTMLElement;

/** Text goes in as text, whatever it holds. */
function element<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  content: string | readonly Node[],
  className = '',
): HTMLElementTagNameMap[K] {
  const made = document.createElement(tag);
  if (className) made.className = className;
  made.append(...(typeof content === 'string' ? [content] : content));
  return made;
}

function showConversation(detail: ConversationDetail, provider: ConversationProvider): void {
  const { conversation } = detail;
  const rows = fieldsOf(conversation).map(({ label, text, quiet }) => {
    const value = element('dd', text, quiet ? 'none' : '');
    // The direction of a text is its own business, not that of the page.
    value.dir = 'auto';
    return element('div', [element('dt', label), value]);
  });
  main.replaceChildren(
    element('h1', 'Conversation'),
    playerOf(detail, provider),
    element('dl', rows, 'fields'),
  );
}

function playerOf(
  { conversation, transcript }: ConversationDetail,
  provider: ConversationProvider,
): HTMLElement {
  const { id, caller, recording, createdAt, duration } = conversation;
  const player = document.createElement('recording-player');
  player.provider = provider;
  player.conversationId = id;
  player.label = caller?.name ?? caller?.address ?? 'Conversation';
  player.detailHref = '/conversation.html?id={id}';
  if (recording !== 'available' && recording !== 'unknown')
    player.recording = { availability: recording };
  const followLink = () => {
    const start = /^#t=(\d+)$/.exec(location.hash)?.[1];
    if (start) player.seekTo(Number(start));
  };
  followLink();
  window.addEventListener('hashchange', followLink);
  if (transcript)
    void parseTranscript(transcript, {
      ...(createdAt && { startedAt: createdAt }),
      ...(duration && { duration }),
    }).then((parsed) => (player.transcript = parsed));
  return player;
}

function showMessage(title: string, more: readonly Node[] = []): void {
  main.replaceChildren(element('h1', title), ...more);
}

function showError(error: ProviderError, retry: () => void): void {
  const button = element('button', 'Retry');
  button.type = 'button';
  button.addEventListener('click', retry);
  const { requestId } = error;
  showMessage(WORDS[error.kind] ?? 'The server failed.', [
    ...(requestId ? [element('p', `Request ID ${requestId}`, 'none')] : []),
    button,
  ]);
}

const id = new URLSearchParams(location.search).get('id');

async function load(known: string): Promise<void> {
  showMessage('Loading…');
  try {
    const provider = createSource(await siteInfo(), readSettings(location.search));
    const { signal } = new AbortController();
    showConversation(await provider.get(known, { signal }), provider);
  } catch (thrown) {
    showError(toProviderError(thrown), () => void load(known));
  }
}

if (id) void load(id);
else showMessage('No conversation chosen', [element('p', 'Open one from the inbox.', 'none')]);
