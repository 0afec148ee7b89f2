/** The controls that come after the first view, as templates. */
import type { TemplateResult } from 'lit';
import { openBeside } from '../../internal/popover.js';
import { extras as words } from '../../locales/en/player-extras.js';
import type { ExtrasContext } from './extras-context.js';
import type { PlayerActs } from './shortcuts.js';
import type { Lane, Marker, TimelineModel } from './timeline-model.js';
import { markerWords } from './tooltip.js';

export interface ToolsContext extends ExtrasContext {
  readonly model: TimelineModel;
  readonly acts: PlayerActs;
  /** There is a page to link to. */
  readonly linked: boolean;
  /** The list of markers is open; it may be long and is not there before. */
  readonly markersOpen: boolean;
  readonly onMarkers: (event: ToggleEvent) => void;
}

const icons = {
  previous: 'M4 3.5v9M12.5 3.8v8.4L6.8 8Z',
  next: 'M12 3.5v9M3.5 3.8v8.4L9.2 8Z',
  more: 'M3 8h.1M8 8h.1M13 8h.1',
  volume: 'M2.5 6v4H5l3.5 3V3L5 6ZM11 5.8a3 3 0 0 1 0 4.4M12.8 4a5.5 5.5 0 0 1 0 8',
  muted: 'M2.5 6v4H5l3.5 3V3L5 6ZM11 6l3.5 4M14.5 6 11 10',
  markers: 'M8 2.5 12 8l-4 5.5L4 8Z',
  copy: 'M6.5 9.5a2.5 2.5 0 0 0 3.6 0l2.4-2.4a2.5 2.5 0 0 0-3.6-3.6L8 4.4M9.5 6.5a2.5 2.5 0 0 0-3.6 0L3.5 8.9a2.5 2.5 0 0 0 3.6 3.6l.9-.9',
  check: 'm3 8.5 3.2 3.2L13 4.5',
  download: 'M8 2.5v7M5 7l3 3 3-3M3 13h10',
  help: 'M2.5 4.5h11a1 1 0 0 1 1 1v5a1 1 0 0 1-1 1h-11a1 1 0 0 1-1-1v-5a1 1 0 0 1 1-1ZM4.5 7h.1M7 7h.1M9.5 7h.1M12 7h.1M5 9.5h6',
};

/** A tool, or nothing where there is nothing to do with it. */
type Tool = (context: ToolsContext) => unknown;

/**
 * Each with the room it needs to be in the bar. What is known latest comes first: in the bar it takes
 * its room from the timeline and moves none of the others.
 */
const TOOLS: readonly (readonly [Parameters<ExtrasContext['fits']>[0], Tool])[] = [
  ['download', (context) => context.session()?.recording?.downloadable && download(context)],
  ['silence', (context) => context.model.lanes.length > 0 && silence(context)],
  ['heard', (context) => context.model.lanes.length > 0 && heard(context)],
  ['all', (context) => context.model.markers.length > 0 && markers(context)],
  ['all', volume],
  ['all', (context) => context.linked && copy(context)],
];

/** Tools that come and go leave the others where they are: each keeps its place in the array. */
const toolsWhere = (context: ToolsContext, isInline: boolean): unknown[] =>
  TOOLS.map(([room, tool]) =>
    context.fits(room) === isInline ? tool(context) || context.lit.nothing : context.lit.nothing,
  );

/** What has room in the bar. */
export const inline = (context: ToolsContext): unknown[] => toolsWhere(context, true);

/** What has none. The help is the last that would; alone it needs no list. */
export function more(context: ToolsContext): unknown {
  const { fits, lit, icon, skipButton } = context;
  const { html, nothing } = lit;
  const last = context.host.noShortcuts ? nothing : help(context);
  if (fits('all')) return last;
  const unfit = fits('turns') ? nothing : turns(context);
  return html`<button
      type="button"
      class="tool"
      part="more-button"
      popovertarget="more"
      title=${words.more}
      aria-label=${words.more}
    >
      ${icon(icons.more)}
    </button>
    <div class="more panel" part="more" id="more" popover @beforetoggle=${openBeside}>
      ${fits('far')
        ? nothing
        : html`<div class="near" dir="ltr">${skipButton(-15)} ${skipButton(15)} ${unfit}</div>`}
      ${toolsWhere(context, false)} ${last}
    </div>`;
}

/** Those that are in the bar. */
export const turnButtons = (context: ToolsContext): unknown =>
  context.fits('turns') ? turns(context) : context.lit.nothing;

const turns = (context: ToolsContext): unknown =>
  context.model.starts.length > 0
    ? context.lit.html`${turnButton(context, -1)} ${turnButton(context, 1)}`
    : context.lit.nothing;

