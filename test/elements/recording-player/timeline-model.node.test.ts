import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import {
  heardPassages,
  speakerAt,
  startAfter,
  startBefore,
  timelineModel,
  type TimelineModel,
} from '../../../src/elements/recording-player/timeline-model.js';
import type { Passage } from '../../../src/internal/playback.js';
import type { Speaker, Transcript, Turn } from '../../../src/model/transcript.js';

const NORA: Speaker = { id: 'nora', role: 'agent', name: 'Nora', channel: 1 };
const TOM: Speaker = { id: 'tom', role: 'caller', name: 'Tom' };

let turns = 0;
const turn = (speakerId: string | undefined, start?: number, end?: number): Turn => ({
  id: `t${(turns += 1)}`,
  kind: 'message',
  speakerId,
  status: 'final',
  start,
  end,
  parts: [],
});
const tool = (start?: number, state: 'done' | 'error' | 'blocked' = 'done'): Turn => ({
  ...turn(undefined, start),
  kind: 'tool',
  tool: { name: 'book_slot', state },
});
const transcript = (said: readonly Turn[], more: Partial<Transcript> = {}): Transcript => ({
  version: 1,
  shape: 'test',
  availability: 'available',
  timing: 'turn',
  offset: 0,
  speakers: [TOM, NORA],
  turns: said,
  notices: [],
  ...more,
});
const model = (said: readonly Turn[], duration = 60, more?: Partial<Transcript>) =>
  timelineModel(transcript(said, more), duration);
const spansOf = ({ lanes }: TimelineModel, id: string) =>
  lanes.find(({ speakerId }) => speakerId === id)?.spans.map(({ start, end }) => [start, end]);

