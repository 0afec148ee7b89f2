/** What a reader does with a transcript as a whole: searches it, copies it, saves it. A chunk of its own. */
import { html, type LitElement, type ReactiveController, type TemplateResult } from 'lit';
import { saveBlob } from '../../internal/save-file.js';
import { transcriptTools as words } from '../../locales/en/transcript-tools.js';
import type { Transcript, Turn } from '../../model/transcript.js';
import { transcriptFileName } from '../../transcripts/export/file-name.js';
import { transcriptAsMarkdown } from '../../transcripts/export/markdown.js';
import type { TranscriptSource } from '../../transcripts/export/source.js';
import { turnAsText } from '../../transcripts/export/text.js';
import { selectionIn } from '../conversation-inbox/composed-selection.js';
import type { CopyLink } from '../conversation-inbox/copy-link.js';
import { copiedTurns } from './copied-turns.js';
import { FILES, isTimed, sourceOf, type FileFormat } from './transcript-files.js';
import { transcriptMenu } from './transcript-menu.js';
import { TranscriptSearch, type TranscriptSearchOptions } from './transcript-search.js';
export { transcriptToolsStyles } from './transcript-tools.styles.js';

export interface TranscriptToolsOptions extends TranscriptSearchOptions {
  /** Of the conversation that is shown now. */
  readonly id: () => string | undefined;
  readonly transcript: () => Transcript | undefined;
  readonly copy: CopyLink;
}

export class TranscriptTools implements ReactiveController {
  readonly #host: LitElement;
  readonly #options: TranscriptToolsOptions;
  readonly search: TranscriptSearch;
  #of: string | undefined;
  /** The turns that were there when this was rendered, which is before they are. */
  #turns: readonly Turn[] | undefined;

  constructor(host: LitElement, options: TranscriptToolsOptions) {
    this.#host = host;
    this.#options = options;
    this.search = new TranscriptSearch(host, options);
    host.addController(this);
  }

  hostConnected(): void {
    this.#host.addEventListener('copy', this.#onCopy);
  }

  hostDisconnected(): void {
    this.#host.removeEventListener('copy', this.#onCopy);
  }

  hostUpdated(): void {
    if (this.#turns && this.#turns !== this.#options.list.visible)
      queueMicrotask(() => this.#host.requestUpdate());
  }

  render(): TemplateResult {
    const { list, isOpen } = this.#options;
    const { shown, visible } = list;
    const id = this.#options.id();
    this.#turns = visible;
    if (this.#of !== id) this.search.reset();
    this.#of = id;
    const formats = (Object.keys(FILES) as FileFormat[]).filter(
      (format) => format !== 'vtt' || isTimed(visible),
    );
    const hidden = (shown?.turns.length ?? 0) - visible.length;
    return html`${this.search.render()}
    ${transcriptMenu({
      holds: words.holds(visible.length, hidden, isOpen()),
      formats,
      onCopy: () => void this.#copyAll(),
      onSave: (format) => this.#save(format),
    })}`;
  }

  /** Copies what a turn says, with who and when. */
  async copyTurn(id: string): Promise<void> {
    const { list, copy, announce } = this.#options;
    const source = this.#source();
    const turn = list.visible.find((each) => each.id === id);
    if (!source || !turn) return;
    if (await copy.copy(`text ${id}`, turnAsText(turn, source))) announce(words.textCopied);
  }

  async #copyAll(): Promise<void> {
    const { copy, announce } = this.#options;
    const source = this.#source();
    if (!source) return;
    if (await copy.copy('all', transcriptAsMarkdown(source))) announce(words.copiedAll);
  }

  #save(format: FileFormat): void {
    const source = this.#source();
    const { type, text } = FILES[format];
    if (!source) return;
    const name = transcriptFileName(this.#of ?? '', format);
    saveBlob(new Blob([text(source)], { type }), name);
    this.#options.announce(words.saved(name));
  }

  readonly #onCopy = (event: ClipboardEvent): void => {
    const isField = (event.composedPath()[0] as Element).matches?.('input, textarea');
    const source = event.clipboardData && !isField ? this.#source() : undefined;
    const ends = selectionIn(this.#host.renderRoot as ShadowRoot);
    const text = source && copiedTurns(ends, source);
    if (!text) return;
    event.clipboardData?.setData('text/plain', text);
    event.preventDefault();
  };

  #source(): TranscriptSource | undefined {
    const { list, transcript } = this.#options;
    const { shown, context, visible } = list;
    const from = transcript();
    return from && shown && context ? sourceOf(from, visible, shown, context) : undefined;
  }
}
