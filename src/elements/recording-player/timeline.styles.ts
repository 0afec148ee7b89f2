import type { CSSResult } from 'lit';
import type { ExtrasContext } from './extras-context.js';

/**
 * The canvas of the timeline, in a positioned box with padding or room of six pixels at either side,
 * for the knob. Its colours are those of the picture; see `COLOURS` in `timeline-paint.ts`.
 */
export const timelineStyles = ({ css }: Pick<ExtrasContext['lit'], 'css'>): CSSResult => css`
  canvas {
    position: absolute;
    inset-block-start: 0;
    inset-inline-start: -6px;
    inline-size: calc(100% + 12px);
    block-size: 100%;
    pointer-events: none;
    forced-color-adjust: none;
    will-change: transform;
    /* Agent and others; the rail beneath them and caller. */
    border: 0 solid;
    border-block-color: var(--_accent) var(--_text-muted);
    border-inline-color: var(--_border) var(--_caller);
    /* The playhead, what is downloaded, tool calls, failed tool calls. */
    color: var(--_text);
    column-rule-color: var(--_text-faint);
    outline-color: var(--_warning);
    text-decoration-color: var(--_danger);
    /* Not to be seen: its end tells the timeline that a colour or the direction changed. */
    transition: all 1ms;
    --_caller: var(--conversation-color-caller, light-dark(#0b7a6f, #4fd0c2));
  }

  @media (forced-colors: active) {
    canvas {
      border-color: CanvasText;
      border-inline-start-color: color-mix(in srgb, CanvasText 30%, Canvas);
      color: Highlight;
      column-rule-color: GrayText;
      outline-color: CanvasText;
      text-decoration-color: CanvasText;
    }
  }
`;
