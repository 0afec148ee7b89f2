/** What the agent's tools were asked, what they answered and how long it took. */
import { html, nothing, type TemplateResult } from 'lit';
import { icon } from '../recording-player/icons.js';
import { lookUp, orNone } from '../../internal/format.js';
import { detail as words } from '../../locales/en/detail.js';
import type { ToolCall, Turn } from '../../model/transcript.js';
import { cut, showMore } from './cut-text.js';
import type { TurnContext } from './turn-context.js';

/** Characters of an answer that are shown at first. */
const MOST_SHOWN = 4000;

const TOOL = 'M10.2 5.8a2.7 2.7 0 0 0 3.5-3.4L12 4.1l-1.300-.4-.4-1.300L12 .7M10 6l-7.500 7.500';
const STATES: Readonly<Record<ToolCall['state'], string>> = {
  done: 'm3 8.5 3.2 3.2L13 4.5',
  error: 'M8 3v6M8 12v.1',
  blocked: 'M8 2.500a5.500 5.500 0 1 1 0 11 5.500 5.500 0 0 1 0-11ZM4.100 4.100l7.800 7.800',
  running: 'M8 4.500V8l2.500 1.500M8 2.500a5.500 5.500 0 1 1 0 11 5.500 5.500 0 0 1 0-11Z',
  requested: 'M3.500 8h.1M8 8h.1M12.500 8h.1',
};

export function toolCall(turn: Turn, { opened }: TurnContext): TemplateResult {
  const tool: ToolCall = turn.tool ?? { name: '', state: 'requested' };
  const key = `tool ${turn.id}`;
  const isOpen = opened.has(key);
  const failed = tool.state === 'error' || tool.state === 'blocked';
  return html`<details class="tool" part="tool" ?open=${isOpen} data-key=${key}>
    <summary part="tool-head" tabindex="-1">
      ${icon(TOOL)}
      <bdi class="tool-name" part="tool-name">${orNone(tool.name)}</bdi>
      ${tool.latency === undefined
        ? nothing
        : html`<span class="number muted" part="tool-latency">${words.took(tool.latency)}</span>`}
      <span class="state ${tool.state}" part="tool-state tool-state-${tool.state}">
        ${icon(lookUp(STATES, tool.state) ?? STATES.requested)}
        ${lookUp(words.tool.states, tool.state) ?? words.tool.states['requested']}
      </span>
    </summary>
    ${isOpen
      ? html`<div class="exchange" part="tool-exchange">
          ${passage(words.tool.request, tool.input, `request ${key}`, opened)}
          ${passage(
            failed ? words.tool.failure : words.tool.response,
            tool.output ?? tool.error,
            `response ${key}`,
            opened,
            failed,
          )}
        </div>`
      : nothing}
  </details>`;
}

function passage(
  label: string,
  value: unknown,
  key: string,
  opened: ReadonlySet<string>,
  failed = false,
): TemplateResult {
  const text = jsonText(value);
  const shown = opened.has(key) ? text : cut(text, MOST_SHOWN);
  return html`<p class="label ${failed ? 'error' : ''}">${label}</p>
    <pre part="tool-json" dir="auto" .textContent=${shown}></pre>
    ${showMore(text.length - shown.length, key)}`;
}

/** JSON in lines; a text as it stands. */
export function jsonText(value: unknown): string {
  if (value === undefined) return words.tool.nothing;
  if (typeof value === 'string') return value;
  try {
    return JSON.stringify(value, null, 2) ?? String(value);
  } catch {
    // It goes round in circles, or is nested too deeply to be read.
    return Object.prototype.toString.call(value);
  }
}
