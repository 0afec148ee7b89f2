/** Long texts are cut: laying out megabytes holds up the page. The rest is a click away. */
import { html, nothing, type TemplateResult } from 'lit';
import { detail as words } from '../../locales/en/detail.js';

/** The text as far as it is shown; never half a character. */
export function cut(text: string, most: number): string {
  if (text.length <= most) return text;
  const start = text.slice(0, most);
  return /[\uD800-\uDBFF]$/.test(start) ? start.slice(0, -1) : start;
}

/** @param left Characters that are not shown. */
export const showMore = (left: number, key: string): TemplateResult | typeof nothing =>
  left > 0
    ? html`<button
        type="button"
        class="link"
        part="more-button"
        tabindex="-1"
        data-action="open"
        data-key=${key}
      >
        ${words.showMore(left)}
      </button>`
    : nothing;
