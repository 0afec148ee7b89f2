import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { FILTERS, filterOf } from '../../../../src/elements/conversation-inbox/filters/filters.js';
import {
  offered,
  type OfferedField,
} from '../../../../src/elements/conversation-inbox/filters/offered.js';
import type { Capabilities } from '../../../../src/model/provider.js';
import type { Query, QueryKey } from '../../../../src/model/query.js';
import { FILTERS as ANYREACH } from '../../../../src/providers/anyreach/query.js';
import { FILTERS as MEMORY } from '../../../../src/providers/memory/match.js';
import { context, EVERYTHING } from './fixture.js';

const ids = (filters: Capabilities['filters']) =>
  offered(context(filters)).map(({ filter }) => filter.id);

const field = (key: QueryKey, filters: Capabilities['filters'], query?: Query): OfferedField => {
  const fields = offered(context(filters), query).flatMap((one) => one.fields);
  const found = fields.find((one) => one.key === key);
  assert.ok(found, `${key} is not offered`);
  return found;
};

const labels = ({ options }: OfferedField) => options.map(({ label }) => label);

describe('the filters', () => {
  test('read and write every key of the query, each by one filter', () => {
    const keys = FILTERS.flatMap((filter) => filter.keys);
    assert.deepEqual([...keys].sort(), Object.keys(EVERYTHING).sort());
    for (const key of keys) assert.ok(filterOf(key)?.keys.some((own) => own === key));
  });

  test('know no key that is not the query’s', () => {
    for (const key of ['constructor', '__proto__', 'toString', ''])
      assert.equal(filterOf(key), undefined);
  });

  test('are all there where the provider can do everything', () =>
    assert.deepEqual(
      ids(EVERYTHING),
      FILTERS.map(({ id }) => id),
    ));

  test('are none where the provider has none', () => assert.deepEqual(ids({}), []));

  test('offer no choice that is none, whatever the provider’s list is', () => {
    const listed = (options: unknown) =>
      labels(field('status', { status: { values: 'many', options } } as Capabilities['filters']));
    const good = { value: 'done', label: 'Done' };
    assert.deepEqual(listed([null, good, { value: 5, label: 'Five' }, 'x']), ['Done']);
    for (const none of ['abc', [null], null, {}]) assert.ok(listed(none).includes('Completed'));
  });
});

describe('the reader is offered', () => {
  test('what Anyreach can do', () =>
    assert.deepEqual(ids(ANYREACH), [
      'caller',
      'agent',
      'direction',
      'status',
      'channel',
      'campaign',
      'duration',
      'user-turns',
      'created',
      'agent-version',
      'agent-number',
      'web-widget',
      'updated',
      'metadata',
    ]));

  test('one status at a time where the vendor takes one, in its own words', () => {
    const status = field('status', ANYREACH);
    assert.equal(status.control, 'choice');
    assert.ok(labels(status).includes('In Progress'));
    assert.ok(!status.options.some(({ value }) => value === 'token_created'));
    assert.equal(field('status', MEMORY).control, 'choices');
  });

  test('the channels by the provider’s labels, else by ours', () => {
    assert.deepEqual(labels(field('channel', ANYREACH)), [
      'Phone Call',
      'Web Chat',
      'Email',
      'Text',
    ]);
    assert.ok(labels(field('channel', MEMORY)).includes('WhatsApp'));
  });

  test('the directions where the provider does not list them', () =>
    assert.deepEqual(labels(field('direction', MEMORY)), ['Inbound', 'Outbound']));

  test('a list where the provider closes what is text elsewhere', () => {
    const options = [{ value: 'n1', label: '+1 555 0100' }];
    assert.equal(field('numberId', { numberId: 'one' }).control, 'text');
    const own = field('numberId', { numberId: { values: 'one', options } });
    assert.equal(own.control, 'choice');
    assert.deepEqual(own.options, options);
    assert.equal(field('agentId', { agentId: 'one' }).control, 'agent');
    assert.equal(field('agentId', { agentId: { values: 'one', options } }).control, 'choice');
  });

  test('a text field where a list is empty', () =>
    assert.equal(field('numberId', { numberId: { values: 'one', options: [] } }).control, 'text'));

  test('only the bound that the provider knows', () => {
    const [updated, ...rest] = offered(context({ updatedAfter: 'one' }));
    assert.deepEqual(rest, []);
    assert.deepEqual(
      updated?.fields.map(({ key, label }) => [key, label]),
      [['updatedAfter', 'From']],
    );
  });

  test('the last activity, where that is what the list is ordered by', () => {
    const filters = { updatedAfter: 'one' } as const;
    const activity = context(filters, { capabilities: { filters, order: 'activity' } });
    assert.equal(offered(activity)[0]?.label, 'Last activity');
    assert.equal(offered(context(filters))[0]?.label, 'Updated');
  });

  test('both sides of an amount by name', () =>
    assert.deepEqual(
      [field('durationMin', EVERYTHING).label, field('durationMax', EVERYTHING).label],
      ['At least', 'At most'],
    ));

  test('part of a number, or is told that it must be the full one', () => {
    const partly = field('caller', { caller: { values: 'one', match: 'contains' } });
    assert.deepEqual([partly.label, partly.match], ['Caller', 'contains']);
    const fully = field('caller', { caller: 'one' });
    assert.deepEqual([fully.label, fully.match], ['Caller (full number)', 'exact']);
    assert.equal(field('externalId', EVERYTHING).label, 'External ID');
  });

  test('a list of numbers without being told so', () => {
    const options = [{ value: '+1 555 0100', label: 'Ada' }];
    assert.equal(field('caller', { caller: { values: 'one', options } }).label, 'Caller');
  });

  test('a status that is asked for already and that nobody has heard of', () => {
    const query: Query = { status: ['on_hold'] };
    assert.ok(labels(field('status', MEMORY, query)).includes('On Hold'));
    assert.ok(!labels(field('status', ANYREACH, query)).includes('On Hold'));
  });
});
