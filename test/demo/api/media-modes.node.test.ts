import assert from 'node:assert/strict';
import { after, afterEach, before, describe, test } from 'node:test';
import { startApi } from '../../../demo/api/server.js';
import { NOW, type RunningApi } from './client.js';
import { arriving, freshDetails, freshUrl, recordedRows, whole } from './media-client.js';

/** Bytes of one second of sound. */
const SECOND = 32_000;

let api: RunningApi;
let id: string;
let other: string;
let duration: number;
/** The file as it is when nothing goes wrong. */
let right: Buffer;

const fresh = (conversation = id): Promise<string> => freshUrl(api, conversation);
const set = (plan: Parameters<RunningApi['control']['setMedia']>[0]): void =>
  api.control.setMedia(plan);

before(async () => {
  api = await startApi({ rows: 400, now: NOW });
  const rows = await recordedRows(api, 30);
  [id = '', other = ''] = rows.map((row) => row.id);
  duration = (await freshDetails(api, id)).duration as number;
  right = (await whole(await fresh())).body;
  assert.equal(right.length, 44 + duration * SECOND);
});
after(() => api.close());
afterEach(() => set({ mode: 'normal' }));

describe('expired', () => {
  test('a fresh URL is refused like an old one, and the API goes on giving URLs', async () => {
    set({ mode: 'expired' });
    const { status, headers, body } = await whole(await fresh());
    assert.equal(status, 403);
    assert.equal(headers['content-type'], 'text/plain');
    assert.ok(body.length < 100);
    assert.equal((await whole(await fresh())).status, 403);
  });

  test('what is under way goes on when its URL expires, and breaks off when that is wanted', async () => {
    set({ mode: 'slow', bytesPerSecond: SECOND });
    const headers = { Range: `bytes=0-${SECOND - 1}` };
    const going = await arriving(await fresh(), headers);
    await going.until(1);
    api.control.expireUrls();
    const cut = await arriving(await fresh(), headers);
    await cut.until(1);
    const gone = await going.end();
    assert.ok(gone.whole);
    assert.ok(gone.body.equals(right.subarray(0, SECOND)));

    const breaking = await arriving(await fresh());
    const url = await fresh();
    await breaking.until(1);
    api.control.expireUrls({ cut: true });
    const broken = await breaking.end();
    assert.equal(broken.whole, false);
    assert.ok(broken.body.length < right.length);
    assert.equal((await whole(url)).status, 403);
    assert.equal((await whole(await fresh(), { Range: 'bytes=0-9' })).status, 206);
    cut.hangUp();
  });
});

describe('cut', () => {
  test('the connection breaks after so many seconds of sound, wherever it began', async () => {
    set({ mode: 'cut', seconds: 2.5 });
    for (const first of [0, 100_001]) {
      const answer = await arriving(await fresh(), { Range: `bytes=${first}-` });
      assert.equal(answer.status, 206);
      assert.equal(Number(answer.headers['content-length']), right.length - first);
      const { body, whole: complete } = await answer.end();
      assert.equal(complete, false);
      assert.ok(body.equals(right.subarray(first, first + 2.5 * SECOND)), `${body.length} bytes`);
    }
  });

  test('nothing at all comes of an answer that is cut at once', async () => {
    set({ mode: 'cut', seconds: 0 });
    const url = await fresh();
    await assert.rejects(
      fetch(url).then((response) => response.arrayBuffer()),
      TypeError,
    );
  });

  test('an answer that is shorter than that is whole', async () => {
    set({ mode: 'cut', seconds: 1 });
    const answer = await arriving(await fresh(), { Range: `bytes=0-${SECOND - 1}` });
    const { body, whole: complete } = await answer.end();
    assert.ok(complete);
    assert.equal(body.length, SECOND);
  });
});

describe('stall', () => {
  test('so many seconds of sound come, then nothing, on a connection that stays open', async () => {
    set({ mode: 'stall', seconds: 2, times: 1 });
    const stalled = await arriving(await fresh());
    assert.equal(Number(stalled.headers['content-length']), right.length);
    await stalled.until(2 * SECOND);
    // While all of the next answer comes, nothing comes of this one.
    assert.ok((await whole(await fresh())).body.equals(right));
    assert.ok(stalled.open);
    api.control.expireUrls({ cut: true });
    const { body, whole: complete } = await stalled.end();
    assert.equal(complete, false);
    assert.ok(body.equals(right.subarray(0, 2 * SECOND)), `${body.length} bytes`);
  });

  test('a listener who hangs up leaves nothing behind', async () => {
    set({ mode: 'stall', seconds: 1, times: 1 });
    const stalled = await arriving(await fresh());
    await stalled.until(SECOND);
    stalled.hangUp();
    assert.equal((await whole(await fresh())).status, 200);
  });
});

