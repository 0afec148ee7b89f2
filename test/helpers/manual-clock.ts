/** A clock that only moves when the test says so. Fits the `frame`, `after` and `now` of the engine. */
export interface ManualClock {
  frame(callback: () => void): () => void;
  after(seconds: number, callback: () => void): () => void;
  /** Milliseconds. */
  now(): number;
  /** Draws one frame: runs what waited for it, not what that asks for in turn. */
  draw(): void;
  /** Lets seconds pass; timers that fall due run in order, at their own time. */
  advance(seconds: number): void;
  readonly waitingFrames: number;
  /** Seconds until each waiting timer, soonest first. */
  readonly waitingTimers: readonly number[];
}

interface Timer {
  readonly due: number;
  readonly callback: () => void;
}

export function manualClock(start = Date.UTC(2026, 0, 2, 3, 4, 5)): ManualClock {
  let time = start;
  let frames = new Set<() => void>();
  const timers = new Set<Timer>();
  const inOrder = () => [...timers].sort((a, b) => a.due - b.due);
  return {
    frame(callback) {
      const mine = () => callback();
      frames.add(mine);
      return () => void frames.delete(mine);
    },
    after(seconds, callback) {
      const timer = { due: time + seconds * 1000, callback };
      timers.add(timer);
      return () => void timers.delete(timer);
    },
    now: () => time,
    draw() {
      const due = frames;
      frames = new Set();
      for (const callback of due) callback();
    },
    advance(seconds) {
      const end = time + seconds * 1000;
      for (let next = inOrder()[0]; next && next.due <= end; next = inOrder()[0]) {
        timers.delete(next);
        time = next.due;
        next.callback();
      }
      time = end;
    },
    get waitingFrames() {
      return frames.size;
    },
    get waitingTimers() {
      return inOrder().map((timer) => (timer.due - time) / 1000);
    },
  };
}
