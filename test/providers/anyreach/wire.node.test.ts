import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import type { Conversation } from '../../../src/model/index.js';
import { readRow, toConversation } from '../../../src/providers/anyreach/wire.js';
import type { MappingOptions } from '../../../src/providers/anyreach/wire.js';
import { toRecording } from '../../../src/providers/anyreach/recording.js';
import {
  call,
  callDetail,
  fromTheFuture,
  neverStarted,
  recordings,
  safeCall,
  thread,
  threadWithHeaders,
  visit,
  wrongTypes,
} from './fixtures.js';

function read(value: unknown, withheld = false, options: MappingOptions = {}): Conversation {
  const { row, unreadable } = readRow(value);
  assert.ok(row);
  return toConversation(row, { unreadable, withheld }, options);
}

describe('a conversation of the list', () => {
  it('shows everything the API says of a phone call', () => {
    assert.deepEqual(read(call), {
      id: 'conv_call',
      at: '2026-03-01T09:30:00.123456+00:00',
      createdAt: '2026-03-01T09:30:00.123456+00:00',
      updatedAt: '2026-03-01T09:37:00+00:00',
      channel: 'phone',
      direction: 'inbound',
      status: 'completed',
      active: false,
      agent: {
        id: 'agent_1',
        name: 'Reception',
        versionId: 'version_7',
        address: '+15550199',
      },
      caller: { role: 'caller', address: '+15550101', name: 'Ada Example', anonymous: false },
      others: null,
      summary: 'Asked about opening hours.',
      initialContext: undefined,
      duration: 364,
      userTurns: 12,
      organizationId: 'org_1',
      metadata: { customer_name: 'Ada Example', order_id: '123', anyreach_campaign: 'spring' },
      campaign: 'spring',
      recording: 'available',
      transcript: 'unknown',
    });
  });

  it('never carries the address of a recording', () => {
    assert.ok(!JSON.stringify(read(call)).includes('media.example.com'));
  });

  it('tells what is empty from what was not sent', () => {
    const seen = read(visit);
    assert.equal(seen.duration, null);
    assert.equal(seen.metadata, null);
    assert.equal(seen.summary, '');
    assert.equal(seen.recording, 'none');
    assert.equal(seen.caller?.name, null);
    assert.equal(seen.agent?.name, null);
    assert.equal(read({ ...visit, duration: 0 }).duration, 0);
    const { summary: _summary, ...less } = visit;
    assert.equal(read(less).summary, undefined);
  });

  it('shows the agent by id when the credential may not see more', () => {
    const seen = read(safeCall, true);
    assert.deepEqual(seen.agent, {
      id: 'agent_1',
      name: undefined,
      versionId: 'version_7',
      address: '+15550199',
    });
    assert.equal(seen.caller?.address, '+15550101');
    assert.equal(seen.caller?.name, undefined);
    assert.equal(seen.metadata, undefined);
    assert.equal(seen.recording, 'withheld');
    assert.equal(seen.transcript, 'withheld');
  });

  it('names its campaign and its web widget, where it has them', () => {
    const fields = (row: object) => {
      const { campaign, webWidgetId } = read({ ...call, ...row });
      return [campaign, webWidgetId];
    };
    assert.deepEqual(fields({ web_widget_id: 'widget_1' }), ['spring', 'widget_1']);
    assert.deepEqual(fields({ custom_metadata: null, web_widget_id: 7 }), [undefined, '7']);
    assert.deepEqual(fields({ custom_metadata: { anyreach_campaign: {} } }), [
      undefined,
      undefined,
    ]);
  });

  it('is running while it is triggered, ringing or in progress', () => {
    const running = ['triggered', 'ringing', 'in_progress', 'completed', 'failed', 'on_hold'].map(
      (status) => read({ ...call, status }).active,
    );
    assert.deepEqual(running, [true, true, true, false, false, false]);
  });

  it('is hidden when it never started, or when the host says so', () => {
    assert.equal(read(neverStarted).hidden, true);
    assert.equal(read(call).hidden, undefined);
    assert.equal(read(neverStarted, false, { hidden: () => false }).hidden, undefined);
    assert.equal(read(call, false, { hidden: ({ id }) => id === 'conv_call' }).hidden, true);
  });

  it('has the channels of the reader, and those nobody knows yet', () => {
    const channels = ['telephone', 'webrtc', 'email', 'text', 'fax', null].map(
      (channel) => read({ ...call, channel }).channel,
    );
    assert.deepEqual(channels, ['phone', 'web', 'email', 'text', 'fax', null]);
  });

  it('passes values and keys of a later version', () => {
    const seen = read(fromTheFuture);
    assert.equal(seen.status, 'on_hold');
    assert.equal(seen.channel, 'carrier_pigeon');
    assert.equal(seen.direction, 'sideways');
    assert.equal(seen.unreadable, undefined);
  });
});

