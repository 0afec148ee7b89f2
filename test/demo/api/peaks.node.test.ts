import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { startApi } from '../../../demo/api/server.js';
import { list, NOW, type RunningApi } from './client.js';
import { detailsOf, freshDetails, recordedRows, whole, type Details } from './media-client.js';

let api: RunningApi;
let ids: string[];
let found: Details[];

before(async () => {
  api = await startApi({ rows: 400, now: NOW });
  ids = (await recordedRows(api, 20)).map((row) => row.id);
  found = await Promise.all(ids.map((id) => freshDetails(api, id)));
});
after(() => api.close());

test('some recordings carry the outline of their sound, most do not', () => {
  const some = found.filter((details) => details.peaks).length;
  assert.ok(some > 0 && some < found.length / 2, `${some} of ${found.length}`);
});

test('a page of conversations never carries it', async () => {
  for (const row of await list(api)) assert.ok(!('peaks' in (detailsOf(row) ?? {})));
});

test('the outline follows what is heard on each channel', async () => {
  const {
    peaks = [],
    duration = 0,
    recording_url: url = '',
  } = found.find((details) => details.peaks) as Details;
  const { body } = await whole(url);
  assert.equal(peaks.length, 2);
  for (const [channel, outline] of peaks.entries()) {
    assert.equal(outline.length, 400);
    assert.ok(outline.some((peak) => peak === 0) && outline.some((peak) => peak > 0.1));
    const frames = duration * 8000;
    let off = 0;
    outline.forEach((peak, place) => {
      const from = Math.floor((place * frames) / 400);
      const to = Math.floor(((place + 1) * frames) / 400);
      let most = 0;
      for (let frame = from; frame < to; frame++) {
        most = Math.max(most, Math.abs(body.readInt16LE(44 + frame * 4 + channel * 2)));
      }
      // A word that begins or ends within a place may be missed, and a period between samples.
      if (Math.abs(peak - most / 32_767) > 0.06) off += 1;
    });
    assert.ok(off <= 8, `${off} of 400 places on channel ${channel}`);
  }
});
