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
  { label: '401 unauthorized', failNext: { fault: 401 } },
  { label: '403 forbidden', failNext: { fault: 403, times: 2 } },
  { label: '404 not found', failNext: { fault: 404 } },
  { label: '422 invalid request', failNext: { fault: 422 } },
  { label: 'connection cut', failNext: { fault: 'cut', times: SEEN } },
  { label: 'no answer', failNext: { fault: 'hang' } },
  { label: 'login page', failNext: { fault: 'html' } },
  { label: 'object, not a list', failNext: { fault: 'object' } },
  { label: 'a row of wrong types', failNext: { fault: 'wrong-types' } },
  { label: 'empty page', failNext: { fault: 'empty' } },
  { label: 'first page again', failNext: { fault: 'same-cursor' } },
];

export async function control(change: ControlChange): Promise<void> {
  const response = await fetch('/__control', {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify(change),
  });
  if (!response.ok) throw new Error(`The server refused: ${response.status}`);
}
