/**
 * The content of each cell as plain DOM: made once, then bound to one row after another. For pages
 * that write DOM themselves or whose grid takes elements from cell renderers.
 */
import { icons, type Cells } from './cells.js';
import { columns, type ColumnId } from './columns.js';

export interface CellContent {
  /** In order; their parent is the grid cell. */
  readonly nodes: readonly Element[];
  /** Shows a row; writes only what differs from the row before. */
  bind(cells: Cells): void;
}

/** Extra classes of a grid cell, beside `cell`. */
export const cellClasses: Readonly<Partial<Record<ColumnId, string>>> = {
  copy: 'pinned',
  play: 'pinned',
  agent: 'pinned flex',
  caller: 'number flex',
  'agent-number': 'number muted',
  direction: 'muted flex',
  summary: 'muted',
  duration: 'number end',
  date: 'number muted',
  time: 'number muted',
  type: 'muted flex',
};

/** Static markup, parsed once per kind of cell. */
function maker(markup: string): () => Element[] {
  const template = document.createElement('template');
  template.innerHTML = markup;
  return () => [...(template.content.cloneNode(true) as DocumentFragment).children];
}

const svg = (path = '', style = ''): string =>
  `<svg class="icon ${style}" viewBox="0 0 16 16" aria-hidden="true"><path d="${path}"/></svg>`;

const makeText = maker('<bdi></bdi>');
const makeIconText = maker(`${svg()}<bdi></bdi>`);
const makeCopy = maker(
  `<button type="button" tabindex="-1" class="icon-button" data-action="copy">${svg(icons.copy)}</button>`,
);
const makePlay = maker(
  `<button type="button" tabindex="-1" class="play-button" data-action="play">${svg(icons.play, 'solid')}</button>`,
);
const makeCaller = maker(
  '<a tabindex="-1" class="row-link" draggable="false" target="_blank" rel="noopener"></a><bdi></bdi>',
);

/** Writes a text only when it is another one. */
function textWriter(element: Element | undefined): (text: string) => void {
  const node = document.createTextNode('');
  element?.append(node);
  let shown = '';
  return (text) => {
    if (text !== shown) node.data = shown = text;
  };
}

function attributeWriter(element: Element | null | undefined, name: string) {
  let shown: string | undefined;
  return (value: string) => {
    if (value !== shown) element?.setAttribute(name, (shown = value));
  };
}

function textContent(text: (cells: Cells) => string): () => CellContent {
  return () => {
    const nodes = makeText();
    const write = textWriter(nodes[0]);
    return { nodes, bind: (cells) => write(text(cells)) };
  };
}

function iconTextContent(icon: (cells: Cells) => string, text: (cells: Cells) => string) {
  return (): CellContent => {
    const nodes = makeIconText();
    const writePath = attributeWriter(nodes[0]?.firstElementChild, 'd');
    const write = textWriter(nodes[1]);
    return {
      nodes,
      bind(cells) {
        writePath(icon(cells));
        write(text(cells));
      },
    };
  };
}

export const createContent: Readonly<Record<ColumnId, () => CellContent>> = {
  copy() {
    const nodes = makeCopy();
    const writeLabel = attributeWriter(nodes[0], 'aria-label');
    return { nodes, bind: (cells) => writeLabel(cells.copyLabel) };
  },
  play() {
    const nodes = makePlay();
    const button = nodes[0] as HTMLButtonElement;
    const writeLabel = attributeWriter(button, 'aria-label');
    let playable = true;
    return {
      nodes,
      bind(cells) {
        if (cells.playable !== playable) button.hidden = !(playable = cells.playable);
        if (playable) writeLabel(cells.playLabel);
      },
    };
  },
  agent: textContent((cells) => cells.agent),
  caller() {
    const nodes = makeCaller();
    const writeHref = attributeWriter(nodes[0], 'href');
    const writeLabel = attributeWriter(nodes[0], 'aria-label');
    const write = textWriter(nodes[1]);
    return {
      nodes,
      bind(cells) {
        writeHref(cells.href);
        writeLabel(cells.openLabel);
        write(cells.caller);
      },
    };
  },
  'caller-name': textContent((cells) => cells.callerName),
  'agent-number': textContent((cells) => cells.agentNumber),
  direction: iconTextContent(
    (cells) => cells.directionIcon,
    (cells) => cells.direction,
  ),
  status() {
    const nodes = makeText();
    const write = textWriter(nodes[0]);
    const writeClass = attributeWriter(nodes[0], 'class');
    return {
      nodes,
      bind(cells) {
        writeClass(`status ${cells.tone}`);
        write(cells.status);
      },
    };
  },
  summary: textContent((cells) => cells.summary),
  duration: textContent((cells) => cells.duration),
  date: textContent((cells) => cells.date),
  time: textContent((cells) => cells.time),
  type: iconTextContent(
    (cells) => cells.typeIcon,
    (cells) => cells.type,
  ),
};

/** The header cells of pages that write their own header. */
export function createHeaderCells(): HTMLElement[] {
  return columns.map(({ id, label }) => {
    const cell = document.createElement('div');
    const pinned = cellClasses[id]?.includes('pinned') ? ' pinned' : '';
    cell.className = `header-cell${id === 'duration' ? ' end' : ''}${pinned}`;
    cell.dataset['column'] = id;
    cell.setAttribute('role', 'columnheader');
    const text = document.createElement('span');
    text.textContent = label;
    if (id === 'copy' || id === 'play') text.className = 'visually-hidden';
    cell.append(text);
    return cell;
  });
}