function tool(
  { lit: { html }, icon }: ToolsContext,
  part: string,
  name: keyof typeof icons,
  text: string,
  onClick: () => void,
): TemplateResult {
  return html`<button type="button" class="tool" part=${part} title=${text} @click=${onClick}>
    ${icon(icons[name])} <span class="text">${text}</span>
  </button>`;
}

const copy: Tool = (context) => {
  const shown = context.copied.waiting ? 'check' : 'copy';
  return tool(context, 'copy-button', shown, words.copyLink, context.acts.copyLink);
};

const download: Tool = (context) =>
  tool(context, 'download-button', 'download', words.download, context.acts.download);

const help: Tool = (context) => tool(context, 'help-button', 'help', words.help, context.acts.help);

function turnButton(context: ToolsContext, direction: 1 | -1): TemplateResult {
  const { html } = context.lit;
  const { icon, acts } = context;
  const name = direction < 0 ? words.previousTurn : words.nextTurn;
  return html`<button
    type="button"
    class="tool"
    part="turn-button"
    title=${name}
    aria-label=${name}
    @click=${() => acts.turn(direction, 'button')}
  >
    ${icon(direction < 0 ? icons.previous : icons.next)}
  </button>`;
}

function silence({ lit: { html }, session, acts }: ToolsContext): TemplateResult {
  return html`<button
    type="button"
    class="button"
    part="button silence-button"
    aria-pressed=${session()?.listening.skipSilence ?? false}
    @click=${acts.skipSilence}
  >
    ${words.skipSilence}
  </button>`;
}

function heard({ lit: { html }, session, model, acts }: ToolsContext): TemplateResult {
  const speakerId = session()?.listening.speakerId;
  const choose = (event: Event) =>
    acts.listen({ speakerId: (event.target as HTMLSelectElement).value || undefined });
  return html`<select class="button" part="heard" aria-label=${words.heard} @change=${choose}>
    <option value="" .selected=${speakerId === undefined}>${words.everyone}</option>
    ${model.lanes.map(
      (lane) =>
        html`<option value=${lane.speakerId} .selected=${lane.speakerId === speakerId}>
          ${words.only(sideOf(lane, model.lanes))}
        </option>`,
    )}
  </select>`;
}

/** Agent and caller are sides; where there are two of a kind, their names tell them apart. */
function sideOf({ role, name }: Lane, lanes: readonly Lane[]): string {
  const alone = lanes.filter((lane) => lane.role === role).length === 1;
  return (!alone || role === 'other' ? name : undefined) ?? words.roles[role];
}

function volume({ lit: { html }, service, icon, acts }: ToolsContext): TemplateResult {
  const loud = service.muted ? 0 : service.volume;
  return html`<div class="volume" part="volume">
    <button
      type="button"
      class="tool"
      part="mute-button"
      title=${words.mute}
      aria-label=${words.mute}
      aria-pressed=${loud === 0}
      @click=${acts.mute}
    >
      ${icon(loud === 0 ? icons.muted : icons.volume)}
    </button>
    <input
      type="range"
      part="volume-slider"
      min="0"
      max="1"
      step="0.05"
      dir="ltr"
      aria-label=${words.volume}
      aria-valuetext=${`${Math.round(loud * 100)}%`}
      .value=${String(loud)}
      @input=${(event: Event) => acts.setVolume(Number((event.target as HTMLInputElement).value))}
    />
  </div>`;
}

/** What the timeline shows as shapes, as a list to read and to press. */
function markers(context: ToolsContext): TemplateResult {
  const { html, nothing } = context.lit;
  const { model, icon, onMarkers, markersOpen } = context;
  const name = words.markers(model.markers.length);
  return html`<button
      type="button"
      class="tool"
      part="markers-button"
      popovertarget="markers"
      title=${name}
    >
      ${icon(icons.markers)} <span class="text">${name}</span>
    </button>
    <div
      class="markers panel"
      part="markers"
      id="markers"
      role="group"
      aria-label=${name}
      popover
      @beforetoggle=${onMarkers}
    >
      ${markersOpen
        ? html`<ul role="list">
            ${model.markers.map((marker) => markerItem(context, marker))}
          </ul>`
        : nothing}
    </div>`;
}

function markerItem(
  { lit: { html }, acts, ...context }: ToolsContext,
  marker: Marker,
): TemplateResult {
  const { time } = marker;
  return html`<li>
    <button
      type="button"
      class="tool marker"
      part="marker"
      @click=${() => acts.goTo(time, 'marker')}
    >
      <bdi>${markerWords(marker, context.spoken)}</bdi
      ><span class="visually-hidden">${words.at(context.spoken(time))}</span>
      <span class="when" aria-hidden="true">${context.clock(time)}</span>
    </button>
  </li>`;
}
