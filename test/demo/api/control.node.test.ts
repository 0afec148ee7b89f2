import assert from 'node:assert/strict';
import { request as httpRequest } from 'node:http';
import { after, before, test } from 'node:test';
import { startApi, type ControlState, type RequestRecord } from '../../../demo/api/server.js';
import { ask, list, NOW, PATH, type RunningApi } from './client.js';

let api: RunningApi;

before(async () => {
  api = await startApi({ rows: 100, now: NOW });
});
after(() => api.close());

async function post(change: unknown, type = 'application/json'): Promise<Response> {
  return fetch(`${api.url}/__control`, {
    method: 'POST',
    headers: { 'Content-Type': type },
    body: typeof change === 'string' ? change : JSON.stringify(change),
  });
}

const state = async (): Promise<ControlState> =>
  (await (await fetch(`${api.url}/__control`)).json()) as ControlState;

test('the state over HTTP is the state in process', async () => {
  assert.deepEqual(await state(), JSON.parse(JSON.stringify(api.control.state())));
  assert.equal((await state()).rows, 100);
});

test('settings are changed one by one', async () => {
  const before = await state();
  assert.equal((await post({ latency: { min: 1, max: 2 }, recordingLifetime: 5 })).status, 200);
  const expected = { ...before, latency: { min: 1, max: 2 }, recordingLifetime: 5 };
  assert.deepEqual(await state(), expected);
  await post({ latency: { min: 0, max: 0 }, recordingLifetime: 300 });
  assert.deepEqual(await state(), before);
});

test('a failure planned over HTTP hits the next request', async () => {
  await post({ failNext: { fault: 429, retryAfter: 3, times: 1 } });
  assert.equal((await state()).faults.length, 1);
  assert.equal((await ask(api, PATH)).headers.get('retry-after'), '3');
  await post({ failNext: { fault: '503' } });
  assert.equal((await ask(api, PATH)).status, 503);
  await post({ failNext: { fault: 'hang', times: 9 } });
  await post({ clearFaults: true });
  assert.deepEqual((await state()).faults, []);
});

test('conversations inserted at the top are answered with their ids', async () => {
  const { inserted } = (await (await post({ insertAtTop: 3 })).json()) as { inserted: string[] };
  const top = await list(api, { limit: 3, fields: 'id' });
  assert.deepEqual(
    top.map((row) => row.id),
    inserted,
  );
  assert.equal((await state()).rows, 103);
});

test('conversations that are removed are gone, and the newest stays', async () => {
  const newest = (await list(api, { limit: 1, fields: 'id' }))[0]?.id;
  const { rows } = await state();
  await post({ remove: 5 });
  assert.equal((await state()).rows, rows - 5);
  const left = await list(api, { limit: 1000, fields: 'id' });
  assert.equal(left.length, rows - 5);
  assert.equal(left[0]?.id, newest);
});

test('requests are counted and logged without credentials', async () => {
  await post({ resetRequests: true });
  const [row] = await list(api, { limit: 100, status: 'completed', fields: 'recording_details' });
  assert.ok(row);
  const recorded = (await list(api, { limit: 100, channel: 'telephone' }))
    .map((one) => one['recording_details'] as { recording_url?: string } | null)
    .find((details) => details?.recording_url);
  const head = await fetch(recorded?.recording_url ?? '', { headers: { Range: 'bytes=0-9' } });
  await head.arrayBuffer();
  const log = (await (await fetch(`${api.url}/__control/requests`)).json()) as RequestRecord[];
  assert.deepEqual(
    log.map(({ method, endpoint, status, range }) => [method, endpoint, status, range]),
    [
      ['GET', 'list', 200, undefined],
      ['GET', 'list', 200, undefined],
      ['GET', 'media', 206, 'bytes=0-9'],
    ],
  );
  assert.match(log[0]?.path ?? '', /^\/core\/conversations\?limit=100&status=completed/);
  assert.doesNotMatch(JSON.stringify(log), /ak_demo|signature/);
  assert.equal((await state()).requests, 3);
});

test('the log keeps the latest thousand', async () => {
  api.control.resetRequests();
  for (let index = 0; index < 1003; index++) await ask(api, `${PATH}/x`, { n: index });
  assert.equal(api.control.requests().length, 1000);
  assert.equal(api.control.state().requests, 1003);
  assert.match(api.control.requests()[0]?.path ?? '', /n=3$/);
});

