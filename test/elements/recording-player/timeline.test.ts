/** What the canvas of the timeline shows, read from its pixels, and when it is painted. */
import { expect, fixture, html } from '@open-wc/testing';
import { executeServerCommand } from '@web/test-runner-commands';
import { css, LitElement } from 'lit';
import type { Lane, TimelineModel } from '../../../src/elements/recording-player/timeline-model.js';
import { timelineStyles } from '../../../src/elements/recording-player/timeline.styles.js';
import { Timeline, type TimelineState } from '../../../src/elements/recording-player/timeline.js';
import { tokens } from '../../../src/styles/tokens.js';
import { frames, until } from '../../helpers/inbox.js';

const AGENT = 'rgb(53 88 224)';
const CALLER = 'rgb(11 122 111)';
const RAIL = 'rgb(230 232 236)';
const TEXT = 'rgb(23 26 33)';
const WARNING = 'rgb(138 81 0)';
const DANGER = 'rgb(185 42 37)';
const CLEAR = 'clear';

const NOTHING: TimelineModel = { lanes: [], markers: [], starts: [] };
const lane = (role: Lane['role'], ...spans: [start: number, end: number][]): Lane => ({
  speakerId: role,
  role,
  name: undefined,
  channel: undefined,
  spans: spans.map(([start, end]) => ({ start, end })),
});
/** The agent speaks from 0 to 40 and from 60 to 100, the caller from 40 to 60. */
const TALK: TimelineModel = {
  ...NOTHING,
  lanes: [lane('agent', [0, 40], [60, 100]), lane('caller', [40, 60])],
};
const AT_START: TimelineState = {
  time: 0,
  duration: 100,
  buffered: [],
  passages: undefined,
  clockText: '',
};

/** A host of 500 pixels: a clock of 100 and a track of 400 by 36, so that a second is 4 pixels. */
class TimelineHost extends LitElement {
  static override styles = [
    tokens,
    css`
      :host {
        display: block;
        inline-size: 500px;
        color-scheme: light;
      }
      .strip {
        position: relative;
        display: flex;
      }
      .clock {
        flex: none;
        inline-size: 100px;
        color: rgb(200 0 0);
        font: 16px monospace;
      }
      .track {
        flex: 1;
        block-size: var(--height, 36px);
      }
    `,
    timelineStyles({ css }),
  ];
  model = NOTHING;
  peaks: readonly Float32Array[] = [];
  state = AT_START;
  /** How often the state was asked for: once a frame. */
  asked = 0;
  readonly timeline = new Timeline(this, {
    boxes: () =>
      this.canvas && {
        canvas: this.canvas,
        track: this.#inside('.track'),
        clock: this.#inside('.clock'),
      },
    state: () => {
      this.asked += 1;
      return this.state;
    },
    model: () => this.model,
    peaks: () => this.peaks,
  });
  #inside = (selector: string) => this.renderRoot.querySelector<HTMLElement>(selector)!;
  get canvas() {
    return this.#inside('canvas') as HTMLCanvasElement;
  }
  protected override render() {
    return html`<div class="strip">
      <div class="clock"></div>
      <div class="track"></div>
      <canvas aria-hidden="true"></canvas>
    </div>`;
  }
}
customElements.define('timeline-host', TimelineHost);

type Given = Partial<Pick<TimelineHost, 'model' | 'peaks'>> & {
  readonly state?: Partial<TimelineState>;
};
let paints = 0;
const { clearRect } = CanvasRenderingContext2D.prototype;
/** Every picture starts on an empty canvas. */
before(() => {
  CanvasRenderingContext2D.prototype.clearRect = function (...rest) {
    paints += 1;
    clearRect.apply(this, rest);
  };
});
after(() => {
  CanvasRenderingContext2D.prototype.clearRect = clearRect;
});
beforeEach(() => {
  paints = 0;
});

async function show({ state, ...given }: Given = {}, height = 36): Promise<TimelineHost> {
  const box = await fixture<HTMLElement>(html`<div></div>`);
  const host = new TimelineHost();
  host.style.setProperty('--height', `${height}px`);
  Object.assign(host, given, { state: { ...AT_START, ...state } });
  box.append(host);
  await until(() => paints > 0, 'a picture');
  await frames(2);
  return host;
}