describe('slow', () => {
  /** Seconds until so many bytes have come. */
  async function seconds(count: number): Promise<number> {
    const url = await fresh();
    const start = performance.now();
    const { body } = await whole(url, { Range: `bytes=0-${count - 1}` });
    assert.ok(body.equals(right.subarray(0, count)));
    return (performance.now() - start) / 1000;
  }

  // What comes in the first step comes at once, and timers may be a little early.
  test('the bytes come no faster than was said', async () => {
    set({ mode: 'slow', bytesPerSecond: 64_000 });
    const took = await seconds(32_000);
    assert.ok(took > 0.38, `${took} s`);
  });

  test('by default a little faster than it is listened to', async () => {
    set({ mode: 'slow' });
    const took = await seconds(0.6 * SECOND);
    assert.ok(took > 0.38, `${took} s`);
  });

  test('other modes can be throttled too', async () => {
    set({ mode: 'cut', seconds: 0.5, bytesPerSecond: SECOND });
    const url = await fresh();
    const start = performance.now();
    const { body, whole: complete } = await (await arriving(url)).end();
    assert.equal(complete, false);
    assert.equal(body.length, 0.5 * SECOND);
    assert.ok(performance.now() - start > 380);
  });
});

describe('no-range', () => {
  test('a range is answered with the whole file, and none is announced', async () => {
    set({ mode: 'no-range' });
    const { status, headers, body } = await whole(await fresh(), { Range: 'bytes=1000-' });
    assert.equal(status, 200);
    assert.equal(headers['accept-ranges'], undefined);
    assert.equal(headers['content-range'], undefined);
    assert.equal(Number(headers['content-length']), right.length);
    assert.ok(body.equals(right));
  });
});

describe('wrong-type', () => {
  test('a web page comes that claims to be sound', async () => {
    set({ mode: 'wrong-type' });
    const { status, headers, body } = await whole(await fresh(), { Range: 'bytes=0-' });
    assert.equal(status, 200);
    assert.equal(headers['content-type'], 'audio/wav');
    assert.equal(Number(headers['content-length']), body.length);
    assert.match(body.toString(), /^<!doctype html>/);
  });
});

