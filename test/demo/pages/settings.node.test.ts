import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readSettings, withSettings } from '../../../demo/pages/settings.js';

test('a choice of the panel leaves alone what the inbox keeps in the URL', () => {
  const search = '?theme=dark&direction=inbound&created-after=2025-03-14T00:00:00%2B05:30';
  const settings = { ...readSettings(search), theme: 'light', width: '320' } as const;
  const changed = withSettings(search, settings);
  assert.equal(
    changed,
    '?theme=light&width=320&direction=inbound&created-after=2025-03-14T00:00:00%2B05:30',
  );
  assert.deepEqual(readSettings(changed), settings);
  assert.equal(withSettings('?theme=dark', readSettings('')), '');
});