test('requests are counted by endpoint, and those for recordings listed without their URLs', async () => {
  const row = (await list(api, { limit: 100, fields: 'id,recording_details' })).find(
    (one) => (one['recording_details'] as { recording_url?: string } | null)?.recording_url,
  );
  await post({ resetRequests: true });
  const { body } = await ask(api, `${PATH}/${row?.id}`, { fields: 'recording_details' });
  const { recording_details: details } = body as { recording_details: { recording_url: string } };
  const part = await fetch(details.recording_url, { headers: { Range: 'bytes=0-9' } });
  await part.arrayBuffer();
  await (await fetch(details.recording_url)).arrayBuffer();
  await post({ expireUrls: { cut: true } });
  await (await fetch(details.recording_url)).arrayBuffer();
  assert.deepEqual((await state()).counts, { list: 0, get: 1, media: 3 });
  assert.equal((await state()).requests, 4);
  const listed = (await (await fetch(`${api.url}/__control/media`)).json()) as unknown;
  const { id: conversation } = row ?? {};
  assert.deepEqual(listed, [
    { method: 'GET', conversation, range: 'bytes=0-9', status: 206 },
    { method: 'GET', conversation, status: 200 },
    { method: 'GET', conversation, status: 403 },
  ]);
  assert.deepEqual(api.control.mediaRequests(), listed);
});

test('text messages arrive on request, in threads there are and in new ones', async () => {
  const before = await api.textThreads();
  await post({ textMessages: { moved: 2, begun: 1 } });
  const after = await api.textThreads();
  assert.equal(after.length, before.length + 1);
  const known = new Map(before.map(({ id, at }) => [id, at]));
  const changed = after.filter(({ id, at }) => known.get(id) !== at);
  assert.deepEqual(changed, after.slice(0, changed.length), 'they are at the top');
  assert.ok(changed.length === 2 || changed.length === 3);
});

test('what is no setting is refused and changes nothing', async () => {
  const before = await state();
  for (const change of [
    { unknown: 1 },
    { latency: { min: -1, max: 0 } },
    { failNext: { fault: 'explode' } },
    { recordingLifetime: 0 },
    { insertAtTop: 1e9 },
    { textMessages: { moved: -1 } },
    { textMessages: { deleted: 1 } },
    { media: 'cut' },
    { media: { mode: 'louder' } },
    { media: { mode: 'cut', seconds: -1 } },
    { media: { mode: 'slow', bytesPerSecond: 0 } },
    { media: { mode: 'stall', times: 0 } },
    { media: { mode: 'stall', url: 'x' } },
    { mediaElsewhere: 1 },
    { expireUrls: false },
    [],
    'not json',
  ]) {
    assert.equal((await post(change)).status, 422, JSON.stringify(change));
  }
  assert.deepEqual(await state(), before);
});

test('a form that a foreign page could send is refused', async () => {
  assert.equal((await post('{"insertAtTop":1}', 'text/plain')).status, 415);
  const preflight = await fetch(`${api.url}/__control`, { method: 'OPTIONS' });
  assert.equal(preflight.status, 405);
  assert.equal(preflight.headers.get('access-control-allow-origin'), null);
});

test('only this machine may turn the switches', async () => {
  const { serveControl } = await import('../../../demo/api/control.js');
  const sent: number[] = [];
  const response = {
    writeHead: (status: number) => sent.push(status),
    end: () => undefined,
  };
  for (const remoteAddress of ['192.0.2.7', '::ffff:192.0.2.7', '2001:db8::1', undefined]) {
    const request = { method: 'GET', headers: {}, socket: { remoteAddress } };
    await serveControl(api.control, request as never, response as never, '/__control');
  }
  assert.deepEqual(sent, [403, 403, 403, 403]);
});

test('a request line that is no path leaves the server standing', async () => {
  const status = await new Promise<number | undefined>((resolve, reject) => {
    const { port } = new URL(api.url);
    httpRequest({ port, host: '127.0.0.1', path: '//[/core/conversations' }, (response) => {
      response.resume();
      resolve(response.statusCode);
    })
      .on('error', reject)
      .end();
  });
  assert.equal(status, 404);
  assert.equal((await ask(api, PATH)).status, 200);
});