describe('no-cors', () => {
  test('everything but the permission to read it from another origin is there', async () => {
    set({ mode: 'no-cors' });
    const { status, headers, body } = await whole(await fresh(), { Range: 'bytes=0-9' });
    assert.equal(status, 206);
    assert.ok(body.equals(right.subarray(0, 10)));
    const names = Object.keys(headers).filter((name) => name.startsWith('access-control-'));
    assert.deepEqual(names, []);
  });

  test('without it any page may read the bytes and what is said about them', async () => {
    const { headers } = await whole(await fresh(), { Range: 'bytes=0-9' });
    assert.equal(headers['access-control-allow-origin'], '*');
    assert.equal(headers['access-control-allow-credentials'], undefined);
    const exposed = headers['access-control-expose-headers'] ?? '';
    for (const name of ['Content-Range', 'Content-Length', 'Accept-Ranges']) {
      assert.ok(exposed.includes(name), name);
    }
    const preflight = await fetch(await fresh(), { method: 'OPTIONS' });
    assert.match(preflight.headers.get('access-control-allow-headers') ?? '', /Range/);
  });

  test('recordings can be put on another origin than the pages', async () => {
    const site = await startApi({ rows: 60, now: NOW, recordingPath: '/' });
    const [row] = await recordedRows(site, 10);
    assert.match(await freshUrl(site, row?.id ?? ''), /^\/media\//);
    site.control.set({ mediaElsewhere: true });
    const elsewhere = new URL(await freshUrl(site, row?.id ?? ''));
    assert.equal(elsewhere.origin, `http://127.0.0.1:${new URL(site.url).port}`);
    assert.equal((await whole(elsewhere.href, { Range: 'bytes=0-9' })).status, 206);
    await site.close();
  });
});

describe('piped-wav', () => {
  test('the length is nowhere: not in the file, not in the answer, not in the details', async () => {
    set({ mode: 'piped-wav' });
    const { status, headers, body } = await whole(await fresh(), { Range: 'bytes=0-' });
    assert.equal(status, 200);
    assert.equal(headers['content-type'], 'audio/wav');
    assert.equal(headers['content-length'], undefined);
    assert.equal(headers['transfer-encoding'], 'chunked');
    assert.equal(headers['accept-ranges'], undefined);
    assert.equal(body.readUInt32LE(4), 0xffffffff);
    assert.equal(body.readUInt32LE(40), 0xffffffff);
    assert.ok(body.subarray(8, 40).equals(right.subarray(8, 40)));
    assert.ok(body.subarray(44).equals(right.subarray(44)));
    const details = await freshDetails(api, id);
    assert.equal(details.mime_type, 'audio/wav');
    assert.ok(!('duration' in details) && !('peaks' in details));
  });
});

describe('webm', () => {
  test('a browser’s recording comes, in any range, with neither duration nor index', async () => {
    set({ mode: 'webm' });
    const { status, headers, body } = await whole(await fresh());
    assert.equal(status, 200);
    assert.equal(headers['content-type'], 'audio/webm; codecs=opus');
    assert.equal(headers['accept-ranges'], 'bytes');
    assert.equal(Number(headers['content-length']), body.length);
    assert.ok(body.length > 10_000 && body.length <= 150_000, `${body.length} bytes`);
    assert.equal(body.toString('hex', 0, 4), '1a45dfa3');
    const cluster = body.indexOf('1f43b675', 0, 'hex');
    assert.ok(cluster > 0, 'there is sound');
    assert.equal(body.subarray(0, cluster).indexOf('4489', 0, 'hex'), -1, 'no duration');
    assert.equal(body.indexOf('1c53bb6b', 0, 'hex'), -1, 'no index');
    const part = await whole(await fresh(), { Range: 'bytes=100-199' });
    assert.equal(part.status, 206);
    assert.ok(part.body.equals(body.subarray(100, 200)));
  });

  test('the details name its type, and no duration', async () => {
    set({ mode: 'webm', conversation: id });
    const details = await freshDetails(api, id);
    assert.equal(details.mime_type, 'audio/webm; codecs=opus');
    assert.ok(!('duration' in details) && !('peaks' in details));
    assert.equal((await freshDetails(api, other)).mime_type, 'audio/wav');
  });
});

describe('mulaw', () => {
  test('the same sound comes at half the size, in any range', async () => {
    set({ mode: 'mulaw' });
    const { status, headers, body } = await whole(await fresh());
    assert.equal(status, 200);
    assert.equal(headers['content-type'], 'audio/wav');
    assert.equal(body.length, 58 + duration * 16_000);
    assert.equal(body.readUInt16LE(20), 7);
    const wrong = body.subarray(58).findIndex((byte, at) => {
      const sample = right.readInt16LE(44 + at * 2);
      return Math.abs(decodeMulaw(byte) - sample) > 4 + Math.abs(sample) / 16;
    });
    assert.equal(wrong, -1, 'the first sample that is not heard as it was');
    const part = await whole(await fresh(), { Range: 'bytes=50-70001' });
    assert.equal(part.status, 206);
    assert.ok(part.body.equals(body.subarray(50, 70_002)));
  });
});

describe('a mode', () => {
  test('holds until it is changed', async () => {
    assert.deepEqual(api.control.state().media, { mode: 'normal' });
    set({ mode: 'expired' });
    for (let count = 0; count < 3; count++) assert.equal((await whole(await fresh())).status, 403);
    set({ mode: 'normal' });
    assert.equal((await whole(await fresh(), { Range: 'bytes=0-1' })).status, 206);
  });

  test('is over after so many requests, of which only valid ones count', async () => {
    const old = await fresh();
    api.control.expireUrls();
    set({ mode: 'no-range', times: 2 });
    const status = async (url: string): Promise<number> =>
      (await whole(url, { Range: 'bytes=0-1' })).status;
    assert.equal(await status(old), 403);
    assert.equal((await fetch(await fresh(), { method: 'HEAD' })).status, 200);
    assert.equal(await status(await fresh()), 200);
    assert.deepEqual(api.control.state().media, { mode: 'no-range', times: 1 });
    assert.equal(await status(await fresh()), 200);
    assert.deepEqual(api.control.state().media, { mode: 'normal' });
    assert.equal(await status(await fresh()), 206);
  });

  test('can be for one conversation alone', async () => {
    set({ mode: 'expired', conversation: id, times: 1 });
    assert.equal((await whole(await fresh(other), { Range: 'bytes=0-1' })).status, 206);
    assert.equal((await whole(await fresh())).status, 403);
    assert.equal((await whole(await fresh(), { Range: 'bytes=0-1' })).status, 206);
  });

  test('can be set over HTTP', async () => {
    const media = { mode: 'cut', conversation: id, times: 3, seconds: 0.5, bytesPerSecond: 1e6 };
    const response = await fetch(`${api.url}/__control`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ media }),
    });
    assert.equal(response.status, 200);
    assert.deepEqual(((await response.json()) as { media: unknown }).media, media);
    assert.deepEqual(api.control.state().media, media);
  });
});

/** By the table of the standard: sixteen steps in each of eight segments, inverted. */
function decodeMulaw(byte: number): number {
  const bits = ~byte & 0xff;
  const magnitude = (((bits & 0x0f) << 3) + 132) << ((bits >> 4) & 7);
  return bits & 0x80 ? 132 - magnitude : magnitude - 132;
}