describe('the lanes', () => {
  test('have the agent above the caller, whoever speaks first and is named first', () => {
    const { lanes } = model([turn('tom', 0, 2), turn('nora', 3, 5)]);
    assert.deepEqual(lanes, [
      { speakerId: 'nora', role: 'agent', name: 'Nora', channel: 1, spans: [{ start: 3, end: 5 }] },
      {
        speakerId: 'tom',
        role: 'caller',
        name: 'Tom',
        channel: undefined,
        spans: [{ start: 0, end: 2 }],
      },
    ]);
  });

  test('are in time with the recording when it starts before or after the transcript', () => {
    assert.deepEqual(spansOf(model([turn('tom', 1, 3)], 60, { offset: 2.5 }), 'tom'), [[3.5, 5.5]]);
    assert.deepEqual(spansOf(model([turn('tom', 1, 3)], 60, { offset: -2 }), 'tom'), [[0, 1]]);
    assert.deepEqual(spansOf(model([turn('tom', 1, 3)], 60, { offset: NaN }), 'tom'), [[1, 3]]);
  });

  test('let a turn without an end last until anybody starts, and the last one to the end', () => {
    const shown = model([turn('nora', 0), turn('tom', 4), turn('nora', 9)]);
    assert.deepEqual(spansOf(shown, 'nora'), [
      [0, 4],
      [9, 60],
    ]);
    assert.deepEqual(spansOf(shown, 'tom'), [[4, 9]]);
  });

  test('let two turns that start together last until the next start', () => {
    const shown = model([turn('nora', 5), turn('tom', 5), turn('tom', 8, 9)]);
    assert.deepEqual(spansOf(shown, 'nora'), [[5, 8]]);
    assert.deepEqual(spansOf(shown, 'tom'), [[5, 9]]);
  });

  test('take the end of the last word where a turn has none', () => {
    const word = { text: 'Hi', start: 1, end: 1.5, from: 0, to: 2 };
    const shown = model([{ ...turn('nora', 1), words: [word] }, turn('tom', 9, 10)]);
    assert.deepEqual(spansOf(shown, 'nora'), [[1, 1.5]]);
  });

  test('do not believe an end before the start', () =>
    assert.deepEqual(spansOf(model([turn('nora', 3, 1), turn('tom', 5, 6)]), 'nora'), [[3, 5]]));

  test('show turns in order that came in disorder, and overlapping ones as one', () =>
    assert.deepEqual(
      spansOf(model([turn('tom', 20, 22), turn('tom', 3, 6), turn('tom', 5, 9)]), 'tom'),
      [
        [3, 9],
        [20, 22],
      ],
    ));

  test('end where the recording ends', () => {
    const shown = model([turn('nora', 8, 30), turn('tom', 40, 50)], 10);
    assert.deepEqual(spansOf(shown, 'nora'), [[8, 10]]);
    assert.equal(spansOf(shown, 'tom'), undefined);
    assert.deepEqual(shown.starts, [{ time: 8, speakerId: 'nora' }]);
  });

  test('are there before anybody knows how long the recording is', () => {
    const shown = model([turn('nora', 0, 4), turn('tom', 5)], NaN);
    assert.deepEqual(spansOf(shown, 'nora'), [[0, 4]]);
    assert.deepEqual(spansOf(shown, 'tom'), [[5, 6]]);
  });

  test('are not there without times that can be trusted', () => {
    const said = [turn('nora', 0, 4), tool(3)];
    const nothing = { lanes: [], markers: [], starts: [] };
    assert.deepEqual(model(said, 60, { timing: 'none' }), nothing);
    assert.deepEqual(model(said, 60, { timing: 'wall-clock' }), nothing);
    assert.deepEqual(timelineModel(undefined, 60), nothing);
    assert.deepEqual(model([turn('nora'), turn('tom', NaN, 3)]), nothing);
  });

  test('are of what was spoken: no mail, no note, no event', () => {
    const others = (['email', 'sms', 'note', 'event', 'other'] as const).map((kind) => ({
      ...turn('nora', 1, 2),
      kind,
    }));
    assert.deepEqual(model(others).lanes, []);
  });

  test('are four at most: further speakers share the last', () => {
    const shown = model(['a', 'b', 'nora', 'c', 'd'].map((id, at) => turn(id, at, at + 1)));
    assert.deepEqual(
      shown.lanes.map(({ speakerId }) => speakerId),
      ['nora', 'a', 'b', 'c'],
    );
    assert.deepEqual(spansOf(shown, 'c'), [[3, 5]]);
    assert.equal(shown.starts[4]!.speakerId, 'c');
  });

  test('keep the name of a fourth speaker who shares with nobody', () => {
    const speakers = [{ id: 'd', role: 'human-agent', name: 'Dana' } as const];
    const said = ['a', 'b', 'c', 'd'].map((id, at) => turn(id, at, at + 1));
    assert.equal(model(said, 60, { speakers }).lanes[3]!.name, 'Dana');
  });

  test('have one for words that nobody is known to have said', () => {
    const [lane] = model([turn(undefined, 1, 2)]).lanes;
    assert.equal(lane!.role, 'other');
    assert.deepEqual(lane!.spans, [{ start: 1, end: 2 }]);
  });
});

describe('the markers', () => {
  test('show a tool call where it started, else where the turn before it ended', () => {
    const { markers } = model([turn('nora', 0, 4), tool(), turn('tom', 5, 6), tool(6.5)]);
    assert.deepEqual(markers, [
      { kind: 'tool', time: 4, name: 'book_slot', failed: false },
      { kind: 'tool', time: 6.5, name: 'book_slot', failed: false },
    ]);
  });

  test('show which tool calls failed or were blocked', () =>
    assert.deepEqual(
      model([tool(1), tool(2, 'error'), tool(3, 'blocked')]).markers.map(({ failed }) => failed),
      [false, true, true],
    ));

  test('show how long a tool call took, and none outside the recording', () => {
    const { markers } = model([{ ...tool(58), end: 70 }, tool(61), tool(-1)]);
    assert.deepEqual(markers, [
      { kind: 'tool', time: 58, end: 60, name: 'book_slot', failed: false },
    ]);
  });

  test('show no tool call of which nobody knows when it was', () =>
    assert.deepEqual(model([tool(), turn('nora', 1, 2)]).markers, []));

  test('show an interruption where the other one starts to speak', () => {
    const said = [{ ...turn('nora', 0, 6), status: 'interrupted' as const }, turn('tom', 4, 8)];
    assert.deepEqual(model(said).markers, [{ kind: 'interruption', time: 4, name: 'Nora' }]);
  });

  test('show an interruption at the end of what was broken off when nobody followed', () => {
    const broken = { ...turn('nora', 0, 6), status: 'interrupted' as const };
    assert.equal(model([broken]).markers[0]!.time, 6);
    assert.equal(model([broken, turn('tom', 30, 31)]).markers[0]!.time, 6);
    assert.equal(model([broken, turn('nora', 6.5, 7), turn('tom', 6.8, 9)]).markers[0]!.time, 6.8);
  });

  test('show a silence from three seconds on, and only between what was said', () => {
    const { markers } = model([turn('nora', 5, 8), turn('tom', 11, 12), turn('nora', 14.9, 20)]);
    assert.deepEqual(markers, [{ kind: 'silence', time: 8, end: 11 }]);
  });

  test('show no silence while one speaks through the pause of the other', () =>
    assert.deepEqual(
      model([turn('nora', 0, 20), turn('tom', 2, 3), turn('tom', 10, 11)]).markers,
      [],
    ));
});

