import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { kinds, parsed, said } from '../fixtures.js';

describe('a chat with tools', () => {
  it('shows each call with the result that belongs to it, in whatever order they came', async () => {
    const { turns, shape } = await parsed('openai-chat-tools.json');
    assert.equal(shape, 'openai-chat');
    assert.deepEqual(
      turns.flatMap(({ tool }) => (tool ? [[tool.name, tool.input, tool.output, tool.state]] : [])),
      [
        ['find_table', { guests: 2 }, { table: 7 }, 'done'],
        ['weather', { day: 'friday' }, { rain: false }, 'done'],
      ],
    );
  });

  it('knows the prompt from the people, and a person by the name', async () => {
    const { speakers } = await parsed('openai-chat-tools.json');
    assert.deepEqual(
      speakers.map(({ role, name }) => [role, name]),
      [
        ['system', undefined],
        ['caller', 'Mina'],
        ['agent', undefined],
      ],
    );
  });

  it('has no times, for there are none', async () => {
    const { timing, turns } = await parsed('openai-chat-tools.json');
    assert.equal(timing, 'none');
    assert.ok(turns.every(({ start }) => start === undefined));
  });
});

describe('a chat with pictures and files', () => {
  it('shows refusals as refusals and sounds by their words', async () => {
    const { turns } = await parsed('openai-chat-pieces.json');
    assert.deepEqual(
      turns.slice(1).map(({ parts }) => parts),
      [
        [{ type: 'refusal', text: 'I cannot help with that.' }],
        [{ type: 'refusal', text: 'Nor with this.' }],
        [{ type: 'text', text: 'Good bye.' }],
      ],
    );
  });

  it('has each file as an attachment in its place', async () => {
    const [turn] = (await parsed('openai-chat-pieces.json')).turns;
    assert.deepEqual(
      turn?.parts.map(({ type }) => type),
      ['text', 'image', 'audio', 'file'],
    );
    assert.deepEqual(
      turn?.attachments?.map(({ name, type, url }) => [name, type, url]),
      [
        [undefined, undefined, 'https://files.example.com/picture.png'],
        [undefined, 'audio/wav', undefined],
        ['invoice.pdf', undefined, undefined],
      ],
    );
  });
});

describe('a broken chat', () => {
  it('loses no entry', async () => {
    const transcript = await parsed('openai-chat-broken.json');
    assert.deepEqual(said(transcript), [
      ...['agent: Let me see.', 'tool: ', 'tool: ', 'tool: ', 'tool: ', 'caller: ', 'caller: 42'],
      'undefined: {\n  "note": "no role"\n}',
      'undefined: null',
    ]);
    assert.deepEqual(kinds(transcript), ['unknown-entry', 'unknown-entry', 'unpaired-tool']);
  });

  it('keeps arguments that are no JSON as they are, and joins calls of the old kind by name', async () => {
    const tools = (await parsed('openai-chat-broken.json')).turns.flatMap(({ tool }) => tool ?? []);
    assert.equal(tools[0]?.input, '{"half":');
    assert.equal(tools[1]?.output, 'late');
    assert.deepEqual([tools[2]?.name, tools[2]?.output], ['old_way', 'done']);
  });
});