async function change(host: TimelineHost, { state, ...given }: Given): Promise<void> {
  Object.assign(host, given, { state: { ...host.state, ...state } });
  host.timeline.redraw();
  await frames(2);
}

/** The colour at a second of the track, so many pixels below its top. */
function colourAt(host: TimelineHost, second: number, down: number): string {
  return colourOf(host, 6 + 100 + second * 4, down);
}
function colourOf({ canvas }: TimelineHost, x: number, y: number): string {
  const scale = canvas.width / canvas.offsetWidth;
  const [red, green, blue, alpha] = canvas
    .getContext('2d')!
    .getImageData(Math.floor(x * scale), Math.floor(y * scale), 1, 1).data;
  return alpha === 0 ? CLEAR : `rgb(${red} ${green} ${blue}${alpha === 255 ? '' : ` / ${alpha}`})`;
}
/** How much of a pixel is painted, 0 to 255. */
function paintAt({ canvas }: TimelineHost, second: number, down: number): number {
  return canvas.getContext('2d')!.getImageData(6 + 100 + second * 4, down, 1, 1).data[3]!;
}
/** Colours of a column of the track from top to bottom. */
const column = (host: TimelineHost, second: number, height = 36): string[] =>
  Array.from({ length: height }, (_, down) => colourAt(host, second, down));

/** Where lanes lie: between the strip of markers and the line of what is downloaded. */
const [ABOVE, BELOW] = [15, 28];

describe('the lanes', () => {
  it('show the agent above and the caller below, each in its colour', async () => {
    const host = await show({ model: TALK, state: { time: 100 } });
    expect(colourAt(host, 20, ABOVE)).to.equal(AGENT);
    expect(colourAt(host, 20, BELOW)).to.equal(RAIL);
    expect(colourAt(host, 50, ABOVE)).to.equal(RAIL);
    expect(colourAt(host, 50, BELOW)).to.equal(CALLER);
  });

  it('are full where they were heard, and pale with a full outline where they come', async () => {
    const host = await show({ model: TALK, state: { time: 20 } });
    expect(colourAt(host, 10, ABOVE)).to.equal(AGENT);
    const coming = colourAt(host, 30, ABOVE);
    expect([AGENT, RAIL, CLEAR]).not.to.include(coming);
    expect(column(host, 30), 'outline').to.include(AGENT);
    expect(column(host, 50), 'outline').to.include(CALLER);
    await change(host, { state: { time: 35 } });
    expect(colourAt(host, 30, ABOVE)).to.equal(AGENT);
  });

  it('leave silence empty', async () => {
    const model = { ...NOTHING, lanes: [lane('agent', [0, 10], [12, 20])] };
    const host = await show({ model, state: { time: 100 } });
    expect(colourAt(host, 9, 20)).to.equal(AGENT);
    expect(colourAt(host, 11, 20)).to.equal(RAIL);
    expect(colourAt(host, 13, 20)).to.equal(AGENT);
  });

  it('fit a thin track', async () => {
    const host = await show({ model: TALK, state: { time: 100 } }, 10);
    expect(colourAt(host, 20, 1)).to.equal(AGENT);
    expect(colourAt(host, 50, 8)).to.equal(CALLER);
  });

  it('show a turn that is shorter than a pixel', async () => {
    const model = { ...NOTHING, lanes: [lane('agent', [50, 50.01])] };
    const host = await show({ model, state: { time: 100 } });
    const other = await show({ model: { ...model, lanes: [lane('agent')] }, state: { time: 100 } });
    expect(column(host, 50)).not.to.deep.equal(column(other, 50));
  });

  it('make what will be jumped over pale', async () => {
    const state = { time: 100, passages: [{ start: 0, end: 40 }] };
    const host = await show({ model: TALK, state });
    expect(paintAt(host, 39, ABOVE)).to.equal(255);
    expect(paintAt(host, 50, BELOW)).to.be.within(30, 100);
    expect(paintAt(host, 80, ABOVE)).to.be.within(30, 100);
  });

  it('are all pale when nothing is to be heard', async () => {
    const host = await show({ model: TALK, state: { time: 50, passages: [] } });
    expect(paintAt(host, 20, ABOVE)).to.be.within(30, 100);
  });
});

