import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { parseRange } from '../../../demo/api/media.js';
import { startApi } from '../../../demo/api/server.js';
import { createWave } from '../../../demo/api/wave.js';
import { ask, list, NOW, PATH, type RunningApi, type Wire } from './client.js';

interface Details {
  readonly recording_url?: string;
  readonly duration?: number;
  readonly expires_at?: string;
  readonly mime_type?: string;
  readonly channels?: number;
  readonly status?: string;
  readonly deleted_at?: string;
}

let api: RunningApi;
let now = Date.parse(NOW);
let rows: Wire[];
let recorded: Wire;

const detailsOf = (row: Wire): Details | null => row['recording_details'] as Details | null;

before(async () => {
  api = await startApi({ rows: 400, now: NOW, clock: () => now, recordingLifetime: 60 });
  rows = await list(api, { fields: 'id,channel,status,recording_details,conversation' });
  recorded = rows.find((row) => {
    const { duration = 0, recording_url: url } = detailsOf(row) ?? {};
    return url !== undefined && duration > 30 && duration < 200;
  }) as Wire;
});
after(() => api.close());

async function freshUrl(): Promise<string> {
  const { body } = await ask(api, `${PATH}/${recorded.id}`, { fields: 'recording_details' });
  return (body as { recording_details: Details }).recording_details.recording_url as string;
}

async function bytes(url: string, range?: string): Promise<{ response: Response; body: Buffer }> {
  const response = await fetch(url, range === undefined ? {} : { headers: { Range: range } });
  return { response, body: Buffer.from(await response.arrayBuffer()) };
}

describe('recording details', () => {
  test('some conversations have a recording, some none, some are processing, some deleted', () => {
    const kinds = rows.map(detailsOf).map((details) => {
      if (details === null) return 'none';
      if (details.recording_url) return 'available';
      return details.deleted_at ? 'deleted' : details.status;
    });
    for (const kind of ['none', 'available', 'deleted', 'processing']) {
      assert.ok(kinds.includes(kind), kind);
    }
  });

  test('only spoken conversations are recorded', () => {
    for (const row of rows.filter((one) => detailsOf(one) !== null)) {
      assert.ok(['telephone', 'webrtc'].includes(String(row['channel'])));
    }
  });

  test('say when the URL stops working', () => {
    const details = detailsOf(recorded) as Details;
    assert.equal(details.mime_type, 'audio/wav');
    assert.equal(details.channels, 2);
    assert.equal(Date.parse(details.expires_at as string), Date.parse(NOW) + 60_000);
  });

  test('start with the path that the host of the API chose', async () => {
    const other = await startApi({ rows: 60, now: NOW, recordingPath: '/files/' });
    const urls = (await list(other)).map((row) => detailsOf(row)?.recording_url).filter(Boolean);
    assert.ok(urls.length > 0);
    assert.ok(urls.every((url) => url?.startsWith('/files/media/conv_')));
    await other.close();
  });
});

