import { startApi, type Api, type ApiOptions } from '../../../demo/api/server.js';

/** A small fixed world: the same rows in every test that does not ask for others. */
export const NOW = '2026-03-01T12:00:00Z';

export type RunningApi = Api & { readonly url: string };

export const PATH = '/core/conversations';

/** Runs a body against an API of its own and closes it whatever happens. */
export async function withApi(
  options: ApiOptions,
  body: (api: RunningApi) => Promise<void>,
): Promise<void> {
  const api = await startApi({ rows: 600, now: NOW, ...options });
  try {
    await body(api);
  } finally {
    await api.close();
  }
}

export interface Asked {
  readonly status: number;
  readonly headers: Headers;
  readonly body: unknown;
}

export type Params = Readonly<Record<string, string | number>>;

/** GETs a path as JSON; the token defaults to one that may see everything. */
export async function ask(
  api: RunningApi,
  path: string,
  params: Params = {},
  headers: Readonly<Record<string, string>> = { Authorization: 'Bearer ak_demo.sensitive' },
): Promise<Asked> {
  const search = new URLSearchParams(
    Object.entries(params).map(([name, value]) => [name, String(value)]),
  );
  const response = await fetch(`${api.url}${path}?${search.toString()}`, { headers });
  return { status: response.status, headers: response.headers, body: await response.json() };
}

export type Wire = Readonly<Record<string, unknown>> & {
  readonly id: string;
  readonly created_at: string;
};

export async function list(api: RunningApi, params: Params = {}): Promise<Wire[]> {
  const { status, body } = await ask(api, PATH, { limit: 1000, ...params });
  if (status !== 200) throw new Error(`status ${status}: ${JSON.stringify(body)}`);
  return body as Wire[];
}

export function bearer(token: string): Record<string, string> {
  return { Authorization: `Bearer ${token}` };
}

export function cursorOf(text: string): string {
  return Buffer.from(text).toString('base64');
}