describe('the waveform', () => {
  const loud = (...peaks: number[]) => Float32Array.from(peaks);
  /** A column begins within three pixels. */
  const isPainted = (host: TimelineHost, second: number, down: number) =>
    [0, 1, 2].map((x) => colourOf(host, 106 + second * 4 + x, down)).find((is) => is !== CLEAR);

  it('of two channels has the agent above the middle and the caller below', async () => {
    const peaks = [loud(1, 0), loud(0, 1)];
    const host = await show({ model: TALK, peaks, state: { time: 100 } });
    expect(isPainted(host, 20, 12)).to.equal(AGENT);
    expect(isPainted(host, 20, 30)).to.equal(undefined);
    expect(isPainted(host, 80, 12)).to.equal(undefined);
    expect(isPainted(host, 80, 30)).to.equal(CALLER);
  });

  it('has the agent above also when the agent is on the second channel', async () => {
    const lanes = [{ ...TALK.lanes[0]!, channel: 1 as const }];
    const peaks = [loud(0, 1), loud(1, 0)];
    const host = await show({ model: { ...TALK, lanes }, peaks, state: { time: 100 } });
    expect(isPainted(host, 20, 12)).to.equal(AGENT);
    expect(isPainted(host, 80, 30)).to.equal(CALLER);
  });

  it('of one channel is mirrored', async () => {
    const host = await show({ peaks: [loud(1, 0.2)], state: { time: 100 } });
    expect(isPainted(host, 20, 12)).to.equal(AGENT);
    expect(isPainted(host, 20, 30)).to.equal(AGENT);
    expect(isPainted(host, 80, 12)).to.equal(undefined);
    expect(isPainted(host, 80, 20)).to.equal(AGENT);
  });

  it('is full where it was heard, and pale with an outline where it comes', async () => {
    const host = await show({ peaks: [loud(1)], state: { time: 50 } });
    const colours = (second: number) =>
      new Set(column(host, second).filter((is) => is !== CLEAR && is !== AGENT));
    expect(isPainted(host, 20, 15)).to.equal(AGENT);
    expect([...colours(20)], 'nothing pale').to.deep.equal([]);
    expect(isPainted(host, 60, 15)).to.match(/ \/ 77\)$/);
    expect(column(host, 60), 'outline').to.include(AGENT);
    await change(host, { state: { time: 70 } });
    expect(isPainted(host, 60, 15)).to.equal(AGENT);
  });

  it('has columns of three pixels with one between them', async () => {
    const host = await show({ peaks: [loud(1)], state: { time: 100 } });
    const line = Array.from({ length: 16 }, (_, x) =>
      colourOf(host, 106 + x, 15) === CLEAR ? '.' : '#',
    );
    expect(line.join('')).to.equal('###.###.###.###.');
  });
});

describe('the bar of a recording of which nothing is known', () => {
  it('is full up to where it was heard', async () => {
    const host = await show({ state: { time: 40 } });
    expect(colourAt(host, 20, 18)).to.equal(AGENT);
    expect(colourAt(host, 80, 18)).to.equal(RAIL);
    expect(colourAt(host, 20, 5)).to.equal(CLEAR);
  });

  it('shows what is downloaded', async () => {
    const host = await show({ state: { time: 10, buffered: [{ start: 0, end: 60 }] } });
    expect([RAIL, AGENT, CLEAR]).not.to.include(colourAt(host, 50, 18));
    expect(colourAt(host, 70, 18)).to.equal(RAIL);
  });

  it('is empty while nobody knows how long the recording is', async () => {
    const host = await show({ state: { time: 10, duration: NaN } });
    expect(colourAt(host, 0, 18), 'the knob').to.equal(TEXT);
    expect(colourAt(host, 10, 18)).to.equal(RAIL);
  });
});

