/** What is heard is right: the samples that leave the audio object, one side to each channel. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { Page } from 'puppeteer-core';
import { openPlayer, part, player, session, sound } from './player.js';
import { ask, until, useDemo } from './support.js';

const demo = useDemo({ api: { rows: 400, now: '2025-03-14T15:09:26Z' } });

interface Turn {
  readonly speakerId: 'agent' | 'caller';
  readonly start: number;
  readonly end: number;
}

/** What sounded when the recording stood at `time` seconds: agent left, caller right. */
interface Moment {
  readonly time: number;
  /** Milliseconds on the clock. */
  readonly at: number;
  readonly agent: boolean;
  readonly caller: boolean;
}

/** Loudness of a channel above which somebody speaks; a syllable swells and falls. */
const SPEAKS = 0.01;
/** Seconds by which what is measured may be behind the position that the audio object tells. */
const TOLERANCE = 0.3;

const turnsOf = (page: Page): Promise<Turn[]> =>
  ask(
    page,
    `${player}.transcript.turns.filter(({ kind }) => kind === 'message')
      .map(({ speakerId, start, end }) => ({ speakerId, start, end }))`,
  );

/** Measures for so many seconds, once a frame. */
async function listen(page: Page, seconds: number): Promise<Moment[]> {
  await page.bringToFront();
  return ask(
    page,
    `(async () => {
      if (!window.ears) {
        const context = new AudioContext();
        await context.resume();
        const split = context.createChannelSplitter(2);
        context.createMediaStreamSource(${sound}.captureStream()).connect(split);
        window.ears = [0, 1].map((channel) => {
          const ear = new AnalyserNode(context, { fftSize: 4096 });
          split.connect(ear, channel);
          return ear;
        });
      }
      const samples = new Float32Array(4096);
      const speaks = (ear) => {
        ear.getFloatTimeDomainData(samples);
        return Math.sqrt(samples.reduce((sum, one) => sum + one * one, 0) / 4096) > ${SPEAKS};
      };
      const moments = [];
      const end = performance.now() + ${seconds * 1000};
      while (performance.now() < end) {
        const [agent, caller] = window.ears.map(speaks);
        moments.push({ time: ${sound}.currentTime, at: performance.now(), agent, caller });
        await new Promise(requestAnimationFrame);
      }
      return moments;
    })()`,
  );
}

/** Opens a long recording in which people take turns, and lets it sound. */
async function playing() {
  const opened = await openPlayer(demo());
  await opened.press();
  await opened.heard(0.3);
  const turns = await turnsOf(opened.page);
  // Whoever listens warms up first: capturing takes a moment to begin.
  await listen(opened.page, 0.5);
  return { ...opened, turns };
}

/** The longest stretch of the measured time, in seconds, in which nobody speaks. */
function longestSilence(moments: readonly Moment[]): number {
  let since: number | undefined;
  let longest = 0;
  for (const { at, agent, caller } of moments) {
    if (agent || caller) since = undefined;
    else longest = Math.max(longest, at - (since ??= at));
  }
  return longest / 1000;
}