describe('a recording', () => {
  test('is a stereo WAV as long as the conversation', async () => {
    const { response, body } = await bytes(await freshUrl());
    assert.equal(response.status, 200);
    assert.equal(response.headers.get('content-type'), 'audio/wav');
    assert.equal(response.headers.get('accept-ranges'), 'bytes');
    const seconds = detailsOf(recorded)?.duration as number;
    assert.equal(body.length, 44 + seconds * 8000 * 4);
    assert.equal(Number(response.headers.get('content-length')), body.length);
    assert.equal(body.toString('latin1', 0, 4), 'RIFF');
    assert.equal(body.readUInt32LE(4), body.length - 8);
    assert.equal(body.toString('latin1', 8, 16), 'WAVEfmt ');
    assert.deepEqual(
      [body.readUInt16LE(20), body.readUInt16LE(22), body.readUInt32LE(24), body.readUInt16LE(34)],
      [1, 2, 8000, 16],
    );
    assert.equal(body.readUInt32LE(40), body.length - 44);
  });

  test('sounds exactly while somebody speaks, on that speaker’s channel', async () => {
    const { body } = await bytes(await freshUrl());
    const items = (recorded['conversation'] as { items: Record<string, unknown>[] }).items;
    const turns = items.filter((item) => item['type'] === 'message');
    assert.ok(turns.length > 2);
    const frames = (body.length - 44) / 4;
    for (const [channel, role] of ['assistant', 'user'].entries()) {
      const spoken = new Uint8Array(frames);
      for (const turn of turns.filter((one) => one['role'] === role)) {
        const from = Math.round(Number(turn['start_time']) * 8000);
        const to = Math.round(Number(turn['end_time']) * 8000);
        spoken.fill(1, from, to);
        for (let at = from; at + 400 <= to; at += 400) {
          const loudest = peak(body, channel, at, at + 400);
          assert.ok(loudest > 300, `${role} is heard at ${at / 8000} s (${loudest})`);
        }
      }
      for (let frame = 0; frame < frames; frame++) {
        if (!spoken[frame]) assert.equal(sample(body, channel, frame), 0, `${role} ${frame}`);
      }
    }
  });

  test('comes in any range with the same bytes', async () => {
    const url = await freshUrl();
    const { body: whole } = await bytes(url);
    const size = whole.length;
    for (const [range, first, last] of [
      ['bytes=0-0', 0, 0],
      ['bytes=10-99', 10, 99],
      ['bytes=43-44', 43, 44],
      ['bytes=65537-200003', 65537, 200003],
      [`bytes=${size - 5}-`, size - 5, size - 1],
      ['bytes=-7', size - 7, size - 1],
      [`bytes=${size - 2}-${size + 100}`, size - 2, size - 1],
    ] as const) {
      const { response, body } = await bytes(url, range);
      assert.equal(response.status, 206, range);
      assert.equal(response.headers.get('content-range'), `bytes ${first}-${last}/${size}`);
      assert.ok(body.equals(whole.subarray(first, last + 1)), range);
    }
  });

  test('refuses a range behind its end and ignores one it does not understand', async () => {
    const url = await freshUrl();
    const { response } = await bytes(url, 'bytes=999999999-');
    assert.equal(response.status, 416);
    assert.match(response.headers.get('content-range') ?? '', /^bytes \*\/\d+$/);
    for (const range of ['bytes=0-1,4-5', 'frames=0-1', 'bytes=5-2']) {
      const whole = await fetch(url, { method: 'HEAD', headers: { Range: range } });
      assert.equal(whole.status, 200, range);
    }
  });

  test('is sent whole when it changed since the client asked first', async () => {
    const url = await freshUrl();
    const etag = (await fetch(url, { method: 'HEAD' })).headers.get('etag') as string;
    const ask = (value: string): Promise<Response> =>
      fetch(url, { method: 'HEAD', headers: { Range: 'bytes=0-9', 'If-Range': value } });
    assert.equal((await ask(etag)).status, 206);
    assert.equal((await ask('"another"')).status, 200);
  });

  test('answers HEAD without a body', async () => {
    const response = await fetch(await freshUrl(), { method: 'HEAD' });
    assert.equal(response.status, 200);
    assert.ok(Number(response.headers.get('content-length')) > 44);
    assert.equal((await response.arrayBuffer()).byteLength, 0);
  });

  test('is playable from another origin', async () => {
    const { response } = await bytes(await freshUrl(), 'bytes=0-1');
    assert.equal(response.headers.get('access-control-allow-origin'), '*');
    assert.equal(response.headers.get('cross-origin-resource-policy'), 'cross-origin');
  });

  test('stops being made when the listener goes away', async () => {
    const controller = new AbortController();
    const response = await fetch(await freshUrl(), { signal: controller.signal });
    const reader = (response.body as ReadableStream<Uint8Array>).getReader();
    await reader.read();
    controller.abort();
    await assert.rejects(reader.read());
    assert.equal((await bytes(await freshUrl(), 'bytes=0-1')).response.status, 206);
  });
});

