/**
 * TanStack Virtual with Lit, put together as its documentation does it: the controller gives the
 * virtual rows, a keyed `repeat` renders them, and the next page is asked for when the last virtual
 * row is the loading row.
 */
import { VirtualizerController } from '@tanstack/lit-virtual';
import { LitElement, html } from 'lit';
import { guard } from 'lit/directives/guard.js';
import { createRef, ref } from 'lit/directives/ref.js';
import { repeat } from 'lit/directives/repeat.js';
import type { Conversation } from '../../../src/model/index.js';
import { gridTemplate, ROW_HEIGHT } from '../../shared/columns.js';
import { fetchPage } from '../../shared/data.js';
import { createHeaderCells } from '../../shared/dom-cells.js';
import { publish } from '../../shared/publish.js';
import { cellsTemplate } from './cells-template.js';

class TanstackInbox extends LitElement {
  readonly #scroller = createRef<HTMLElement>();
  readonly #header = createHeaderCells();
  readonly #rows: Conversation[] = [];
  /** Rows that are not shown yet, newest first. */
  #arrived: Conversation[] = [];
  #cursor: string | undefined;
  #hasNextPage = true;
  #isFetching = false;

  readonly #controller = new VirtualizerController<HTMLElement, HTMLElement>(this, {
    count: 1,
    getScrollElement: () => this.#scroller.value ?? null,
    estimateSize: () => ROW_HEIGHT,
    getItemKey: (index) => this.#rows[index]?.id ?? 'loading',
    overscan: 6,
  });

  get count(): number {
    return this.#rows.length;
  }

  get scroller(): HTMLElement {
    return this.#scroller.value!;
  }

  /** The shared style sheet is the document's. */
  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.style.setProperty('--columns', gridTemplate);
  }

  replace(conversation: Conversation): void {
    const index = this.#rows.findIndex(({ id }) => id === conversation.id);
    if (index >= 0) this.#rows[index] = conversation;
    this.requestUpdate();
  }

  /** What arrives within one frame is shown together. */
  arrive(conversation: Conversation): void {
    if (this.#arrived.length === 0) requestAnimationFrame(() => this.#showArrived());
    this.#arrived.unshift(conversation);
  }

  #showArrived(): void {
    this.#rows.unshift(...this.#arrived);
    this.#arrived = [];
    this.#show();
  }

  async #fetchNextPage(): Promise<void> {
    this.#isFetching = true;
    const { items, nextCursor } = await fetchPage(this.#cursor);
    this.#rows.push(...items);
    this.#cursor = nextCursor;
    this.#hasNextPage = nextCursor !== undefined;
    this.#isFetching = false;
    this.#show();
  }

  /** While there is more to come, the last row says so. */
  #show(): void {
    const virtualizer = this.#controller.getVirtualizer();
    const count = this.#rows.length + (this.#hasNextPage ? 1 : 0);
    virtualizer.setOptions({ ...virtualizer.options, count });
    this.requestUpdate();
  }

  protected override updated(): void {
    const last = this.#controller.getVirtualizer().getVirtualItems().at(-1);
    const atEnd = last !== undefined && last.index >= this.#rows.length - 1;
    if (atEnd && this.#hasNextPage && !this.#isFetching) void this.#fetchNextPage();
  }

  protected override render() {
    const virtualizer = this.#controller.getVirtualizer();
    return html`<div class="frame">
      <div class="scroller" ${ref(this.#scroller)}>
        <div class="grid" role="grid" aria-rowcount="-1" aria-colcount=${this.#header.length}>
          <div class="header" role="rowgroup">
            <div class="header-row" role="row" aria-rowindex="1">${this.#header}</div>
          </div>
          <div class="body" role="rowgroup" .style=${`height:${virtualizer.getTotalSize()}px`}>
            ${repeat(
              virtualizer.getVirtualItems(),
              ({ key }) => key,
              ({ index, start }) =>
                html`<div
                  class="row"
                  role="row"
                  aria-rowindex=${index + 2}
                  data-index=${index}
                  .style=${`transform:translateY(${start}px)`}
                >
                  ${this.#row(this.#rows[index])}
                </div>`,
            )}
          </div>
        </div>
      </div>
    </div>`;
  }

  /** A row that is the same is not rendered again. */
  #row(row: Conversation | undefined): unknown {
    return guard([row], () => (row ? cellsTemplate(row) : html`<div class="cell">Loading…</div>`));
  }
}

customElements.define('tanstack-inbox', TanstackInbox);
const inbox = new TanstackInbox();
document.getElementById('app')!.append(inbox);
await inbox.updateComplete;

publish({
  scroller: inbox.scroller,
  rowHeight: ROW_HEIGHT,
  root: inbox,
  count: () => inbox.count,
  indexAt(element) {
    const index = Number(element.closest<HTMLElement>('.row')?.dataset['index']);
    return index < inbox.count ? index : undefined;
  },
  update: (conversation) => inbox.replace(conversation),
  prepend: (conversation) => inbox.arrive(conversation),
});
