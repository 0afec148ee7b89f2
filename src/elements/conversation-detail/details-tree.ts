/**
 * Metadata and variables as a tree to read: a line for each key, and native `<details>` for what is
 * nested. What is closed is not rendered, so that size and depth cost nothing before they are asked for.
 */
import { html, type TemplateResult } from 'lit';
import { NONE, oneLine } from '../../internal/format.js';
import { details as words } from '../../locales/en/details.js';
import { unfoldedList, unfoldedText, type Unfolded } from './details-unfold.js';

/** Shorter lists of plain values are a line. */
const LONGEST_LINE = 80;
/** Deeper levels are indented no further: a pane is narrow. */
const DEEPEST_INDENT = 6;
const LONGEST_KEY = 120;
/** Characters of a value that are shown at first: its column is narrow. */
const LONG_VALUE = 400;

/** @param data Plain and without cycles, as `maskSecrets` makes it. */
export function detailsTree(
  data: object,
  key: string,
  unfolded: Unfolded,
  depth = 0,
): TemplateResult {
  const { items, button } = unfoldedList(
    Object.entries(data),
    key,
    unfolded,
    ([name, value], index) => entry(name, value, `${key}.${index}`, unfolded, depth),
  );
  return html`<ul
      class="details-tree ${depth > 0 && depth <= DEEPEST_INDENT ? 'nested' : ''}"
      part="details-tree"
      role="list"
    >
      ${items}
    </ul>
    ${button}`;
}

function entry(
  name: string,
  value: unknown,
  key: string,
  unfolded: Unfolded,
  depth: number,
): TemplateResult {
  const label = oneLine(name, LONGEST_KEY);
  const line = lineOf(value);
  if (line === undefined)
    return html`<li part="details-entry">
      ${nested(label, value as object, key, unfolded, depth)}
    </li>`;
  const { text, button } = unfoldedText(line, key, unfolded, LONG_VALUE);
  return html`<li class="details-row" part="details-entry">
    <span class="details-label" part="details-label"><bdi>${label}</bdi></span>
    <span class="details-value ${line === NONE ? 'quiet' : ''}" part="details-value"
      ><bdi .textContent=${text}></bdi> ${button}</span
    >
  </li>`;
}

function nested(
  label: string,
  value: object,
  key: string,
  unfolded: Unfolded,
  depth: number,
): TemplateResult {
  const isOpen = unfolded.has(key);
  const toggle = ({ currentTarget }: Event) => {
    const { open } = currentTarget as HTMLDetailsElement;
    if (open !== unfolded.has(key)) unfolded.set(key, open);
  };
  return html`<details class="details-nested" ?open=${isOpen} @toggle=${toggle}>
    <summary class="details-summary" part="details-summary">
      <bdi>${label}</bdi>
      <span class="details-count"><bdi>${words.entries(Object.keys(value).length)}</bdi></span>
    </summary>
    ${isOpen ? detailsTree(value, key, unfolded, depth + 1) : ''}
  </details>`;
}

/** A value that is one line, or text; `undefined` for what has to be opened. */
function lineOf(value: unknown): string | undefined {
  if (typeof value !== 'object' || value === null) return textOf(value);
  const values = Object.values(value);
  if (values.length === 0) return NONE;
  if (!Array.isArray(value) || values.length > LONGEST_LINE / 2) return undefined;
  if (values.some((one) => typeof one === 'object' && one !== null)) return undefined;
  const line = values.map(textOf).join(', ');
  return line.length > LONGEST_LINE ? undefined : line;
}

/** Numbers are written plainly: many of them are numbers of orders or customers. */
function textOf(value: unknown): string {
  const text = String(value ?? '');
  return text.trim() === '' ? NONE : text;
}