describe('a recording URL', () => {
  const status = async (url: string): Promise<number> =>
    (await bytes(url, 'bytes=0-1')).response.status;

  test('works until it expires', async () => {
    const url = await freshUrl();
    now += 59_000;
    assert.equal(await status(url), 206);
    now += 1_000;
    assert.equal(await status(url), 403);
    assert.equal(await status(await freshUrl()), 206);
  });

  test('can be expired at once, and a fresh one works again', async () => {
    const url = await freshUrl();
    api.control.expireUrls();
    assert.equal(await status(url), 403);
    assert.equal(await status(await freshUrl()), 206);
  });

  test('follows a change of the lifetime', async () => {
    api.control.set({ recordingLifetime: 1 });
    const url = await freshUrl();
    now += 1_000;
    assert.equal(await status(url), 403);
    api.control.set({ recordingLifetime: 60 });
  });

  test('cannot be forged, prolonged or moved to another recording', async () => {
    const url = await freshUrl();
    const other = rows.find(
      (row) => detailsOf(row)?.recording_url && row.id !== recorded.id,
    ) as Wire;
    for (const forged of [
      url.replace(/signature=.*/, ''),
      url.replace(/signature=.*/, 'signature=AAAA'),
      url.replace(/expires=(\d+)/, (_, at: string) => `expires=${Number(at) + 1}`),
      url.replace(/seconds=\d+/, 'seconds=99999'),
      url.replace(recorded.id, other.id),
      `${url}&seconds=1`,
      url.replace('?', '?seconds=1&'),
    ]) {
      assert.equal(await status(forged), 403, forged);
    }
  });

  test('failures can be planned for media alone', async () => {
    api.control.failNext(500, 1, { on: 'media' });
    const url = await freshUrl();
    assert.equal(await status(url), 500);
    assert.equal(await status(url), 206);
  });
});

test('the two speakers do not sound alike', () => {
  const speech = { start: 0, end: 1000, interrupted: false };
  const [agent, caller] = (['agent', 'caller'] as const).map((speaker, channel) => {
    const wave = createWave({ seed: 1, seq: 1, seconds: 1, plan: [{ ...speech, speaker }] });
    const body = wave.bytes(0, wave.size - 1);
    return Array.from({ length: 8000 }, (_, frame) => sample(body, channel, frame));
  }) as [number[], number[]];
  const pitch = (sound: number[]): number => {
    const similarity = (lag: number): number =>
      sound.slice(lag).reduce((sum, value, at) => sum + value * (sound[at] as number), 0);
    const lags = Array.from({ length: 100 }, (_, index) => index + 30);
    return 8000 / lags.reduce((best, lag) => (similarity(lag) > similarity(best) ? lag : best));
  };
  assert.ok(pitch(agent) > 180 && pitch(agent) < 230, `agent ${pitch(agent)} Hz`);
  assert.ok(pitch(caller) > 100 && pitch(caller) < 140, `caller ${pitch(caller)} Hz`);
});

test('a byte range is read as the standard says', () => {
  assert.deepEqual(parseRange('bytes=0-', 10), { first: 0, last: 9 });
  assert.deepEqual(parseRange('bytes=-20', 10), { first: 0, last: 9 });
  assert.equal(parseRange('bytes=-0', 10), 'unsatisfiable');
  assert.equal(parseRange('bytes=10-', 10), 'unsatisfiable');
  assert.equal(parseRange('bytes=-', 10), undefined);
  assert.equal(parseRange(undefined, 10), undefined);
});

function sample(body: Buffer, channel: number, frame: number): number {
  return body.readInt16LE(44 + frame * 4 + channel * 2);
}

function peak(body: Buffer, channel: number, from: number, to: number): number {
  let most = 0;
  for (let at = from; at < to; at++) most = Math.max(most, Math.abs(sample(body, channel, at)));
  return most;
}
