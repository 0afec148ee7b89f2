/** The thirteen cells of a row, in one template. */
import { html, nothing } from 'lit';
import type { Conversation } from '../../../src/model/index.js';
import { cellsOf, icons } from '../../shared/cells.js';

export function cellsTemplate(row: Conversation) {
  const cells = cellsOf(row);
  return html`<div role="gridcell" class="cell pinned" data-column="copy">
      <button
        type="button"
        tabindex="-1"
        class="icon-button"
        data-action="copy"
        aria-label=${cells.copyLabel}
      >
        <svg class="icon" viewBox="0 0 16 16" aria-hidden="true"><path d=${icons.copy} /></svg>
      </button>
    </div>
    <div role="gridcell" class="cell pinned" data-column="play">
      ${cells.playable
        ? html`<button
            type="button"
            tabindex="-1"
            class="play-button"
            data-action="play"
            aria-label=${cells.playLabel}
          >
            <svg class="icon solid" viewBox="0 0 16 16" aria-hidden="true">
              <path d=${icons.play} />
            </svg>
          </button>`
        : nothing}
    </div>
    <div role="gridcell" class="cell pinned flex" data-column="agent">
      <bdi .textContent=${cells.agent}></bdi>
    </div>
    <div role="rowheader" class="cell number flex" data-column="caller">
      <a
        tabindex="-1"
        class="row-link"
        draggable="false"
        href=${cells.href}
        target="_blank"
        rel="noopener"
        aria-label=${cells.openLabel}
      ></a>
      <bdi .textContent=${cells.caller}></bdi>
    </div>
    <div role="gridcell" class="cell" data-column="caller-name">
      <bdi .textContent=${cells.callerName}></bdi>
    </div>
    <div role="gridcell" class="cell number muted" data-column="agent-number">
      <bdi .textContent=${cells.agentNumber}></bdi>
    </div>
    <div role="gridcell" class="cell muted flex" data-column="direction">
      <svg class="icon" viewBox="0 0 16 16" aria-hidden="true">
        <path d=${cells.directionIcon} />
      </svg>
      <bdi .textContent=${cells.direction}></bdi>
    </div>
    <div role="gridcell" class="cell" data-column="status">
      <bdi class="status ${cells.tone}" .textContent=${cells.status}></bdi>
    </div>
    <div role="gridcell" class="cell muted" data-column="summary">
      <bdi .textContent=${cells.summary}></bdi>
    </div>
    <div role="gridcell" class="cell number end" data-column="duration">
      <bdi .textContent=${cells.duration}></bdi>
    </div>
    <div role="gridcell" class="cell number muted" data-column="date">
      <bdi .textContent=${cells.date}></bdi>
    </div>
    <div role="gridcell" class="cell number muted" data-column="time">
      <bdi .textContent=${cells.time}></bdi>
    </div>
    <div role="gridcell" class="cell muted flex" data-column="type">
      <svg class="icon" viewBox="0 0 16 16" aria-hidden="true"><path d=${cells.typeIcon} /></svg>
      <bdi .textContent=${cells.type}></bdi>
    </div>`;
}
