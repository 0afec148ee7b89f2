/**
 * Cells of columns that the host brings. They are the host's code: what one throws, or hands out in
 * place of text, template or node, costs that cell and is named once in the console.
 */
import type { TemplateResult } from 'lit';
import type { Warn } from '../../../internal/settings.js';
import type { Conversation } from '../../../model/conversation.js';
import type { Lit } from '../overlays.js';
import { anyText, safeId } from './optional-columns.js';

/** A column of the host's own, for the inbox's `columns`. */
export interface InboxColumn {
  /**
   * Its name in `::part(cell-<id>)`, in exported JSON and in what is kept; not one of the inbox's own.
   * Best letters, digits and hyphens: anything else is percent encoded.
   */
  readonly id: string;
  /** Its head. */
  readonly label: string;
  /**
   * What stands in a cell: a text, a Lit template or a node of its own. Nothing shows `-`. Called for
   * each row that comes into view.
   */
  readonly cell: (
    conversation: Conversation,
  ) => string | number | bigint | boolean | TemplateResult | Node | null | undefined;
  /** Its width, in `px` or `em` of a row's text; as wide as there is room when absent. */
  readonly width?: string;
  /**
   * What is copied, printed, found and exported of a cell, as plain JSON. The text of the cell when
   * absent; give it where `cell` makes templates or nodes, which are made once more for their text.
   */
  readonly value?: (conversation: Conversation) => unknown;
}

export interface CustomCellsOptions {
  readonly lit: Lit;
  readonly warn: Warn;
  /** What a cell shows of a text. */
  readonly oneLine: (text: string) => string;
}

const NONE = '-';

const CONTROLS = 'a, button, input, select, textarea, summary, [tabindex]';

export class CustomCells {
  readonly #options: CustomCellsOptions;
  /** Where templates are rendered for their text: nothing in it loads, upgrades or runs. */
  #inert: HTMLElement | undefined;
  /** Controls that were taken out of the page's tab order: the table has one stop. */
  readonly #untabbed = new WeakSet<Element>();
  /** Columns whose failure was named: each row may fail with other words. */
  readonly #named = new Set<string>();

  constructor(options: CustomCellsOptions) {
    this.#options = options;
  }

  /** @param place the element of the cell that the host's content is rendered into */
  show(place: Element, column: InboxColumn, conversation: Conversation): void {
    const { lit } = this.#options;
    const content = this.#ask(column, conversation);
    try {
      lit.render(content, place as HTMLElement);
    } catch (thrown) {
      this.#failed(column, thrown);
      // Lit may have got half way: what it remembers of the old place is of no use any more.
      const fresh = place.cloneNode(false) as HTMLElement;
      place.replaceWith(fresh);
      place = fresh;
      lit.render(NONE, fresh);
    }
    place.classList.toggle('none', content === NONE);
    for (const control of place.querySelectorAll<HTMLElement>(CONTROLS)) {
      if (this.#untabbed.has(control)) continue;
      this.#untabbed.add(control);
      control.tabIndex = -1;
    }
  }

  /** The whole text of a cell. */
  text(column: InboxColumn, conversation: Conversation): string {
    if (column.value) {
      try {
        return anyText(column.value(conversation));
      } catch (thrown) {
        this.#failed(column, thrown);
        return NONE;
      }
    }
    const content = this.#ask(column, conversation, true);
    if (typeof content === 'string') return content;
    if (isNode(content)) return anyText(content.textContent);
    return anyText(this.#textOf(column, content));
  }

  #textOf(column: InboxColumn, template: unknown): string {
    const inert = (this.#inert ??= document.implementation
      .createHTMLDocument()
      .createElement('div'));
    try {
      this.#options.lit.render(template, inert, { creationScope: inert.ownerDocument });
      return inert.textContent;
    } catch (thrown) {
      this.#failed(column, thrown);
      this.#inert = undefined;
      return '';
    }
  }

  /** What the host wants in a cell, as something that can be rendered. */
  #ask(column: InboxColumn, conversation: Conversation, whole = false): unknown {
    try {
      const content: unknown = column.cell(conversation);
      if (isNode(content) || isTemplate(content)) return content;
      if (content === null || typeof content !== 'object') {
        // A function or a symbol is nobody's text.
        if (typeof content !== 'function' && typeof content !== 'symbol') {
          const text = anyText(content);
          return whole ? text : this.#options.oneLine(text);
        }
      }
      this.#options.warn(
        `columns: cell() of "${column.id}" must return text, a Lit template or a node.`,
      );
    } catch (thrown) {
      this.#failed(column, thrown);
    }
    return NONE;
  }

  #failed({ id }: InboxColumn, thrown: unknown): void {
    if (this.#named.has(id)) return;
    this.#named.add(id);
    const why = thrown instanceof Error ? ` ${String(thrown.message)}` : '';
    this.#options.warn(`columns: a cell of "${id}" failed.${why}`);
  }
}

const isNode = (value: unknown): value is Node =>
  typeof value === 'object' && value !== null && 'nodeType' in value;

/** As Lit marks them, of whichever copy of Lit they are. */
const isTemplate = (value: unknown): boolean =>
  typeof value === 'object' && value !== null && '_$litType$' in value;

const isText = (value: unknown): value is string =>
  typeof value === 'string' && value.trim() !== '';

/** The column, if the host's object is one; what reading it throws makes it none. */
export function readColumn(value: unknown): InboxColumn | undefined {
  try {
    const { id, label, cell, width, value: plain } = value as InboxColumn;
    if (!isText(id) || !isText(label) || typeof cell !== 'function') return undefined;
    return {
      id: safeId(id),
      label,
      // Methods of the host's object may need it.
      cell: (conversation) => cell.call(value, conversation),
      ...(isWidth(width) && { width }),
      ...(typeof plain === 'function' && {
        value: (conversation: Conversation) => plain.call(value, conversation),
      }),
    };
  } catch {
    return undefined;
  }
}

/** Anything else would take the whole grid's layout away. */
const isWidth = (width: unknown): width is string =>
  typeof width === 'string' && /^\d{1,4}(?:\.\d+)?(?:px|em)$/.test(width);
