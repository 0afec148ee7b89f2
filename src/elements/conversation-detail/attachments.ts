/** Files that came with a turn. Nothing is loaded before the reader asks for it. */
import { html, nothing, type TemplateResult } from 'lit';
import { icon } from '../recording-player/icons.js';
import { linkUrl } from '../../internal/urls.js';
import { writtenTurns as words } from '../../locales/en/written-turns.js';
import type { Attachment, Turn } from '../../model/transcript.js';
import type { TurnContext } from './turn-context.js';

const FILE = 'M4 2h5l3.500 3.500V13a1 1 0 0 1-1 1H4a1 1 0 0 1-1-1V3a1 1 0 0 1 1-1ZM9 2v3.500h3.500';

/** Images a page can show without running anything. */
const IMAGE = /^image\/(png|jpe?g|gif|webp|avif)$/i;

export function attachmentList(
  { id, attachments }: Turn,
  context: TurnContext,
): TemplateResult | typeof nothing {
  if (!attachments?.length) return nothing;
  return html`<ul class="attachments" part="attachments" aria-label=${words.attachments}>
    ${attachments.map((one) => html`<li>${attachment(one, `image ${id} ${one.id}`, context)}</li>`)}
  </ul>`;
}

function attachment(
  { name, type, size, url }: Attachment,
  key: string,
  { opened }: TurnContext,
): TemplateResult {
  const href = url ? linkUrl(url, document.baseURI) : undefined;
  const label = name?.trim() || words.unnamed;
  const facts = [type, size === undefined ? '' : words.size(size)].filter(Boolean).join(', ');
  const isImage = href !== undefined && IMAGE.test(type ?? '');
  const title = html`${icon(FILE)}<bdi>${label}</bdi>`;
  return html`${href === undefined
      ? html`<span class="file" part="attachment">${title}</span>`
      : html`<a
          class="file"
          part="attachment"
          href=${href}
          target="_blank"
          rel="noopener noreferrer nofollow"
          tabindex="-1"
          aria-label=${words.openAttachment(label)}
          >${title}</a
        >`}
    <span class="muted"><bdi>${facts}</bdi></span>
    ${!isImage
      ? nothing
      : opened.has(key)
        ? html`<img part="image" src=${href} alt=${label} referrerpolicy="no-referrer" />`
        : html`<button
            type="button"
            class="link"
            part="image-button"
            tabindex="-1"
            data-action="open"
            data-key=${key}
          >
            ${words.showImage}
          </button>`}`;
}