describe('a broken conversation', () => {
  it('costs only the fields that are wrong, and names them', () => {
    const seen = read(wrongTypes);
    assert.equal(seen.id, '4711');
    assert.equal(seen.at, null);
    assert.equal(seen.caller?.address, '15550101');
    assert.equal(seen.organizationId, '1');
    assert.deepEqual(seen.agent, {
      id: 'agent_1',
      name: undefined,
      versionId: '7',
      address: '+15550199',
    });
    assert.deepEqual([...(seen.unreadable ?? [])].sort(), [
      'agent.name',
      'agent_id',
      'channel',
      'created_at',
      'custom_metadata',
      'direction',
      'duration',
      'recording_details',
      'status',
      'summary',
      'updated_at',
      'user_turn_count',
      'web_widget_id',
    ]);
    const { duration, userTurns, status, summary, metadata } = seen;
    assert.deepEqual(
      { duration, userTurns, status, summary, metadata },
      {
        duration: undefined,
        userTurns: undefined,
        status: undefined,
        summary: undefined,
        metadata: undefined,
      },
    );
  });

  it('is unreadable without a time, and not shown without an id', () => {
    for (const created_at of [undefined, null, 'yesterday', 5, '']) {
      const seen = read({ ...call, created_at });
      assert.equal(seen.at, null);
      assert.deepEqual(seen.unreadable, ['created_at']);
    }
    const shapes = [null, 5, 'text', [], [call], {}, { ...call, id: '' }, { ...call, id: null }];
    for (const value of shapes) assert.equal(readRow(value).row, undefined);
    assert.equal(readRow({ ...call, id: {} }).time, call.created_at);
  });

  it('keeps each wrong field to itself, whichever it is', () => {
    const names = Object.keys(call).filter((name) => name !== 'id' && name !== 'created_at');
    fc.assert(
      fc.property(fc.constantFrom(...names), fc.constantFrom(true, [[1]], ['x']), (name, bad) => {
        const { row, unreadable } = readRow({ ...call, [name]: bad });
        assert.deepEqual(unreadable, [name]);
        const expected: Record<string, unknown> = { ...call };
        delete expected[name];
        assert.deepEqual(row, expected);
      }),
    );
  });

  it('never throws, whatever JSON comes', () => {
    fc.assert(
      fc.property(
        fc.jsonValue(),
        fc.dictionary(fc.constantFrom(...Object.keys(callDetail)), fc.jsonValue()),
        (value, fields) => {
          for (const one of [value, { ...callDetail, ...fields }]) {
            const { row, unreadable } = readRow(one);
            if (row) assert.ok(toConversation(row, { unreadable, withheld: false }).id);
          }
        },
      ),
      { numRuns: 500 },
    );
  });

  it('cannot change what objects are', () => {
    const hostile = JSON.parse(
      '{"id":"x","created_at":"2026-01-01T00:00:00Z","channel":"constructor","status":"__proto__",' +
        '"__proto__":{"polluted":true},"custom_metadata":{"__proto__":{"polluted":true},"constructor":"x"}}',
    ) as unknown;
    const seen = read(hostile);
    assert.equal(seen.channel, 'constructor');
    assert.deepEqual(Object.keys(seen.metadata ?? {}), ['__proto__', 'constructor']);
    assert.equal(({} as { polluted?: boolean }).polluted, undefined);
  });
});

