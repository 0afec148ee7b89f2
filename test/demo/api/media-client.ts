import { once } from 'node:events';
import { Agent, request, type IncomingHttpHeaders, type IncomingMessage } from 'node:http';
import { ask, list, PATH, type RunningApi, type Wire } from './client.js';

export interface Details {
  readonly recording_url?: string;
  readonly duration?: number;
  readonly expires_at?: string;
  readonly mime_type?: string;
  readonly channels?: number;
  readonly peaks?: readonly (readonly number[])[];
}

export const detailsOf = (row: Wire): Details | null => row['recording_details'] as Details | null;

/** The conversations whose recordings are longer than so many seconds and no hours. */
export async function recordedRows(api: RunningApi, least: number): Promise<Wire[]> {
  const rows = await list(api, { fields: 'id,recording_details' });
  return rows.filter((row) => {
    const { duration = 0, recording_url: url } = detailsOf(row) ?? {};
    return url !== undefined && duration > least && duration < 200;
  });
}

export async function freshDetails(api: RunningApi, id: string): Promise<Details> {
  const { body } = await ask(api, `${PATH}/${id}`, { fields: 'recording_details' });
  return (body as { recording_details: Details }).recording_details;
}

export const freshUrl = async (api: RunningApi, id: string): Promise<string> =>
  (await freshDetails(api, id)).recording_url as string;

/** An answer while it arrives. */
export interface Arriving {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  /** Resolves with all bytes so far as soon as there are so many. */
  until(count: number): Promise<Buffer>;
  /** Whether more may still come. */
  readonly open: boolean;
  /** Resolves when no more can come. */
  end(): Promise<{ readonly body: Buffer; readonly whole: boolean }>;
  hangUp(): void;
}

/** GETs a URL on a connection of its own. */
export async function arriving(
  url: string,
  headers: Readonly<Record<string, string>> = {},
): Promise<Arriving> {
  // The server may not close a connection just because it has sent all it wants to.
  const agent = new Agent({ keepAlive: true });
  const asked = request(url, { headers, agent }).end();
  const [response] = (await once(asked, 'response')) as [IncomingMessage];
  let body = Buffer.alloc(0);
  response.on('data', (bytes: Buffer) => {
    body = Buffer.concat([body, bytes]);
  });
  // A connection that breaks is what is expected here; `whole` says so.
  response.on('error', () => undefined);
  const closed = new Promise<void>((resolve) => response.on('close', resolve));
  return {
    status: response.statusCode ?? 0,
    headers: response.headers,
    async until(count) {
      while (body.length < count) await once(response, 'data');
      return body;
    },
    get open() {
      return !response.closed;
    },
    async end() {
      await closed;
      return { body, whole: response.complete };
    },
    hangUp: () => response.destroy(),
  };
}

/** The whole answer. */
export async function whole(
  url: string,
  headers?: Readonly<Record<string, string>>,
): Promise<Pick<Arriving, 'status' | 'headers'> & { readonly body: Buffer }> {
  const answer = await arriving(url, headers);
  const { body } = await answer.end();
  return { status: answer.status, headers: answer.headers, body };
}
