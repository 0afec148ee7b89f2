import assert from 'node:assert/strict';
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createInterface } from 'node:readline';
import { afterEach, test } from 'node:test';
import { fileURLToPath } from 'node:url';

const START = fileURLToPath(new URL('../../demo/start.ts', import.meta.url));

interface Run {
  readonly child: ChildProcess;
  /** Everything written so far, to both outputs. */
  readonly output: () => string;
  /** The address of the line `ready …`; rejects when the process ends without one. */
  readonly ready: Promise<string>;
  readonly ended: Promise<number | null>;
}

/** Those that a test leaves running, because it failed, would keep this process from ending. */
const children = new Set<ChildProcess>();

afterEach(() => {
  for (const child of children) child.kill('SIGKILL');
  children.clear();
});

/** What `npm start` runs, with nothing in its environment but what a test gives. */
function start(args: readonly string[], env: Readonly<Record<string, string>> = {}): Run {
  const { PATH = '', HOME = '' } = process.env;
  const child = spawn(process.execPath, ['--import', 'tsx', START, ...args], {
    env: { PATH, HOME, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  children.add(child);
  let text = '';
  child.stderr.on('data', (chunk) => (text += String(chunk)));
  const ended = once(child, 'close').then(([code]) => code as number | null);
  const ready = new Promise<string>((resolve, reject) => {
    createInterface(child.stdout).on('line', (line) => {
      text += `${line}\n`;
      const found = /^ready (http:\/\/localhost:\d+\/)$/.exec(line);
      if (found) resolve(found[1]!);
    });
    void ended.then((code) => reject(new Error(`ended with ${code}: ${text}`)));
  });
  ready.catch(() => undefined);
  return { child, output: () => text, ready, ended };
}

test('npm start says ready when it answers, and stops cleanly on SIGTERM and SIGINT', async () => {
  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    const run = start(['--rows', '120'], { PORT: '0' });
    const url = await run.ready;
    const [page, list] = await Promise.all([
      fetch(url),
      fetch(`${url}proxy/anyreach/core/conversations?limit=1000`),
    ]);
    assert.equal(page.status, 200);
    assert.match(await page.text(), /<conversation-inbox[ >]/);
    assert.equal(((await list.json()) as unknown[]).length, 120);
    run.child.kill(signal);
    assert.equal(await run.ended, 0);
  }
});

test('a port that was asked for and is taken is named, and the exit code is 1', async () => {
  const other = createServer().listen(0, '127.0.0.1');
  await once(other, 'listening');
  const { port } = other.address() as AddressInfo;
  const run = start(['--rows', '0'], { PORT: String(port) });
  const code = await run.ended;
  other.close();
  assert.equal(code, 1);
  assert.match(run.output(), new RegExp(`Port ${port} is taken`));
  assert.doesNotMatch(run.output(), /ready| at /);
});

test('--help names every option, and a wrong one is explained without a stack', async () => {
  const help = start(['--help']);
  assert.equal(await help.ended, 0);
  for (const name of ['rows', 'seed', 'cursor-bound', 'timestamps', 'recording-lifetime']) {
    assert.ok(help.output().includes(`--${name} `), name);
  }
  for (const [args, words] of [
    [['--rows', '2000000'], /--rows must be a whole number from 0 to 1000000/],
    [['--timestamps', 'years'], /--timestamps must be one of seconds/],
    [['--rowz', '5'], /--rowz/],
  ] as const) {
    const run = start(args);
    assert.equal(await run.ended, 1);
    assert.match(run.output(), words);
    assert.doesNotMatch(run.output(), /\n +at /);
  }
});

test('the options reach the reference API', async () => {
  const args = ['--rows', '300', '--seed', '7', '--timestamps', 'seconds'];
  const run = start([...args, '--cursor-bound', 'inclusive', '--recording-lifetime', '17'], {
    PORT: '0',
  });
  const url = await run.ready;
  const state = (await (await fetch(`${url}__control`)).json()) as Record<string, unknown>;
  assert.equal(state['rows'], 300);
  assert.equal(state['cursorBound'], 'inclusive');
  assert.equal(state['recordingLifetime'], 17);
  const list = await fetch(`${url}proxy/anyreach/core/conversations?limit=1&fields=created_at`);
  const [row] = (await list.json()) as { created_at: string }[];
  assert.match(row!.created_at, /T\d\d:\d\d:\d\d\+00:00$/);
  run.child.kill();
  await run.ended;
});
