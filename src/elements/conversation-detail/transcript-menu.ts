/** The menu that copies a transcript and saves it to a file: of what is shown, nothing that is hidden. */
import { html, nothing, type TemplateResult } from 'lit';
import { openBeside } from '../../internal/popover.js';
import { transcriptTools as words } from '../../locales/en/transcript-tools.js';
import { icon } from '../recording-player/icons.js';
import type { FileFormat } from './transcript-files.js';

const SAVE = 'M8 2.5v7.5M4.8 7l3.2 3.2L11.2 7M3 12.5h10';

export interface TranscriptMenuContext {
  /** What a file would hold, in words. */
  readonly holds: string;
  readonly formats: readonly FileFormat[];
  readonly onCopy: () => void;
  readonly onSave: (format: FileFormat) => void;
}

export function transcriptMenu(context: TranscriptMenuContext): TemplateResult {
  const { holds, formats, onCopy, onSave } = context;
  return html`<button
      type="button"
      class="button icon-button"
      part="button export-button"
      popovertarget="transcript-menu"
      title=${words.save}
      aria-label=${words.save}
    >
      ${icon(SAVE)}
    </button>
    <div
      id="transcript-menu"
      class="panel menu"
      part="export-menu"
      popover
      role="group"
      aria-label=${words.save}
      @beforetoggle=${openBeside}
      @keydown=${onKeyDown}
    >
      <p class="muted" part="export-note"><bdi>${holds}</bdi></p>
      ${item(words.copyAll, '', true, onCopy)}
      ${formats.map((format) => {
        const { name, purpose } = words.formats[format];
        return item(`${words.download} ${name}`, purpose, false, () => onSave(format));
      })}
    </div>`;
}

const item = (name: string, purpose: string, isFirst: boolean, onClick: () => void) =>
  html`<button
    type="button"
    class="menu-item"
    part="export-format-button"
    ?autofocus=${isFirst}
    @click=${(event: Event) => {
      // Closed first, so that what is offered instead of the clipboard can take the focus.
      (event.currentTarget as HTMLElement).closest<HTMLElement>('[popover]')?.hidePopover();
      onClick();
    }}
  >
    <bdi>${name}${purpose ? html` <span class="muted">${purpose}</span>` : nothing}</bdi>
  </button>`;

function onKeyDown(event: KeyboardEvent): void {
  const by = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (by === undefined) return;
  const menu = event.currentTarget as HTMLElement;
  const buttons = [...menu.querySelectorAll('button')];
  const at = buttons.indexOf(event.target as HTMLButtonElement);
  buttons.at((at + by) % buttons.length)?.focus();
  event.preventDefault();
}
