/** Which tool the agent called, how that ended and how long it took. What was said is `tool-exchange.ts`. */
import { html, nothing, type TemplateResult } from 'lit';
import { icon } from '../recording-player/icons.js';
import { lookUp, orNone } from '../../internal/format.js';
import { detail as words } from '../../locales/en/detail.js';
import type { ToolCall, Turn } from '../../model/transcript.js';
import type { TurnContext } from './turn-context.js';

const TOOL = 'M10.2 5.8a2.7 2.7 0 0 0 3.5-3.4L12 4.1l-1.3-.4-.4-1.3L12 .7M10 6l-7.5 7.5';
const STATES: Readonly<Record<ToolCall['state'], string>> = {
  done: 'm3 8.5 3.2 3.2L13 4.5',
  error: 'M8 3v6M8 12v.1',
  blocked: 'M8 2.5a5.5 5.5 0 1 1 0 11 5.5 5.5 0 0 1 0-11ZM4.1 4.1l7.8 7.8',
  running: 'M8 4.5V8l2.5 1.5M8 2.5a5.5 5.5 0 1 1 0 11 5.5 5.5 0 0 1 0-11Z',
  requested: 'M3.5 8h.1M8 8h.1M12.5 8h.1',
};

export function toolCall(turn: Turn, { opened, exchange }: TurnContext): TemplateResult {
  const tool: ToolCall = turn.tool ?? { name: '', state: 'requested' };
  const key = `tool ${turn.id}`;
  const isOpen = opened.has(key);
  return html`<details class="tool" part="tool" ?open=${isOpen}>
    <summary part="tool-head" tabindex="-1" data-action="open" data-key=${key}>
      ${icon(TOOL)}
      <bdi class="tool-name" part="tool-name">${orNone(tool.name)}</bdi>
      ${tool.latency === undefined
        ? nothing
        : html`<bdi class="number muted" part="tool-latency">${words.took(tool.latency)}</bdi>`}
      <span class="state ${tool.state}" part="tool-state tool-state-${tool.state}">
        ${icon(lookUp(STATES, tool.state) ?? STATES.requested)}
        ${lookUp(words.tool.states, tool.state) ?? words.tool.states['requested']}
      </span>
    </summary>
    ${isOpen ? exchange?.(tool, key, opened) : nothing}
  </details>`;
}