describe('the people of a conversation', () => {
  const nameOf = (fields: object) => read({ ...call, ...fields }).caller?.name;

  it('have their name from the first place that has one', () => {
    const metadata = { name: 'D', customer_name: 'C', caller_name: 'B', user_name: 'A' };
    assert.equal(nameOf({ user_name: 'X', caller_name: 'Y', custom_metadata: metadata }), 'X');
    assert.equal(nameOf({ user_name: ' ', caller_name: 'Y', custom_metadata: metadata }), 'Y');
    assert.equal(nameOf({ custom_metadata: metadata }), 'A');
    assert.equal(nameOf({ custom_metadata: { name: 'D', customer_name: 'C' } }), 'C');
    assert.equal(nameOf({ custom_metadata: { name: 'D', customer_name: 5 } }), 'D');
    assert.equal(nameOf({ custom_metadata: {} }), null);
  });

  it('are found in the metadata of an email thread, caller and agent left out, each once', () => {
    assert.deepEqual(read(thread).others, [
      { name: 'Bob', address: 'bob@example.net', role: 'other' },
      { name: 'Doe, Carol', address: 'carol@example.net', role: 'other' },
      { name: 'Dan', address: 'dan@example.net', role: 'other' },
    ]);
  });

  it('are found in the mails where they stand only there', () => {
    assert.deepEqual(read(threadWithHeaders).others, [
      { address: 'eve@example.net', role: 'other' },
    ]);
  });

  it('are null where there are no more, and not known where nothing was sent', () => {
    const { custom_metadata: _metadata, ...less } = thread;
    assert.equal(read(less).others, undefined);
    assert.equal(read({ ...thread, custom_metadata: {} }).others, null);
    assert.equal(read({ ...call, custom_metadata: { to: 'x@example.org' } }).others, null);
  });

  it('are found by the host where it knows better', () => {
    const seen = read(call, false, {
      callerName: ({ id }) => `Name of ${id}`,
      participants: () => [
        { address: '+15550101', role: 'caller' },
        { address: '+15550123', role: 'other' },
      ],
    });
    assert.equal(seen.caller?.name, 'Name of conv_call');
    assert.deepEqual(seen.others, [{ address: '+15550123', role: 'other' }]);
  });

  it('are bounded, however many a thread claims', () => {
    const participants = Array.from({ length: 50_000 }, (_, at) => `p${at}@example.net`);
    const many = [participants, participants.join(','), [participants, participants]];
    for (const cc of many) {
      const { others } = read({ ...thread, custom_metadata: { cc } });
      assert.ok(others && others.length > 100 && others.length <= 200);
    }
  });
});

describe('whether a recording can be played', () => {
  const stateOf = (recording_details: unknown, status = 'completed') =>
    read({ ...call, recording_details, status }).recording;

  it('depends on its details and on how the conversation ended', () => {
    const url = { recording_url: 'https://media.example.com/r' };
    assert.equal(stateOf(url), 'available');
    assert.equal(stateOf(url, 'transferred'), 'available');
    assert.equal(stateOf(url, 'failed'), 'none');
    assert.equal(stateOf(url, 'in_progress'), 'processing');
    assert.equal(stateOf(null), 'none');
    assert.equal(stateOf({ recording_url: null }), 'none');
    assert.equal(stateOf(recordings.empty), 'none');
    assert.equal(stateOf(recordings.processing), 'processing');
    assert.equal(stateOf(recordings.deleted), 'removed');
    assert.equal(stateOf(recordings.marked), 'removed');
    const { recording_details: _details, ...less } = call;
    assert.equal(read(less).recording, 'unknown');
  });

  /** A conversation that ended in talk, with these details of its recording. */
  const ended = (recording_details: Record<string, unknown>) =>
    readRow({ ...call, recording_details }).row!;

  it('is the same in the row and when the recording itself is asked for', () => {
    for (const status of ['completed', 'transferred', 'failed', 'in_progress', 'token_created']) {
      const { row } = readRow({ ...call, status });
      const { availability } = toRecording(row!, 'https://api.example.test');
      assert.equal(availability, read({ ...call, status }).recording, status);
    }
  });

  it('comes with what the player needs', () => {
    assert.deepEqual(toRecording(readRow(call).row!, 'https://api.example.test'), {
      availability: 'available',
      source: 'https://media.example.com/r/1?signature=abc',
      expiresAt: '2026-03-01T10:30:00Z',
      type: 'audio/wav',
      duration: 363.5,
      channels: 2,
      peaks: [0, 0.5, 1],
    });
    const odd = {
      recording_url: '/media/1',
      duration: '5',
      channels: 6,
      peaks: ['x'],
      expires_at: 'soon',
    };
    assert.deepEqual(toRecording(ended(odd), 'https://api.example.test/v1/'), {
      availability: 'available',
      source: 'https://api.example.test/media/1',
    });
    assert.equal(
      toRecording(ended({ recording_url: 'media/1' }), 'https://api.example.test/v1').source,
      'https://api.example.test/v1/media/1',
    );
  });

  it('is refused for an address that is no audio on the web, without quoting it', () => {
    for (const recording_url of [
      'javascript:alert(1)',
      'data:audio/wav;base64,AAAA',
      'file:///etc/passwd',
      'blob:https://example.com/1',
      'https://',
    ]) {
      assert.throws(
        () => toRecording(ended({ recording_url }), 'https://api.example.test'),
        (error: Error & { kind?: string }) =>
          error.kind === 'invalid-response' && !error.message.includes(recording_url),
      );
    }
  });
});
