/** Files that came with a turn. Nothing is loaded before the reader asks for it. */
import { html, nothing, type TemplateResult } from 'lit';
import { icon } from '../recording-player/icons.js';
import { linkUrl } from '../../internal/urls.js';
import { writtenTurns as words } from '../../locales/en/written-turns.js';
import type { Attachment, Turn } from '../../model/transcript.js';
import { imageSource } from './email-images.js';
import type { TurnContext } from './turn-context.js';

const FILE = 'M4 2h5l3.500 3.500V13a1 1 0 0 1-1 1H4a1 1 0 0 1-1-1V3a1 1 0 0 1 1-1ZM9 2v3.500h3.500';

/** Images a page can show without running anything. */
const IMAGE = /^image\/(png|jpe?g|gif|webp|avif)$/i;

export function attachmentList(turn: Turn, context: TurnContext): TemplateResult | typeof nothing {
  const { id } = turn;
  const listed = filesOf(turn);
  if (listed.length === 0) return nothing;
  return html`<ul class="attachments" part="attachments" aria-label=${words.attachments}>
    ${listed.map((one) => html`<li>${attachment(one, `image ${id} ${one.id}`, context)}</li>`)}
  </ul>`;
}

/** References to attached images that are looked at; no message has more. */
const MOST_IMAGES = 200;

/** Looking through a long message takes a while, and turns are rendered often. */
const files = new WeakMap<Turn, readonly Attachment[]>();

/** Without the images that the formatted message shows where they belong. */
function filesOf(turn: Turn): readonly Attachment[] {
  const { attachments = [] } = turn;
  const markup = attachments.some(({ contentId }) => contentId) ? htmlOf(turn) : undefined;
  if (!markup) return attachments;
  const known = files.get(turn);
  if (known) return known;
  const named = new Set([...markup.matchAll(/\bcid:[^\s"'<>)]+/gi)].map(([address]) => address));
  const shown = [...named].slice(0, MOST_IMAGES);
  const others = attachments.filter((one) => !shown.some((address) => isShown(address, one)));
  files.set(turn, others);
  return others;
}

/** One that is too large for the message, or no image, can only be opened as a file. */
function isShown(address: string, one: Attachment): boolean {
  const { kind } = imageSource(address, [one]);
  return kind === 'inline' || kind === 'remote';
}

/** A message in HTML, if it is one. */
export function htmlOf({ email, parts, redactions, redactedAt }: Turn): string | undefined {
  // Its markup would still say what was redacted in its text.
  if (redactedAt !== undefined || redactions?.length) return undefined;
  return email?.html ?? parts.flatMap((part) => (part.type === 'html' ? [part.text] : []))[0];
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