describe('previous and next turn', () => {
  const said = model([turn('nora', 2, 9), turn('tom', 10, 19), turn('nora', 20, 30)]);

  test('lead to the start of the turn that is heard', () => {
    assert.equal(startBefore(said, 15), 10);
    assert.equal(startBefore(said, 59), 20);
  });

  test('lead to the turn before in the first one and a half seconds', () => {
    assert.equal(startBefore(said, 11.4), 2);
    assert.equal(startBefore(said, 11.5), 10);
  });

  test('lead to the turn before when the recording stands a little before the start', () =>
    assert.equal(startBefore(said, 9.95), 2));

  test('lead back to the start of the first turn, and from there nowhere', () => {
    assert.equal(startBefore(said, 3), 2);
    assert.equal(startBefore(said, 2), undefined);
    assert.equal(startBefore(said, 1), undefined);
  });

  test('lead to the next start, also when the last jump fell a little short', () => {
    assert.equal(startAfter(said, 0), 2);
    assert.equal(startAfter(said, 10), 20);
    assert.equal(startAfter(said, 9.95), 20);
    assert.equal(startAfter(said, 20), undefined);
  });

  test('are not stopped by turns that start together', () => {
    const together = model([turn('nora', 2), turn('tom', 10), turn('nora', 10), turn('tom', 20)]);
    assert.equal(startBefore(together, 10.2), 2);
    assert.equal(startAfter(together, 2), 10);
    assert.equal(startAfter(together, 10), 20);
  });

  test('pressed again and again reach either end', () =>
    fc.assert(
      fc.property(fc.array(fc.double({ min: 0, max: 59, noNaN: true })), (starts) => {
        const shown = model(starts.map((start) => turn('nora', start)));
        for (const [step, from] of [[startBefore, 60] as const, [startAfter, 0] as const]) {
          let presses = 0;
          for (let at: number | undefined = from; at !== undefined; at = step(shown, at)) {
            assert.ok((presses += 1) <= starts.length + 2);
          }
        }
      }),
    ));
});

describe('who speaks', () => {
  const said = model([turn('nora', 2, 9), turn('tom', 8, 12)]);

  test('is the one in whose turn the time lies', () => {
    assert.equal(speakerAt(said, 2), 'nora');
    assert.equal(speakerAt(said, 11.9), 'tom');
  });

  test('is the one who began last when two speak', () => assert.equal(speakerAt(said, 8.5), 'tom'));

  test('is nobody in a silence', () => {
    assert.equal(speakerAt(said, 1.9), undefined);
    assert.equal(speakerAt(said, 12), undefined);
    assert.equal(speakerAt(said, NaN), undefined);
  });
});

const heard = (
  shown: TimelineModel,
  options: { skipSilence?: boolean; speakerId?: string },
  duration = 60,
) =>
  heardPassages(shown, duration, { skipSilence: false, speakerId: undefined, ...options })?.map(
    ({ start, end }) => [start, end],
  );

