/** What the demo serves: the script-tag file and the page scripts, built in memory, and plain files. */
import { readFile, readdir } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { build, loadConfigFromFile, type Rolldown, type UserConfig } from 'vite';

/** Served files by path, for example `/plain.html`. */
export type SiteFiles = ReadonlyMap<string, SiteFile>;

export interface SiteFile {
  readonly type: string;
  readonly body: string | Uint8Array;
}

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const PAGES = path.join(ROOT, 'demo/pages');

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
};

/**
 * Builds with the project's own configuration of the script-tag file, so that the demo shows what
 * is shipped. Nothing is written: two demos, or a demo and a build, never meet in one folder.
 */
export async function buildSite(): Promise<SiteFiles> {
  const loaded = await loadConfigFromFile(
    { command: 'build', mode: 'cdn' },
    path.join(ROOT, 'vite.config.ts'),
  );
  if (!loaded) throw new Error('vite.config.ts was not found.');
  const [library, pages, plain] = await Promise.all([
    bundle(loaded.config, loaded.config.build?.lib),
    bundle(separately(loaded.config), {
      entry: {
        inbox: path.join(PAGES, 'inbox.ts'),
        conversation: path.join(PAGES, 'conversation.ts'),
        beside: path.join(PAGES, 'beside.ts'),
      },
      formats: ['es'],
    }),
    plainFiles(),
  ]);
  return new Map([...placed('/cdn/', library), ...placed('/scripts/', pages), ...plain]);
}

/** Each page runs its own script: one file of all that is loaded first would run every page's. */
function separately(config: UserConfig): UserConfig {
  const { rolldownOptions } = config.build ?? {};
  const output = { ...rolldownOptions?.output, codeSplitting: true };
  return { ...config, build: { ...config.build, rolldownOptions: { ...rolldownOptions, output } } };
}

type Output = Rolldown.OutputChunk | Rolldown.OutputAsset;
type Library = NonNullable<UserConfig['build']>['lib'];

async function bundle(config: UserConfig, lib: Library): Promise<Output[]> {
  const result = await build({
    ...config,
    configFile: false,
    root: ROOT,
    logLevel: 'warn',
    build: { ...config.build, lib, write: false, sourcemap: false },
  });
  return [result].flat().flatMap((part) => ('output' in part ? part.output : []));
}

function placed(folder: string, outputs: readonly Output[]): [string, SiteFile][] {
  return outputs.map((output) => {
    const body = output.type === 'chunk' ? output.code : output.source;
    return [folder + output.fileName, { type: typeOf(output.fileName), body }];
  });
}

/** HTML, styles and icon are served as they are written: what a reader sees is what runs. */
async function plainFiles(): Promise<[string, SiteFile][]> {
  const names = (await readdir(PAGES)).filter((name) => !name.endsWith('.ts'));
  const files = await Promise.all(
    names.map(async (name): Promise<[string, SiteFile]> => {
      return [`/${name}`, { type: typeOf(name), body: await readFile(path.join(PAGES, name)) }];
    }),
  );
  const index = files.find(([name]) => name === '/index.html');
  return index ? [...files, ['/', index[1]]] : files;
}

function typeOf(name: string): string {
  return TYPES[path.extname(name)] ?? 'application/octet-stream';
}