describe('above the lanes', () => {
  it('the playhead has a knob', async () => {
    const host = await show({ model: TALK, state: { time: 50 } });
    expect(colourAt(host, 50, 5)).to.equal(TEXT);
    expect(colourAt(host, 49, 5)).to.equal(TEXT);
    expect(colourAt(host, 50, 33)).to.equal(TEXT);
    expect(colourAt(host, 48, 5)).to.equal(CLEAR);
    expect(colourAt(host, 49, 33)).not.to.equal(TEXT);
  });

  it('the knob is whole at either end', async () => {
    const host = await show({ model: TALK });
    expect(colourOf(host, 106 - 3, 5)).to.equal(TEXT);
    await change(host, { state: { time: 100 } });
    expect(colourOf(host, 506 + 3, 5)).to.equal(TEXT);
  });

  it('tool calls, failed ones and interruptions differ by shape', async () => {
    const markers = [
      { kind: 'tool', time: 20 },
      { kind: 'tool', time: 40, failed: true },
      { kind: 'interruption', time: 60 },
      { kind: 'silence', time: 80, end: 85 },
    ] as const;
    const host = await show({ model: { ...TALK, markers } });
    const shape = (second: number) =>
      Array.from({ length: 8 }, (_, y) =>
        Array.from({ length: 9 }, (_, x) => {
          return colourOf(host, 106 + second * 4 - 4 + x, 1 + y) === CLEAR ? '.' : '#';
        }).join(''),
      ).join('\n');
    expect(colourAt(host, 20, 5)).to.equal(WARNING);
    expect(colourAt(host, 40, 5)).to.equal(DANGER);
    expect(new Set([20, 40, 60, 80].map(shape)).size).to.equal(4);
    expect(shape(80), 'a silence is a gap, no shape').not.to.include('#');
  });

  it('what is downloaded is a thin line below', async () => {
    const host = await show({ model: TALK, state: { buffered: [{ start: 20, end: 60 }] } });
    expect(colourAt(host, 50, 35)).not.to.equal(CLEAR);
    expect(colourAt(host, 70, 35)).to.equal(CLEAR);
  });
});

describe('the clock', () => {
  const INK = 'rgb(200 0 0)';
  const inked = (host: TimelineHost) =>
    Array.from({ length: 106 }, (_, x) => x).filter((x) =>
      Array.from({ length: 36 }, (_, y) => colourOf(host, x, y)).some((is) =>
        is.startsWith('rgb(200 0 0'),
      ),
    );

  it('is in its box, in the colour of its box', async () => {
    const host = await show({ state: { clockText: '1:38' } });
    const found = inked(host);
    expect(found[0]).to.be.within(6, 12);
    expect(found.at(-1)).to.be.within(30, 50);
    expect(INK).to.equal(
      getComputedStyle(host.renderRoot.querySelector('.clock')!).color.replaceAll(',', ''),
    );
  });

  it('stands where the text of its box would', async () => {
    const host = await show({ state: { clockText: '1:38' } });
    host.renderRoot.querySelector<HTMLElement>('.clock')!.style.textAlign = 'end';
    await change(host, {});
    expect(inked(host).at(-1)).to.be.within(98, 106);
    host.dir = 'rtl';
    await until(() => inked(host).length === 0, 'the clock on the other side');
  });

  it('reads from left to right, and so does time, in every language', async () => {
    const box = await fixture<HTMLElement>(html`<div dir="rtl"></div>`);
    const host = new TimelineHost();
    host.model = TALK;
    host.state = { ...AT_START, time: 20 };
    box.append(host);
    await until(() => paints > 0, 'a picture');
    // The track is to the left of its clock now.
    expect(colourOf(host, 6 + 10 * 4, ABOVE)).to.equal(AGENT);
    expect(colourOf(host, 6 + 30 * 4, ABOVE)).not.to.equal(AGENT);
  });
});