describe('with silence skipped', () => {
  const skipSilence = true;

  test('what is said is heard with a quarter of a second around it', () =>
    assert.deepEqual(heard(model([turn('nora', 5, 10), turn('tom', 20, 30)]), { skipSilence }), [
      [4.75, 10.25],
      [19.75, 30.25],
    ]));

  test('a pause of a second is heard', () =>
    assert.deepEqual(heard(model([turn('nora', 5, 10), turn('tom', 11, 30)]), { skipSilence }), [
      [4.75, 30.25],
    ]));

  test('no time is jumped over at either end that is not worth a jump', () =>
    assert.deepEqual(
      heard(model([turn('nora', 0.8, 10), turn('tom', 50, 59.2)]), { skipSilence }),
      [
        [0, 10.25],
        [49.75, 60],
      ],
    ));

  test('all is heard of a recording without silence, without times, or of unknown length', () => {
    assert.equal(heard(model([turn('nora', 0.5, 59.5)]), { skipSilence }), undefined);
    assert.equal(heard(model([turn('nora')]), { skipSilence }), undefined);
    const said = model([turn('nora', 5, 10), turn('tom', 20, 30)]);
    assert.equal(heard(said, { skipSilence }, NaN), undefined);
    assert.equal(heard(said, { skipSilence }, Infinity), undefined);
    assert.equal(heard(said, {}), undefined);
  });
});

describe('listening to one side', () => {
  test('leaves that speaker, with a little around each turn', () => {
    const said = model([turn('nora', 5, 10), turn('tom', 20, 30), turn('nora', 40, 45)]);
    assert.deepEqual(heard(said, { speakerId: 'nora' }), [
      [4.85, 10.15],
      [39.85, 45.15],
    ]);
    assert.deepEqual(heard(said, { speakerId: 'tom' }), [[19.85, 30.15]]);
  });

  test('never reaches into what the other one says next or said before', () => {
    const said = model([turn('nora', 5, 10), turn('tom', 10.1, 30), turn('nora', 30, 45)]);
    assert.deepEqual(heard(said, { speakerId: 'nora' }), [
      [4.85, 10.1],
      [30, 45.15],
    ]);
  });

  test('loses no word of a speaker whom the other one talks over', () => {
    const said = model([turn('nora', 5, 10), turn('tom', 8, 20), turn('nora', 15, 18)]);
    assert.deepEqual(heard(said, { speakerId: 'nora' }), [
      [4.85, 10],
      [15, 18],
    ]);
  });

  test("keeps that speaker's own pauses, and skips them together with silence", () => {
    const said = model([turn('nora', 5, 10), turn('nora', 14, 20), turn('tom', 30, 40)]);
    assert.deepEqual(heard(said, { speakerId: 'nora' }), [[4.85, 20.15]]);
    assert.deepEqual(heard(said, { speakerId: 'nora', skipSilence: true }), [
      [4.85, 10.15],
      [13.85, 20.15],
    ]);
  });

  test('of nobody who is there is listening to everybody', () => {
    const said = model([turn('nora', 5, 10), turn('tom', 20, 30)]);
    assert.equal(heard(said, { speakerId: 'somebody' }), undefined);
  });
});

