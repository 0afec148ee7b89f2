/** What a tool was asked and what it answered, as JSON in lines; secrets are masked. */
import { html, type TemplateResult } from 'lit';
import { detailExtras as words } from '../../locales/en/detail-extras.js';
import type { ToolCall } from '../../model/transcript.js';
import { maskedText } from '../../transcripts/mask-secrets.js';
import { cut, showMore } from './cut-text.js';

/** Characters that are shown at first. */
const MOST_SHOWN = 4000;

/** @param key Of the tool call among what the reader opens. */
export function toolExchange(
  { state, input, output, error }: ToolCall,
  key: string,
  opened: ReadonlySet<string>,
): TemplateResult {
  const failed = state === 'error' || state === 'blocked';
  const answer = failed ? words.failure : words.response;
  return html`<div class="exchange" part="tool-exchange">
    ${passage(words.request, input, `request ${key}`, opened)}
    ${passage(answer, output ?? error, `response ${key}`, opened, failed)}
  </div>`;
}

function passage(
  label: string,
  value: unknown,
  key: string,
  opened: ReadonlySet<string>,
  failed = false,
): TemplateResult {
  const text = value === undefined ? words.nothing : maskedText(value);
  const shown = opened.has(key) ? text : cut(text, MOST_SHOWN);
  return html`<p class="label ${failed ? 'error' : ''}">${label}</p>
    <pre part="tool-json" dir="auto" .textContent=${shown}></pre>
    ${showMore(text.length - shown.length, key)}`;
}
