/**
 * Checks what would be published, as it was built: every file that `package.json` points to is in
 * the package, nothing else slipped in, and publint and attw have nothing to say.
 */
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { lastLine, root, run } from './run.mjs';

/** @type {Record<string, unknown>} */
const manifest = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8'));

/** Every relative path in a part of `package.json`, without the ones with a star. */
/** @type {(value: unknown) => string[]} */
const paths = (value) =>
  typeof value === 'string'
    ? [value.replace(/^\.\//, '')]
    : value && typeof value === 'object'
      ? Object.values(value).flatMap(paths)
      : [];

/** @type {{ path: string }[]} */
const packed = JSON.parse(
  execFileSync('npm', ['pack', '--dry-run', '--json', '--silent'], { cwd: root, encoding: 'utf8' }),
)[0].files;
const shipped = new Set(packed.map((file) => file.path));

const { exports, types, unpkg, jsdelivr, customElements } = manifest;
const missing = paths([exports, types, unpkg, jsdelivr, customElements]).filter(
  (file) => !shipped.has(file),
);
const expected = /^(dist\/|custom-elements\.json$|package\.json$|README\.md$|LICENSE$)/;
const stray = [...shipped].filter((file) => !expected.test(file));
for (const file of missing) console.error(`missing from the package: ${file}`);
for (const file of stray) console.error(`should not be in the package: ${file}`);

const results = [
  missing.length === 0 && stray.length === 0,
  await run(['npx', 'publint', '--strict']),
  await run(['npx', 'attw', '--pack', '.', '--profile', 'esm-only']),
];
const failed = results.filter((ok) => !ok).length;
console.log(lastLine({ passed: results.length - failed, failed }));
process.exitCode = failed === 0 ? 0 : 1;