describe('whatever times a transcript carries', () => {
  const anyTime = fc.option(
    fc.oneof(
      { weight: 6, arbitrary: fc.double({ min: -5, max: 70, noNaN: true }) },
      { weight: 3, arbitrary: fc.integer({ min: 0, max: 60 }) },
      { weight: 1, arbitrary: fc.constantFrom(NaN, Infinity, -Infinity) },
    ),
    { nil: undefined },
  );
  const anyTurn = fc
    .tuple(
      fc.constantFrom('nora', 'tom', 'a', 'b', 'c', undefined),
      anyTime,
      anyTime,
      fc.constantFrom('message', 'message', 'message', 'tool', 'event'),
      fc.constantFrom('final', 'interrupted', 'interim', 'failed'),
    )
    .map(
      ([who, start, end, kind, status]): Turn => ({
        ...turn(who, start, end),
        kind: kind as Turn['kind'],
        status: status as Turn['status'],
      }),
    );
  const anything = fc.record({
    turns: fc.array(anyTurn, { maxLength: 30 }),
    offset: fc.oneof(fc.constant(0), fc.double({ min: -3, max: 3 })),
    duration: fc.oneof(fc.constant(60), fc.constant(NaN), fc.double({ min: 0, max: 80 })),
  });

  const inOrder = (passages: readonly Passage[], from: number, to: number) => {
    let last = from;
    for (const { start, end } of passages) {
      assert.ok(last <= start && start < end && end <= to, `${last} ${start} ${end} ${to}`);
      last = end;
    }
  };

  test('lanes and markers are in order and inside the recording', () =>
    fc.assert(
      fc.property(anything, ({ turns: said, offset, duration }) => {
        const shown = model(said, duration, { offset });
        const to = duration > 0 ? duration : Infinity;
        assert.ok(shown.lanes.length <= 4);
        for (const { spans } of shown.lanes) inOrder(spans, 0, to);
        for (const list of [shown.markers, shown.starts]) {
          let last = 0;
          for (const { time } of list) {
            assert.ok(last <= time && time <= to);
            last = time;
          }
        }
        const lanes = new Set(shown.lanes.map(({ speakerId }) => speakerId));
        assert.ok(shown.starts.every(({ speakerId }) => lanes.has(speakerId)));
      }),
    ));

  test('what is heard holds every word that is to be heard, in order', () =>
    fc.assert(
      fc.property(
        anything,
        fc.boolean(),
        fc.constantFrom(undefined, 'nora', 'tom', 'a'),
        ({ turns: said, offset }, skipSilence, speakerId) => {
          const shown = model(said, 60, { offset });
          const passages = heardPassages(shown, 60, { skipSilence, speakerId });
          if (!passages) return;
          inOrder(passages, 0, 60);
          const lanes = shown.lanes.filter((lane) => lane.speakerId === speakerId);
          for (const { spans } of lanes.length ? lanes : shown.lanes) {
            for (const span of spans) {
              assert.ok(passages.some(({ start, end }) => start <= span.start && span.end <= end));
            }
          }
        },
      ),
    ));

  test('one side is never heard into a turn of another that it does not overlap', () =>
    fc.assert(
      fc.property(anything, fc.boolean(), ({ turns: said }, skipSilence) => {
        const shown = model(said);
        const [side, ...others] = shown.lanes;
        if (!side) return;
        const passages = heardPassages(shown, 60, { skipSilence, speakerId: side.speakerId }) ?? [];
        const apart = others
          .flatMap(({ spans }) => spans)
          .filter((other) =>
            side.spans.every((own) => own.end <= other.start || other.end <= own.start),
          );
        for (const { start, end } of passages) {
          assert.ok(apart.every((other) => end <= other.start || other.end <= start));
        }
      }),
    ));

  test('skipping silence leaves no pause of more than a second', () =>
    fc.assert(
      fc.property(anything, ({ turns: said }) => {
        const shown = model(said);
        const passages = heardPassages(shown, 60, { skipSilence: true, speakerId: undefined });
        const speech = shown.lanes.flatMap(({ spans }) => spans);
        for (const { start, end } of passages ?? []) {
          for (let time = start; time + 1.01 < end; time += 0.25) {
            const until = time + 1.01;
            assert.ok(speech.some((span) => span.start <= until && time <= span.end));
          }
        }
      }),
    ));
});

describe('a speaker in a role that nobody knows', () => {
  test('is somebody else', () => {
    const speakers = [{ ...NORA, role: 'assistant' as never }];
    const { lanes } = model([turn('nora', 0, 2)], 60, { speakers });
    assert.deepEqual(
      lanes.map(({ role, name }) => [role, name]),
      [['other', 'Nora']],
    );
  });
});

describe('twenty thousand turns', () => {
  test('of as many speakers, all of them interrupted, are drawn at once', () => {
    const speakers = Array.from(
      { length: 20_000 },
      (_, index): Speaker => ({
        id: `speaker ${index}`,
        role: 'other',
      }),
    );
    const said = speakers.map(({ id }, index) => ({
      ...turn(id, index, index + 0.9),
      status: 'interrupted' as const,
    }));
    const started = performance.now();
    const { markers } = model(said, 20_000, { speakers });
    // Two seconds when every turn was looked up among all speakers.
    assert.ok(performance.now() - started < 1000);
    assert.equal(markers.length, 20_000);
  });
});
