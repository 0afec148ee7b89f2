import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { after, before, describe, test } from 'node:test';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
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

const ticket = (id: number, count: number) => ({
  id,
  opened: new Date(Date.UTC(2025, 2, id)).toISOString(),
  kind: (count - id) % 2 ? 'mail' : 'call',
  from: '+12025550123',
  text: id === count ? null : `Ticket ${id}`,
  seconds: id === count ? 0 : 61,
  hasAudio: (count - id) % 2 === 0,
});

/** The help desk of the guide. Below `/busy` and `/locked` it answers nobody. */
function openHelpDesk(count: number): Server {
  const tickets = Array.from({ length: count }, (_, index) => ticket(count - index, count));
  return createServer((request, response) => {
    const { pathname, searchParams } = new URL(request.url ?? '', 'http://help.example.com');
    const send = (status: number, body: unknown) =>
      response.writeHead(status, { 'Retry-After': '3' }).end(JSON.stringify(body));
    const [, desk, id, audio] = pathname.split('/');
    if (desk === 'busy' || id === '429') return send(429, {});
    if (desk === 'locked') return send(401, {});
    if (request.method === 'POST')
      return send(201, tickets.unshift(ticket(tickets.length + 1, count)));
    const found = tickets.find((one) => String(one.id) === id);
    if (audio && found?.hasAudio) return send(200, { url: 'https://audio.example.com/a.wav' });
    if (id) return found && !audio ? send(200, found) : send(404, {});
    const before = Number(searchParams.get('before') ?? Infinity);
    const kinds = searchParams.getAll('kind');
    const rows = tickets.filter(
      (one) => one.id < before && (!kinds.length || kinds.includes(one.kind)),
    );
    const limit = Number(searchParams.get('limit'));
    return send(200, { tickets: rows.slice(0, limit), more: rows.length > limit });
  });
}

let folder = '';
const servers: Server[] = [];
let baseUrl = '';

/** Opens a help desk and answers where it is. */
async function helpDeskAt(count: number): Promise<string> {
  const server = openHelpDesk(count).listen(0, '127.0.0.1');
  servers.push(server);
  await once(server, 'listening');
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

before(async () => {
  const cache = path.join(ROOT, '.cache');
  mkdirSync(cache, { recursive: true });
  folder = mkdtempSync(path.join(cache, 'docs-'));
  baseUrl = await helpDeskAt(7);
});

after(() => {
  for (const server of servers) {
    server.close();
    server.closeAllConnections();
  }
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
      // Nothing of Node may be needed but by what says so.
      types: readFileSync(file, 'utf8').includes("from 'node:") ? ['node'] : [],
      paths: {
        'conversation-inbox': [path.join(ROOT, 'src/index.ts')],
        'conversation-inbox/proxy': [path.join(ROOT, 'src/proxy/index.ts')],
        'conversation-inbox/testing': [path.join(ROOT, 'src/testing/index.ts')],
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
  writeFileSync(path.join(folder, 'help-desk.ts'), example('docs/write-a-provider.md'));
  const others = [
    ...examples('docs/write-a-provider.md').slice(1),
    ...examples('docs/embedding.md'),
    ...examples('docs/proxy.md'),
  ];
  assert.ok(others.length > 2);
  for (const [index, block] of others.entries()) {
    const file = path.join(folder, `example-${index}.mts`);
    writeFileSync(file, block);
    assert.deepEqual(complaints(file), []);
  }
});

/** An example as it runs here, where the package is not installed. */
function runnable(code: string): string {
  const to = (file: string) => `'${pathToFileURL(path.join(ROOT, file)).href}'`;
  return code
    .replaceAll("'conversation-inbox'", to('src/model/index.ts'))
    .replaceAll("'conversation-inbox/testing'", to('src/testing/index.ts'));
}

async function helpDesk(): Promise<ConversationProvider> {
  const file = path.join(folder, 'run.mts');
  writeFileSync(file, runnable(example('docs/write-a-provider.md')));
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
  await assert.rejects(provider.get('429', { signal }), { kind: 'rate-limited', retryAfter: 3 });
});

test('the provider is written in 50 lines, as the guide says', () => {
  const code = example('docs/write-a-provider.md');
  const lines = code.slice(code.indexOf('export function')).trim().split('\n');
  assert.ok(lines.length <= 50, `${lines.length}`);
});

describe('the test file of the guide', () => {
  const [provider = '', suite = ''] = examples('docs/write-a-provider.md');

  /** What the test runner says of the two files. */
  async function proof(providerCode: string, suiteCode: string): Promise<string> {
    const file = path.join(folder, 'help-desk.test.ts');
    writeFileSync(path.join(folder, 'help-desk.ts'), runnable(providerCode));
    writeFileSync(file, runnable(suiteCode));
    const { NODE_TEST_CONTEXT: _inOurs, ...env } = process.env;
    const { stdout } = await promisify(execFile)(
      process.execPath,
      ['--import', 'tsx', '--test', '--test-reporter', 'tap', file],
      { env: { ...env, HELP_DESK_URL: await helpDeskAt(24) }, cwd: ROOT },
    ).catch((failed: { readonly stdout: string }) => failed);
    return stdout;
  }

  test('proves the provider, and passes over nothing', async () => {
    const said = await proof(provider, suite);
    assert.match(said, /^# fail 0$/m, said);
    assert.match(said, /^# skipped 0$/m);
    assert.ok(Number(/^# pass (\d+)$/m.exec(said)?.[1]) >= 20, said);
  });

  test('says what it skips when it is told less', async () => {
    const said = await proof(provider, suite.replace(/^ *change:.*\n/m, ''));
    assert.match(said, /^# skipped 1$/m, said);
  });

  test('finds what somebody forgot', async () => {
    const said = await proof(provider.replace(/^ *for \(const value of channel\).*\n/m, ''), suite);
    assert.match(said, /not ok \d+ - filters by channel as it says/);
    assert.match(said, /^# fail 1$/m, said);
  });
});
