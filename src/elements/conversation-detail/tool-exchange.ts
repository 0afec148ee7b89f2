/** What a tool was asked and what it answered, as JSON in lines; secrets are masked. */
import { html, type TemplateResult } from 'lit';
import { detailExtras as words } from '../../locales/en/detail-extras.js';
import type { ToolCall } from '../../model/transcript.js';
import { maskedText } from '../../transcripts/mask-secrets.js';
import { cut, showMore } from './cut-text.js';

/** Characters that are shown at first. */
const MOST_SHOWN = 4000;

/** The request or the response of a tool. */
interface Passage {
  readonly label: string;
  readonly failed: boolean;
  /** By which its end is opened. */
  readonly key: string;
  /** What is shown of it. */
  readonly shown: string;
  /** Characters beyond that. */
  readonly left: number;
}

/** @param key Of the tool call among what the reader opens. */
export function exchangeOf(
  { state, input, output, error }: ToolCall,
  key: string,
  opened: ReadonlySet<string>,
): readonly Passage[] {
  const failed = state === 'error' || state === 'blocked';
  const answer = failed ? words.failure : words.response;
  return [
    passage(words.request, input, `request ${key}`, opened, false),
    passage(answer, output ?? error, `response ${key}`, opened, failed),
  ];
}

function passage(
  label: string,
  value: unknown,
  key: string,
  opened: ReadonlySet<string>,
  failed: boolean,
): Passage {
  const text = value === undefined ? words.nothing : maskedText(value);
  const shown = opened.has(key) ? text : cut(text, MOST_SHOWN);
  return { label, failed, key, shown, left: text.length - shown.length };
}

export const toolExchange = (
  tool: ToolCall,
  key: string,
  opened: ReadonlySet<string>,
): TemplateResult =>
  html`<div class="exchange" part="tool-exchange">
    ${exchangeOf(tool, key, opened).map(
      ({ label, failed, key: more, shown, left }) =>
        html`<p class="label ${failed ? 'error' : ''}">${label}</p>
          <pre part="tool-json" dir="auto" .textContent=${shown}></pre>
          ${showMore(left, more)}`,
    )}
  </div>`;
