/** The switches of the reference API, as the panel offers them. */

/** A change that `POST /__control` takes. */
export type ControlChange = Readonly<Record<string, unknown>>;

export interface FaultChoice {
  readonly label: string;
  readonly failNext: {
    readonly fault: number | string;
    readonly times?: number;
    readonly retryAfter?: number;
  };
}

/** More than the provider's own quick retries, so that the reader sees the fault. */
const SEEN = 3;

export const FAULTS: readonly FaultChoice[] = [
  { label: '500 for good', failNext: { fault: 500, times: SEEN } },
  { label: '500 twice, then fine', failNext: { fault: 500, times: 2 } },
  { label: '429, wait 5 s', failNext: { fault: 429, retryAfter: 5 } },
  { label: '401, the key is refused', failNext: { fault: 401, times: SEEN } },
  { label: '403 forbidden', failNext: { fault: 403, times: 2 } },
  { label: '404 not found', failNext: { fault: 404 } },
  { label: '422 invalid request', failNext: { fault: 422 } },
  { label: 'connection cut', failNext: { fault: 'cut', times: SEEN } },
  { label: 'no answer', failNext: { fault: 'hang' } },
  { label: 'login page', failNext: { fault: 'html', times: SEEN } },
  { label: 'object, not a list', failNext: { fault: 'object' } },
  { label: 'a row of wrong types', failNext: { fault: 'wrong-types' } },
  { label: 'empty page', failNext: { fault: 'empty' } },
  { label: 'first page again', failNext: { fault: 'same-cursor' } },
];

/** What a button does to the server, by its id, and what is said then. */
export interface Act {
  readonly change: ControlChange;
  readonly done: string;
  /** The APIs have no push: the list hears of what is new by asking again. */
  readonly refresh?: true;
}

export const ACTS: Readonly<Record<string, Act>> = {
  expire: {
    change: { expireUrls: true },
    done: 'Recording URLs given out so far are refused now.',
  },
  insert: { change: { insertAtTop: 5 }, done: '5 conversations inserted.', refresh: true },
  write: {
    change: { textMessages: { moved: 3 } },
    done: '3 contacts wrote: their threads move to the top.',
    refresh: true,
  },
  begin: {
    change: { textMessages: { begun: 2 } },
    done: '2 contacts wrote for the first time.',
    refresh: true,
  },
};

export async function control(change: ControlChange): Promise<void> {
  const response = await fetch('/__control', {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify(change),
  });
  if (!response.ok) throw new Error(`The server refused: ${response.status}`);
}
