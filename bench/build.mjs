/** Builds the pages as one would for production, each on its own, and serves them from this machine. */
import { spawnSync } from 'node:child_process';
import { copyFileSync, existsSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import { build } from 'vite';
import { loadedWith } from '../tools/chunks.mjs';
import { minifyTemplates } from '../tools/minify-templates.mjs';
import { root } from '../tools/run.mjs';

const pagesFolder = path.join(root, 'bench/pages');
const packagesFolder = path.join(root, 'bench/node_modules');

/** Where the built pages are; served as one folder, a page at `/<name>/`. */
export const builtFolder = path.join(root, '.cache/bench');

/**
 * @typedef {object} PageInfo what a page says of itself in `page.json`
 * @property {string} title
 * @property {string} [package] the npm package it stands for
 * @property {string[]} choices sentences
 * @property {string} [version]
 */

/** @type {() => string[]} */
export const allPages = () =>
  readdirSync(pagesFolder).filter((name) => existsSync(path.join(pagesFolder, name, 'page.json')));

/** The peers' packages, when they are not there yet. */
export function installPackages() {
  if (existsSync(packagesFolder)) return;
  // Nothing of theirs has to run to be measured.
  const args = ['ci', '--ignore-scripts', '--no-audit', '--no-fund'];
  const { status } = spawnSync('npm', args, { cwd: path.join(root, 'bench'), stdio: 'inherit' });
  if (status !== 0) throw new Error('The packages of bench/package.json could not be installed.');
}

/** @type {(name: string) => PageInfo} */
export function pageInfo(name) {
  const info = readJson(path.join(pagesFolder, name, 'page.json'));
  return { ...info, version: info.package && versionOf(info.package) };
}

/** @type {(name: string) => string | undefined} */
function versionOf(name) {
  const own = readJson(path.join(root, 'package.json'));
  if (own.name === name) return own.version;
  return readJson(path.join(packagesFolder, name, 'package.json')).version;
}

/** @type {(file: string) => any} */
const readJson = (file) => JSON.parse(readFileSync(file, 'utf8'));

/**
 * One page, minified, for browsers of the library's baseline; what is loaded lazily stays lazy.
 *
 * @param {string} name
 * @returns {Promise<string[]>} what its first load takes, as paths from `builtFolder`: the document,
 *   its styles, its script and what that imports
 */
export async function buildPage(name) {
  const outDir = path.join(builtFolder, name);
  rmSync(outDir, { recursive: true, force: true });
  const result = await build({
    root: path.join(pagesFolder, name),
    base: `/${name}/`,
    configFile: false,
    logLevel: 'error',
    plugins: [minifyTemplates()],
    define: { 'process.env.NODE_ENV': '"production"' },
    build: {
      outDir,
      target: 'es2022',
      cssTarget: ['chrome125', 'firefox126', 'safari17.5'],
      modulePreload: { polyfill: false },
      // Only the sizes of what is downloaded count, and those are measured when it is.
      reportCompressedSize: false,
      chunkSizeWarningLimit: 10_000,
    },
  });
  copyFileSync(path.join(root, 'bench/probe.mjs'), path.join(builtFolder, 'probe.mjs'));
  const output = [result].flat().flatMap((part) => ('output' in part ? part.output : []));
  const chunks = output.filter((file) => file.type === 'chunk');
  const start = chunks.filter(({ isEntry }) => isEntry);
  const markup = output.filter(({ fileName }) => /\.(css|html)$/.test(fileName));
  return [...markup, ...loadedWith(chunks, start)].map(({ fileName }) => `${name}/${fileName}`);
}

/** @typedef {{ min: number, gzip: number, brotli: number }} Bytes */

/** @type {(files: string[]) => Bytes} of files below `builtFolder`, each packed by itself */
export function bytesOf(files) {
  const bytes = { min: 0, gzip: 0, brotli: 0 };
  for (const file of files) {
    const content = readFileSync(path.join(builtFolder, file));
    bytes.min += content.length;
    bytes.gzip += gzipSync(content, { level: 9 }).length;
    bytes.brotli += brotliCompressSync(content).length;
  }
  return bytes;
}
