/**
 * Puts the pieces of a file together, a few milliseconds at a time, so that the page goes on scrolling
 * and playing while a hundred thousand rows are written.
 */

/** Milliseconds of work before the page has its turn: half a frame. */
const SLICE = 8;

export interface BuildOptions {
  /** MIME type of the file. */
  readonly type: string;
  readonly signal: AbortSignal;
  /** How many pieces are done; told once per turn of the page. */
  readonly progress: (done: number) => void;
}

/** The file; `undefined` when it was called off. */
export async function buildFile(
  pieces: Iterable<string>,
  { type, signal, progress }: BuildOptions,
): Promise<Blob | undefined> {
  const parts: Blob[] = [];
  let slice: string[] = [];
  let done = 0;
  let start = performance.now();
  for (const piece of pieces) {
    slice.push(piece);
    done += 1;
    if (performance.now() - start < SLICE) continue;
    // Encoded now: megabytes at the end would hold up the page.
    parts.push(new Blob(slice));
    slice = [];
    progress(done);
    await pageHadItsTurn();
    if (signal.aborted) return undefined;
    start = performance.now();
  }
  return new Blob([...parts, ...slice], { type });
}

/** A message to ourselves: unlike a timer it is not put off for seconds in a page in the background. */
function pageHadItsTurn(): Promise<void> {
  const { port1, port2 } = new MessageChannel();
  return new Promise((done) => {
    port1.onmessage = () => {
      port1.close();
      done();
    };
    port2.postMessage(undefined);
  });
}
