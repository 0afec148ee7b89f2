import { readFileSync } from 'node:fs';
import { defineConfig, type UserConfig } from 'vite';
import { ONE_FIRST_FILE } from './tools/first-load.mjs';
import { minifyTemplates } from './tools/minify-templates.mjs';

/** Where `package.json` points to in `dist`; `src` has the same shape, so one names the other. */
function entries(): string[] {
  const file = new URL('package.json', import.meta.url);
  const { exports } = JSON.parse(readFileSync(file, 'utf8')) as {
    exports: Record<string, string | { default: string }>;
  };
  return Object.values(exports)
    .flatMap((target) => (typeof target === 'string' ? [] : [target.default]))
    .map((target) => target.replace('./dist/', 'src/').replace(/\.js$/, '.ts'));
}

const target = 'es2022';

/** The npm package: one file out for one file in; the host's bundler brings the dependencies. */
const library: UserConfig = {
  plugins: [minifyTemplates()],
  build: {
    target,
    outDir: 'dist',
    emptyOutDir: true,
    minify: false,
    sourcemap: true,
    lib: { entry: entries(), formats: ['es'] },
    rolldownOptions: {
      external: [/^lit(\/|$)/, /^@lit\//, /^zod(\/|$)/, /^dompurify$/],
      output: { preserveModules: true, preserveModulesRoot: 'src', entryFileNames: '[name].js' },
    },
  },
};

/** The script-tag file with everything inside, and its lazy chunks beside it. */
const cdn: UserConfig = {
  plugins: [minifyTemplates()],
  // A browser has no `process`; some dependency may ask it.
  define: { 'process.env.NODE_ENV': '"production"' },
  build: {
    target,
    outDir: 'dist/cdn',
    // What is inside has authors and licences of its own; minifying leaves no trace of them.
    license: { fileName: 'licenses.md' },
    emptyOutDir: true,
    sourcemap: true,
    lib: { entry: { 'conversation-inbox': 'src/cdn.ts' }, formats: ['es'] },
    rolldownOptions: {
      // What lazy chunks share with it stays in the one file; else it would be cut into five.
      preserveEntrySignatures: 'allow-extension',
      output: {
        codeSplitting: ONE_FIRST_FILE,
        // The library mode alone leaves ES modules half minified.
        minify: true,
        entryFileNames: '[name].js',
        chunkFileNames: 'chunks/[name]-[hash].js',
      },
    },
  },
};

export default defineConfig(({ mode }) => (mode === 'cdn' ? cdn : library));