describe('the timeline is painted anew', () => {
  it('when the page turns dark', async () => {
    const host = await show({ model: TALK, state: { time: 100 } });
    host.style.colorScheme = 'dark';
    await until(() => colourAt(host, 20, ABOVE) === 'rgb(142 168 255)', 'a light blue');
  });

  it('when the host changes one of its colours', async () => {
    const host = await show({ model: TALK, state: { time: 100 } });
    host.style.setProperty('--conversation-color-caller', 'rgb(1 2 3)');
    await until(() => colourAt(host, 50, BELOW) === 'rgb(1 2 3)', 'the new colour');
    expect(colourAt(host, 20, ABOVE)).to.equal(AGENT);
  });

  it('when it becomes wider', async () => {
    const host = await show({ model: TALK, state: { time: 20 } });
    host.style.inlineSize = '900px';
    await until(() => host.canvas.width === 912, 'a canvas of the new size');
    expect(colourOf(host, 106 + 100, ABOVE)).to.equal(AGENT);
  });

  it('as sharp when its width is no whole number of pixels', async () => {
    const host = await show({ model: TALK });
    for (const width of [500.3, 500.66, 511.45]) {
      host.style.inlineSize = `${width}px`;
      await frames(3);
      expect(column(host, 50), `outline of ${width} px`).to.include(CALLER);
    }
  });

  it('on a screen of two pixels to each', async () => {
    const screen = { width: 800, height: 600, deviceScaleFactor: 2 };
    await executeServerCommand('set-viewport', screen);
    try {
      const host = await show({ model: TALK, state: { time: 20 } });
      expect(host.canvas.width).to.equal(2 * 512);
      expect(colourAt(host, 19, ABOVE)).to.equal(AGENT);
      expect(colourAt(host, 22, ABOVE)).not.to.equal(AGENT);
    } finally {
      await executeServerCommand('set-viewport', { ...screen, deviceScaleFactor: 1 });
    }
  });

  it('where the page is enlarged, in the right places', async () => {
    const host = await show({ model: TALK, state: { time: 20 } });
    host.style.zoom = '2';
    await until(() => host.canvas.width === 2 * 512, 'a canvas of twice as many pixels');
    expect(colourAt(host, 19, ABOVE)).to.equal(AGENT);
    expect(colourAt(host, 22, ABOVE)).not.to.equal(AGENT);
  });

  it('in the colours of the system when those are forced', async () => {
    const host = await show({ model: TALK, state: { time: 50 } });
    try {
      await executeServerCommand('media-features', { 'forced-colors': 'active' });
      await until(() => colourAt(host, 20, ABOVE) !== AGENT, 'another colour');
      await frames(2);
      const full = colourAt(host, 20, ABOVE);
      expect(colourAt(host, 20, BELOW), 'lanes differ by place').not.to.equal(full);
      expect(column(host, 80), 'an outline').to.include(full);
    } finally {
      await executeServerCommand('media-features', {});
    }
    await until(() => colourAt(host, 20, ABOVE) === AGENT, 'the own colours again');
  });

  it('after an update of its host, and once only', async () => {
    const host = await show();
    paints = 0;
    host.requestUpdate();
    host.timeline.redraw();
    await frames(3);
    expect(paints).to.equal(1);
  });
});