describe('a listener', () => {
  test('who goes to a turn hears its speaker, and nobody else', async () => {
    const { page, heard, turns } = await playing();
    const chosen = (['caller', 'agent'] as const).map((speaker) =>
      turns.find(
        (turn, index) =>
          turn.speakerId === speaker &&
          turn.end - turn.start > 1.5 &&
          (turns[index - 1]?.end ?? 0) < turn.start &&
          (turns[index + 1]?.start ?? Infinity) > turn.end,
      ),
    );
    for (const turn of chosen) {
      assert.ok(turn, 'there is such a turn');
      await ask(page, `${player}.seekTo(${turn.start})`);
      await heard(turn.start);
      const other = turn.speakerId === 'agent' ? 'caller' : 'agent';
      const moments = await listen(page, 1.2);
      const inside = moments.filter(
        ({ time }) => time >= turn.start + TOLERANCE && time <= turn.end - 0.1,
      );
      assert.ok(inside.length > 10, `${inside.length} moments`);
      const share = (who: 'agent' | 'caller') =>
        inside.filter((moment) => moment[who]).length / inside.length;
      assert.ok(share(turn.speakerId) > 0.8, `${turn.speakerId} ${share(turn.speakerId)}`);
      assert.equal(share(other), 0);
    }
    await page.close();
  });

  test('who skips silence waits for nobody', async () => {
    const { page, heard, turns } = await playing();
    const gaps = turns.slice(1).map((turn, index) => ({
      start: turns[index]?.end ?? 0,
      length: turn.start - (turns[index]?.end ?? 0),
    }));
    const longest = gaps.toSorted((a, b) => b.length - a.length)[0];
    assert.ok(longest && longest.length > 1.4, `a pause of ${longest?.length} s`);
    const around = async (): Promise<number> => {
      await ask(page, `${player}.seekTo(${longest.start - 0.8})`);
      await heard(longest.start - 0.8);
      return longestSilence(await listen(page, 1.5 + longest.length));
    };
    const before = await around();
    assert.ok(before > longest.length - TOLERANCE, `${before} s of silence`);
    await ask(page, `void ${part('silence-button')}.click()`);
    const after = await around();
    assert.ok(after < Math.min(0.9, before - 0.4), `${after} s of silence instead of ${before}`);
    await page.close();
  });

  test('who listens to one side hears only that one', async () => {
    const { page, turns } = await playing();
    const first = turns.findIndex(
      (turn, index) =>
        turn.speakerId === 'caller' &&
        turns
          .slice(index, index + 5)
          .every((one, at, five) => at === 0 || one.start > (five[at - 1]?.end ?? 0)),
    );
    const start = turns[first]?.start ?? 0;
    await ask(
      page,
      `(() => { const choice = ${part('heard')};
        choice.value = 'caller';
        choice.dispatchEvent(new Event('change', { bubbles: true })); })()`,
    );
    await ask(page, `${player}.seekTo(${start})`);
    await until(page, 'sound', `${session}.state === 'playing' && ${sound}.currentTime > ${start}`);
    const moments = await listen(page, 6);
    const jumped = turns
      .slice(first)
      .filter(
        ({ speakerId, start: at }) => speakerId === 'agent' && at < (moments.at(-1)?.time ?? 0),
      );
    assert.ok(jumped.length > 0, 'the agent had something to say in between');
    const share = (who: 'agent' | 'caller') =>
      moments.filter((moment) => moment[who]).length / moments.length;
    assert.ok(share('caller') > 0.5, `caller ${share('caller')}`);
    assert.ok(share('agent') < 0.1, `agent ${share('agent')}`);
    await page.close();
  });
});

test('while it plays nothing is laid out, and only the timeline is painted', async () => {
  const { page, press, heard } = await openPlayer(demo());
  await press();
  await heard(1);
  await page.mouse.move(2, 2);
  const client = await page.createCDPSession();
  await client.send('Performance.enable');
  const counts = async () => {
    const { metrics } = await client.send('Performance.getMetrics');
    const value = (name: string) => metrics.find((metric) => metric.name === name)?.value ?? NaN;
    return { layouts: value('LayoutCount'), styles: value('RecalcStyleCount') };
  };
  // What was opened or focused comes to rest first.
  await heard(2);
  const picture = `${player}.shadowRoot.querySelector('canvas').toDataURL()`;
  const drawn = await ask(page, picture);
  const before = await counts();
  await page.tracing.start({ categories: ['devtools.timeline'] });
  await heard(5);
  const trace = await page.tracing.stop();
  const after = await counts();
  assert.equal(after.layouts - before.layouts, 0, 'layouts');
  assert.equal(after.styles - before.styles, 0, 'style passes');
  const { traceEvents } = JSON.parse(new TextDecoder().decode(trace)) as {
    traceEvents: { name: string }[];
  };
  // Nothing of the page is painted: the canvas alone is drawn anew, on a layer of its own.
  assert.equal(traceEvents.filter(({ name }) => name === 'Paint').length, 0, 'paints');
  assert.notEqual(await ask(page, picture), drawn, 'the playhead moved');
  await page.close();
});
