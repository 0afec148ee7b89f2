import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { after, before, describe, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { build, type Rolldown } from 'vite';
import { VERSION } from '../../src/internal/version.js';
import { loadedWith } from '../../tools/chunks.mjs';

interface PackageJson {
  version: string;
  exports: Record<string, string | { types: string; default: string }>;
  sideEffects: string[];
}

const root = fileURLToPath(new URL('../..', import.meta.url));
const manifest = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8')) as PackageJson;
const modules = Object.entries(manifest.exports).flatMap(([name, target]) =>
  typeof target === 'string' ? [] : [{ name: name.replace(/^\./, 'conversation-inbox'), target }],
);

/** A project that has installed the package, below this one so that Node finds lit and zod. */
const host = path.join(root, '.cache/host-project');
const installed = path.join(host, 'node_modules/conversation-inbox');

before(async () => {
  rmSync(host, { recursive: true, force: true });
  mkdirSync(installed, { recursive: true });
  writeFileSync(path.join(host, 'package.json'), '{ "name": "host", "type": "module" }');
  cpSync(path.join(root, 'package.json'), path.join(installed, 'package.json'));
  const outDir = path.join(installed, 'dist');
  await build({ root, logLevel: 'error', build: { outDir } });
});

after(() => rmSync(host, { recursive: true, force: true }));

/** What a host's bundler makes of a line of code; lit and zod stay imports. */
async function bundled(code: string): Promise<string> {
  return (await chunksOf(code)).map((chunk) => chunk.code).join('\n');
}

/** The part of it that runs on import; what comes later is left out. */
async function bundledAtOnce(code: string): Promise<string> {
  const chunks = await chunksOf(code);
  const start = chunks.filter(({ isEntry }) => isEntry);
  return loadedWith(chunks, start)
    .map((chunk) => chunk.code)
    .join('\n');
}

async function chunksOf(code: string): Promise<Rolldown.OutputChunk[]> {
  const id = 'virtual:host';
  const result = await build({
    root: host,
    configFile: false,
    logLevel: 'error',
    plugins: [
      {
        name: 'host',
        resolveId: (source) => (source === id ? path.join(host, 'main.js') : undefined),
        load: (file) => (file === path.join(host, 'main.js') ? code : undefined),
      },
    ],
    build: {
      write: false,
      minify: false,
      rolldownOptions: {
        input: id,
        external: [/^lit(\/|$)/, /^@lit\//, /^zod(\/|$)/],
        preserveEntrySignatures: 'strict',
      },
    },
  });
  return [result]
    .flat()
    .flatMap((part) => ('output' in part ? part.output : []))
    .filter((file) => file.type === 'chunk');
}

/** Runs a script in Node as the host project would and gives what it prints. */
function printed(script: string): string {
  return execFileSync('node', ['--input-type=module', '--eval', script], {
    cwd: host,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'pipe'],
  }).trim();
}

describe('package.json', () => {
  test('has the version that the elements carry', () => {
    assert.equal(VERSION, manifest.version);
  });

  for (const { name, target } of modules) {
    test(`${name} leads to a file that is built, with types of the same name`, () => {
      assert.ok(existsSync(path.join(installed, target.default)), target.default);
      assert.equal(target.types, target.default.replace(/\.js$/, '.d.ts'));
    });
  }

  // The sources are listed too, because stories and the script-tag file are bundled from them.
  test('declares as side effects the registering files and nothing else', () => {
    assert.deepEqual(manifest.sideEffects.sort(), [
      './dist/cdn/*.js',
      './dist/define.js',
      './dist/define/*.js',
      './src/cdn.ts',
      './src/define.ts',
      './src/define/*.ts',
    ]);
  });
});

describe('on a server', () => {
  for (const { name } of modules) {
    test(`${name} can be imported`, () => {
      const keys = printed(`console.log(Object.keys(await import('${name}')).length)`);
      assert.match(keys, /^\d+$/);
    });
  }

  test('importing the classes registers nothing', () => {
    const found = printed(`
      await import('conversation-inbox');
      console.log(String(globalThis.customElements?.get('conversation-inbox')));
    `);
    assert.equal(found, 'undefined');
  });
});

describe("through a host's bundler", () => {
  for (const tag of ['conversation-inbox', 'conversation-provider', 'recording-player']) {
    test(`importing define/${tag} registers that element and no other`, async () => {
      const code = await bundledAtOnce(`import 'conversation-inbox/define/${tag}';`);
      const registered = [...code.matchAll(/defineElement\("([\w-]+)"/g)].map((match) => match[1]);
      assert.deepEqual(registered, [tag]);
    });
  }

  test('importing define registers every element', async () => {
    const code = await bundled(`import 'conversation-inbox/define';`);
    const registered = [...code.matchAll(/defineElement\("([\w-]+)"/g)].map((match) => match[1]);
    assert.deepEqual(registered.sort(), [
      ...['conversation-detail', 'conversation-inbox', 'conversation-provider', 'recording-player'],
    ]);
  });

  test('importing a class registers nothing', async () => {
    const code = await bundled(`export { ConversationInbox } from 'conversation-inbox';`);
    assert.match(code, /extends LitElement/);
    assert.doesNotMatch(code, /defineElement|customElements\.define/);
  });

  test('importing a value brings neither elements nor Lit', async () => {
    const code = await bundled(`export { EMPTY_QUERY } from 'conversation-inbox';`);
    assert.match(code, /EMPTY_QUERY/);
    assert.doesNotMatch(code, /extends LitElement|from "(lit|@lit)/);
  });

  test('transcripts bring no element, and no parser before there is something to parse', async () => {
    const line = `export * from 'conversation-inbox/transcripts';`;
    assert.doesNotMatch(await bundled(line), /extends LitElement|from "(lit|@lit|zod)/);
    assert.match(await bundled(line), /function_call_output/);
    assert.doesNotMatch(await bundledAtOnce(line), /function_call_output/);
  });

  test('the suite for tests brings no element, no provider and no test framework', async () => {
    const line = `export * from 'conversation-inbox/testing';`;
    const code = await bundled(line);
    assert.match(code, /ProviderContractError/);
    assert.doesNotMatch(
      code,
      /extends LitElement|createMemoryProvider|from "(lit|@lit|zod|node:|vitest|mocha)/,
    );
    const printing = `
      const { providerContract } = await import('conversation-inbox/testing');
      const { createMemoryProvider } = await import('conversation-inbox/providers/memory');
      const [{ name, run }] = providerContract({ provider: createMemoryProvider });
      console.log(name, await run().catch(({ message }) => message));
    `;
    assert.match(printed(printing), /^ends its list.* too few to tell by/);
  });

  test('the inbox brings no provider, and a provider no element', async () => {
    const inbox = await bundled(`import 'conversation-inbox/define/conversation-inbox';`);
    assert.doesNotMatch(inbox, /createAnyreachProvider|from "zod/);
    const provider = await bundled(`export * from 'conversation-inbox/providers/anyreach';`);
    assert.match(provider, /createAnyreachProvider/);
    assert.doesNotMatch(provider, /from "(lit|@lit)/);
  });

  /** What is only in the code of each. */
  const providers = {
    agentmessage: 'createAgentMessageProvider',
    anyreach: 'createAnyreachProvider',
    autocalls: 'createAutocallsProvider',
    memory: 'createMemoryProvider',
  };
  for (const [name, factory] of Object.entries(providers)) {
    test(`the provider ${name} brings no other`, async () => {
      const code = await bundled(`export * from 'conversation-inbox/providers/${name}';`);
      assert.doesNotMatch(code, /from "(lit|@lit)/);
      const found = Object.values(providers).filter((other) => code.includes(`function ${other}(`));
      assert.deepEqual(found, [factory]);
    });
  }

  test('the proxy brings no element, no provider, and nothing that only one kind of server has', async () => {
    const code = await bundled(`export * from 'conversation-inbox/proxy';`);
    assert.match(code, /createProxyHandler/);
    assert.doesNotMatch(
      code,
      /extends LitElement|function create\w+Provider|from "(lit|@lit|zod|node:)|\bBuffer\.|\bprocess\.\w/,
    );
  });
});
