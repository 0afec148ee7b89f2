import assert from 'node:assert/strict';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { fileURLToPath, pathToFileURL } from 'node:url';
import ts from 'typescript';
import { ConversationList } from '../../src/list/conversation-list.js';
import { EMPTY_QUERY, type ConversationProvider } from '../../src/model/index.js';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

/** The TypeScript blocks of a document. */
function examples(document: string): string[] {
  const text = readFileSync(path.join(ROOT, document), 'utf8');
  return [...text.matchAll(/^```ts\n(.*?)^```$/gms)].map(([, block = '']) => block);
}

/** The first of them, a whole provider. */
function example(document: string): string {
  const [block] = examples(document);
  assert.ok(block, `${document} has no example`);
  return block;
}

let folder = '';
let server: Server;
let baseUrl = '';

const TICKETS = Array.from({ length: 7 }, (_, index) => ({
  id: 7 - index,
  opened: new Date(Date.UTC(2025, 2, 7 - index)).toISOString(),
  kind: index % 2 ? 'mail' : 'call',
  from: '+12025550123',
  text: index === 0 ? null : `Ticket ${7 - index}`,
  seconds: index === 0 ? 0 : 61,
  hasAudio: index % 2 === 0,
}));

before(async () => {
  const cache = path.join(ROOT, '.cache');
  mkdirSync(cache, { recursive: true });
  folder = mkdtempSync(path.join(cache, 'docs-'));
  server = createServer((request, response) => {
    const { pathname, searchParams } = new URL(request.url ?? '', 'http://help.example.com');
    const send = (status: number, body: unknown) =>
      response.writeHead(status, { 'Retry-After': '3' }).end(JSON.stringify(body));
    const [, , id, audio] = pathname.split('/');
    const ticket = TICKETS.find((one) => String(one.id) === id);
    if (audio) return send(200, { url: 'https://audio.example.com/a.wav' });
    if (id === 'busy') return send(429, {});
    if (id) return ticket ? send(200, ticket) : send(404, {});
    const before = Number(searchParams.get('before') ?? Infinity);
    const kind = searchParams.get('channel');
    const found = TICKETS.filter((one) => one.id < before && (!kind || one.kind === kind));
    const limit = Number(searchParams.get('limit'));
    return send(200, { tickets: found.slice(0, limit), more: found.length > limit });
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});

after(() => {
  server.close();
  server.closeAllConnections();
  rmSync(folder, { recursive: true, force: true });
});

/** What the compiler finds wrong, with the package's name leading to its sources. */
function complaints(file: string): string[] {
  const { config } = ts.readConfigFile(path.join(ROOT, 'tsconfig.json'), (name) =>
    readFileSync(name, 'utf8'),
  ) as { config: { compilerOptions: object } };
  const { options } = ts.convertCompilerOptionsFromJson(
    {
      ...config.compilerOptions,
      types: [],
      paths: {
        'conversation-inbox': [path.join(ROOT, 'src/index.ts')],
        'conversation-inbox/transcripts': [path.join(ROOT, 'src/transcripts/index.ts')],
      },
    },
    ROOT,
  );
  const program = ts.createProgram([file], options);
  return ts
    .getPreEmitDiagnostics(program)
    .map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, '\n'));
}

for (const document of ['docs/write-a-provider.md', 'README.md']) {
  test(`a reader who copies the provider of ${document} has no compile error`, () => {
    const file = path.join(folder, `${path.basename(document, '.md')}.mts`);
    writeFileSync(file, example(document));
    assert.deepEqual(complaints(file), []);
    writeFileSync(file, example(document).replace('maxPageSize', 'maxPageSise'));
    assert.notDeepEqual(complaints(file), [], 'the compiler does look');
  });
}

test('a reader who copies any other example of the guide has no compile error', () => {
  const others = [
    ...examples('docs/write-a-provider.md').slice(1),
    ...examples('docs/embedding.md'),
  ];
  assert.ok(others.length > 2);
  for (const [index, block] of others.entries()) {
    const file = path.join(folder, `example-${index}.mts`);
    writeFileSync(file, block);
    assert.deepEqual(complaints(file), []);
  }
});

async function helpDesk(): Promise<ConversationProvider> {
  const file = path.join(folder, 'run.mts');
  const model = pathToFileURL(path.join(ROOT, 'src/model/index.ts')).href;
  writeFileSync(
    file,
    example('docs/write-a-provider.md').replaceAll("'conversation-inbox'", `'${model}'`),
  );
  const { createHelpDeskProvider } = (await import(pathToFileURL(file).href)) as {
    createHelpDeskProvider(baseUrl: string): ConversationProvider;
  };
  return createHelpDeskProvider(baseUrl);
}

test('the provider of the guide feeds a list to its end, page by page', async () => {
  const provider = await helpDesk();
  const counts: number[] = [];
  const ended = new Promise<ConversationList>((resolve, reject) => {
    const list: ConversationList = new ConversationList({
      changed: () => undefined,
      loaded: (report) => {
        counts.push(report.count);
        if (report.ended) resolve(list);
        else list.loadMore();
      },
      failed: reject,
      frame: () => () => undefined,
      after: () => () => undefined,
    });
    list.load({ provider, query: EMPTY_QUERY, pageSize: 3 });
  });
  const list = await ended;
  assert.deepEqual(counts, [3, 6, 7]);
  assert.equal(list.rowAt(0)?.summary, null);
  assert.equal(list.rowAt(0)?.duration, 0);
  assert.equal(list.rowAt(6)?.id, '1');
});

test('it filters, reads one, finds recordings, and says what failed', async () => {
  const provider = await helpDesk();
  const { signal } = new AbortController();
  const page = await provider.list({ query: { channel: ['email'] }, pageSize: 50 }, { signal });
  assert.deepEqual(
    page.items.map(({ id, channel }) => [id, channel]),
    [
      ['6', 'email'],
      ['4', 'email'],
      ['2', 'email'],
    ],
  );
  assert.equal((await provider.get('5', { signal })).conversation.summary, 'Ticket 5');
  const recording = await provider.recording?.('7', { signal, reason: 'play' });
  assert.equal(recording?.source, 'https://audio.example.com/a.wav');
  await assert.rejects(provider.get('nobody', { signal }), { kind: 'not-found' });
  await assert.rejects(provider.get('busy', { signal }), { kind: 'rate-limited', retryAfter: 3 });
});
