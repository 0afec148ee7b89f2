/** How long an answer took: a badge, and a bar that is as long as the slowest answer's at most. */
import { html, nothing, svg, type TemplateResult } from 'lit';
import { detail } from '../../locales/en/detail.js';
import { detailExtras as words } from '../../locales/en/detail-extras.js';
import type { Latency, Turn } from '../../model/transcript.js';

const PARTS = ['llm', 'tts', 'tools', 'other'] as const;

/** Seconds of each part that was measured, with what is left of the whole. */
function partsOfLatency(latency: Latency): Map<(typeof PARTS)[number], number> {
  const measured = PARTS.flatMap((part) => {
    const value = part === 'other' ? undefined : latency[part];
    return isTime(value) ? [[part, value] as const] : [];
  });
  const known = measured.reduce((sum, [, value]) => sum + value, 0);
  const rest = isTime(latency.total) ? latency.total - known : 0;
  // What is left below a hundredth of a second is rounding.
  return new Map([...measured, ...(rest > 0.01 ? [['other', rest] as const] : [])]);
}

const isTime = (value: number | undefined): value is number =>
  value !== undefined && Number.isFinite(value) && value >= 0;

/** Seconds from end to end; less is known where only the model's first token was measured. */
const wholeOf = (latency: Latency | undefined): number | undefined =>
  isTime(latency?.total) ? latency.total : undefined;

/** The badges of a transcript's turns. */
export function latencies(turns: readonly Turn[]): (turn: Turn) => TemplateResult | typeof nothing {
  const slowest = turns.reduce((most, { latency }) => Math.max(most, wholeOf(latency) ?? 0), 0);
  return ({ latency }) => badge(latency, slowest);
}

/** @param slowest Seconds of the slowest answer; 0 where none was measured. */
function badge(latency: Latency | undefined, slowest: number): TemplateResult | typeof nothing {
  if (!latency) return nothing;
  const whole = wholeOf(latency);
  const text =
    whole !== undefined
      ? words.answered(whole)
      : isTime(latency.llm)
        ? words.firstToken(latency.llm)
        : undefined;
  if (text === undefined) return nothing;
  const parts = partsOfLatency(latency);
  const isSlowest = whole !== undefined && whole > 0 && whole === slowest;
  const breakdown = [...parts].map(([part, s]) => `${words.latencyParts[part]} ${detail.took(s)}`);
  return html`<button
    type="button"
    class="latency"
    part="latency"
    tabindex="-1"
    data-tip=${breakdown.join('\n')}
    aria-label=${[isSlowest ? `${text}, ${words.slowest}` : text, ...breakdown].join(', ')}
  >
    ${whole === undefined ? nothing : bar(parts, slowest)}
    <bdi>${isSlowest ? `${text} · ${words.slowest}` : text}</bdi>
  </button>`;
}

/** Drawn, because widths of boxes would be styles in the markup. */
function bar(parts: ReadonlyMap<string, number>, slowest: number): TemplateResult {
  let at = 0;
  const pieces = [...parts].map(([part, seconds]) => {
    const [x, width] = [at, slowest > 0 ? (seconds / slowest) * 100 : 0];
    at += width;
    return svg`<rect class=${part} x=${x} width=${width} height="5"></rect>`;
  });
  return html`<svg
    class="bar"
    part="latency-bar"
    viewBox="0 0 100 5"
    preserveAspectRatio="none"
    aria-hidden="true"
  >
    ${pieces}
  </svg>`;
}