describe('while a recording plays', () => {
  const play = async (host: TimelineHost, count: number, step: number) => {
    for (let frame = 0; frame < count; frame += 1) {
      host.state = { ...host.state, time: host.state.time + step };
      await frames(1);
    }
  };

  it('the playhead moves, frame by frame', async () => {
    const host = await show({ model: TALK });
    host.timeline.run(true);
    await play(host, 20, 1);
    expect(paints).to.be.within(18, 23);
    expect(colourAt(host, 17, ABOVE)).to.equal(AGENT);
  });

  it('nothing is measured, no style is read, and nothing in the document changes', async () => {
    const host = await show({ model: TALK });
    host.timeline.run(true);
    await play(host, 2, 1);
    const asked: string[] = [];
    const changes = new MutationObserver(() => asked.push('a change'));
    const all = { attributes: true, childList: true, characterData: true, subtree: true };
    changes.observe(host.renderRoot, all);
    changes.observe(document, all);
    const { getBoundingClientRect } = Element.prototype;
    const { getComputedStyle } = window;
    const width = Object.getOwnPropertyDescriptor(HTMLElement.prototype, 'offsetWidth')!;
    Element.prototype.getBoundingClientRect = function () {
      asked.push('a box');
      return getBoundingClientRect.call(this);
    };
    window.getComputedStyle = (...rest) => {
      asked.push('a style');
      return getComputedStyle(...rest);
    };
    Object.defineProperty(HTMLElement.prototype, 'offsetWidth', {
      ...width,
      get(this: HTMLElement) {
        asked.push('a width');
        return width.get!.call(this);
      },
    });
    try {
      paints = 0;
      await play(host, 10, 1);
      expect(paints).to.be.greaterThan(5);
      expect(asked).to.deep.equal([]);
      // The same spies do see what a redraw costs.
      await change(host, {});
      expect(asked).to.include('a style');
    } finally {
      changes.disconnect();
      Element.prototype.getBoundingClientRect = getBoundingClientRect;
      window.getComputedStyle = getComputedStyle;
      Object.defineProperty(HTMLElement.prototype, 'offsetWidth', width);
    }
  });

  it('a playhead that does not move by half a pixel costs no picture', async () => {
    const host = await show({ model: TALK });
    host.timeline.run(true);
    await frames(2);
    paints = 0;
    // A twentieth of a pixel each: after ten frames there is one to be seen.
    await play(host, 9, 0.0125);
    expect(paints).to.equal(0);
    await play(host, 4, 0.0125);
    expect(paints).to.equal(1);
  });

  it('a clock that says something else is shown at once', async () => {
    const host = await show({ state: { clockText: '0:00' } });
    host.timeline.run(true);
    await frames(2);
    paints = 0;
    host.state = { ...host.state, clockText: '0:01' };
    await frames(3);
    expect(paints).to.equal(1);
  });

  it('it stops when the recording does', async () => {
    const host = await show({ model: TALK });
    host.timeline.run(true);
    await frames(2);
    host.timeline.run(false);
    await frames(2);
    host.asked = 0;
    await play(host, 5, 1);
    expect(host.asked).to.equal(0);
  });

  it('a reader who asked for less motion gets at most four pictures a second', async () => {
    try {
      await executeServerCommand('media-features', { 'prefers-reduced-motion': 'reduce' });
      const host = await show({ model: TALK });
      host.timeline.run(true);
      await frames(2);
      paints = 0;
      const before = performance.now();
      await play(host, 45, 1);
      const most = Math.ceil((performance.now() - before) / 250) + 1;
      expect(paints).to.be.within(2, most);
      await until(() => colourAt(host, 38, ABOVE) === AGENT, 'where it is, a moment later');
    } finally {
      await executeServerCommand('media-features', {});
    }
  });

  it('a reader who asks for less motion meanwhile gets it', async () => {
    const host = await show({ model: TALK });
    host.timeline.run(true);
    try {
      await executeServerCommand('media-features', { 'prefers-reduced-motion': 'reduce' });
      await frames(3);
      paints = 0;
      await play(host, 12, 1);
      expect(paints).to.be.lessThan(6);
    } finally {
      await executeServerCommand('media-features', {});
    }
  });
});

describe('nothing is painted, nor anything asked for,', () => {
  const isStill = async (host: TimelineHost) => {
    await frames(3);
    [paints, host.asked] = [0, 0];
    host.state = { ...host.state, time: host.state.time + 10 };
    host.timeline.redraw();
    await frames(5);
    expect([paints, host.asked]).to.deep.equal([0, 0]);
  };
  const isBack = async (host: TimelineHost) => {
    await until(() => colourAt(host, 5, ABOVE) === AGENT, 'the new picture');
    const { asked } = host;
    await until(() => host.asked > asked + 3, 'that it goes on');
  };

  it('while the timeline is hidden', async () => {
    const host = await show({ model: TALK });
    host.timeline.run(true);
    host.hidden = true;
    host.style.display = 'none';
    await isStill(host);
    host.style.display = '';
    await isBack(host);
  });

  it('while it is out of view', async () => {
    const host = await show({ model: TALK });
    host.timeline.run(true);
    host.style.marginBlockStart = '3000px';
    await isStill(host);
    host.style.marginBlockStart = '';
    await isBack(host);
  });

  it('before it was ever in view', async () => {
    const box = await fixture<HTMLElement>(html`<div></div>`);
    const host = new TimelineHost();
    host.style.marginBlockStart = '3000px';
    host.model = TALK;
    box.append(host);
    host.timeline.run(true);
    await isStill(host);
    host.style.marginBlockStart = '';
    await isBack(host);
  });

  it('while it is not in the document', async () => {
    const host = await show({ model: TALK });
    const { parentElement } = host;
    host.timeline.run(true);
    host.remove();
    await isStill(host);
    parentElement!.append(host);
    await isBack(host);
  });
});
