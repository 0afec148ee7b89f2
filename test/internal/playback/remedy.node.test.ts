import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { reasonAfter, remedyFor, type Trouble } from '../../../src/internal/playback/remedy.js';

const trouble = (change: Partial<Trouble> = {}): Trouble => ({
  cause: 'media-error',
  unread: false,
  heard: false,
  renewable: true,
  attempts: 0,
  online: true,
  local: false,
  cors: false,
  unplayable: false,
  expired: false,
  ...change,
});

const anyTrouble: fc.Arbitrary<Trouble> = fc.record({
  cause: fc.constantFrom('media-error', 'stalled', 'unanswered'),
  unread: fc.boolean(),
  heard: fc.boolean(),
  renewable: fc.boolean(),
  attempts: fc.nat({ max: 5 }),
  online: fc.boolean(),
  local: fc.boolean(),
  cors: fc.boolean(),
  unplayable: fc.boolean(),
  expired: fc.boolean(),
});

describe('a recording that breaks off', () => {
  it('gets a new link at once, so that the listener notices nothing', () => {
    assert.deepEqual(remedyFor(trouble()), { do: 'renew', after: 0, reason: 'media-error' });
  });

  it('waits a little before the second link, and gets no third', () => {
    assert.deepEqual(remedyFor(trouble({ attempts: 1 })), {
      do: 'renew',
      after: 1,
      reason: 'media-error',
    });
    assert.deepEqual(remedyFor(trouble({ attempts: 2 })), { do: 'give-up' });
  });

  it('tells the provider that its link has expired, or that nothing came', () => {
    const reason = (change: Partial<Trouble>) => {
      const remedy = remedyFor(trouble(change));
      return remedy.do === 'renew' ? remedy.reason : remedy.do;
    };
    assert.equal(reason({ expired: true }), 'expired');
    assert.equal(reason({ cause: 'stalled' }), 'stalled');
    assert.equal(reason({ cause: 'unanswered' }), 'media-error');
  });

  it('waits for the network while there is none, whatever failed', () => {
    assert.deepEqual(remedyFor(trouble({ online: false })), { do: 'wait-for-network' });
  });

  it('that is in memory needs no network, and no link', () => {
    assert.deepEqual(remedyFor(trouble({ local: true, online: false })), { do: 'give-up' });
  });

  it('is tried without CORS when nothing of it could be read with CORS', () => {
    assert.deepEqual(remedyFor(trouble({ cors: true, unread: true })), { do: 'without-cors' });
    assert.equal(remedyFor(trouble({ cors: true })).do, 'renew');
  });

  it('of a format the browser does not know gets one link more, and no second', () => {
    const unread = { unplayable: true, unread: true };
    assert.equal(remedyFor(trouble(unread)).do, 'renew');
    assert.equal(remedyFor(trouble({ ...unread, attempts: 1 })).do, 'give-up');
    // Some formats play though the browser says it cannot.
    assert.equal(remedyFor(trouble({ unplayable: true, attempts: 1 })).do, 'renew');
    assert.equal(remedyFor(trouble({ ...unread, heard: true, attempts: 1 })).do, 'renew');
  });

  it('is asked for twice at most, whatever happens', () => {
    fc.assert(
      fc.property(anyTrouble, (any) => {
        const remedy = remedyFor(any);
        if (remedy.do === 'renew') assert.ok(any.attempts < 2 && any.online && !any.local);
      }),
    );
  });
});

describe('what the listener is told when nothing helped', () => {
  it('is that the link has expired, where the server refuses it', () => {
    assert.equal(reasonAfter(trouble({ unread: true }), 'refused'), 'expired');
    assert.equal(reasonAfter(trouble(), 'refused'), 'expired');
  });

  it('is that the link has expired, where nobody can look and its time is over', () => {
    assert.equal(reasonAfter(trouble({ unread: true, expired: true }), undefined), 'expired');
    assert.equal(reasonAfter(trouble({ unread: true, expired: true }), 'readable'), 'unsupported');
  });

  it('is that the format cannot be played, where the file is there and unreadable', () => {
    assert.equal(reasonAfter(trouble({ unread: true }), 'readable'), 'unsupported');
    assert.equal(reasonAfter(trouble({ unread: true }), undefined), 'unsupported');
  });

  it('is that it is not permitted, where nobody can be asked for another link', () => {
    assert.equal(reasonAfter(trouble({ unread: true, renewable: false }), 'refused'), 'forbidden');
  });

  it('is that there is none, where the server has none', () => {
    assert.equal(reasonAfter(trouble({ unread: true }), 'missing'), 'none');
  });

  it('is that the connection broke, where the server is gone', () => {
    assert.equal(reasonAfter(trouble({ unread: true }), 'unreachable'), 'network');
    assert.equal(reasonAfter(trouble({ unread: true, expired: true }), 'unreachable'), 'network');
  });

  it('is never its format, where it was heard before', () => {
    for (const finding of ['readable', undefined] as const)
      assert.equal(reasonAfter(trouble({ unread: true, heard: true }), finding), 'network');
  });

  it('is that the connection broke, where some of it was read', () => {
    assert.equal(reasonAfter(trouble(), 'readable'), 'network');
    assert.equal(reasonAfter(trouble({ cause: 'stalled', unread: true }), undefined), 'network');
  });
});
