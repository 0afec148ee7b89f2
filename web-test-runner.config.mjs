import { fileURLToPath } from 'node:url';
import { esbuildPlugin } from '@web/dev-server-esbuild';
import { defaultReporter } from '@web/test-runner';
import { chromeLauncher } from '@web/test-runner-chrome';
import { a11ySnapshotPlugin } from '@web/test-runner-commands/plugins';
import { browserArguments, resolveBrowser, thisMachine } from './tools/browser.mjs';
import { countsReporter } from './tools/browser-reporter.mjs';

// Half an hour off every whole zone, so that a mix-up of UTC and local time shows. Set before the
// browser starts, which inherits it.
process.env.TZ = 'Asia/Kolkata';

const machine = thisMachine();

/**
 * Media features that WTR's own command cannot emulate, forced colours among them:
 * `executeServerCommand('media-features', { 'forced-colors': 'active' })`. An empty object puts
 * everything back; a test that changes something does so, because pages are used again.
 */
function mediaFeatures() {
  // Emulation ends with the client that asked for it, so each page keeps its own.
  const clients = new WeakMap();
  return {
    name: 'media-features',
    async executeCommand({ command, payload, session }) {
      if (command !== 'media-features') return undefined;
      const page = session.browser.getPage(session.id);
      if (!clients.has(page)) clients.set(page, await page.createCDPSession());
      const features = Object.entries(payload).map(([name, value]) => ({ name, value }));
      await clients.get(page).send('Emulation.setEmulatedMedia', { features });
      return true;
    },
  };
}

/**
 * `executeServerCommand('fresh-history')` leaves the page as the only entry of its history: pages are used
 * again, with the entries of earlier tests, of which browsers keep fifty in all.
 */
function freshHistory() {
  return {
    name: 'fresh-history',
    async executeCommand({ command, session }) {
      if (command !== 'fresh-history') return undefined;
      const client = await session.browser.getPage(session.id).createCDPSession();
      await client.send('Page.resetNavigationHistory');
      await client.detach();
      return true;
    },
  };
}

/** Pages run side by side, and each of them has to believe that it has the focus. */
async function createPage({ context }) {
  const page = await context.newPage();
  const client = await page.createCDPSession();
  await client.send('Emulation.setFocusEmulationEnabled', { enabled: true });
  return page;
}

export default {
  files: ['test/**/*.test.ts', '!test/**/*.node.test.ts'],
  rootDir: '.',
  hostname: '127.0.0.1',
  // Lit's development build, so that its warnings reach the tests.
  nodeResolve: { exportConditions: ['development'] },
  plugins: [
    mediaFeatures(),
    freshHistory(),
    a11ySnapshotPlugin(),
    esbuildPlugin({
      ts: true,
      target: 'es2022',
      tsconfig: fileURLToPath(new URL('./tsconfig.json', import.meta.url)),
    }),
  ],
  browsers: [
    chromeLauncher({
      createPage,
      launchOptions: {
        executablePath: resolveBrowser(machine),
        args: browserArguments(machine),
      },
    }),
  ],
  // Chromium gives a page in the background about one frame a second.
  concurrency: 1,
  browserStartTimeout: 120_000,
  testsStartTimeout: 60_000,
  testsFinishTimeout: 300_000,
  testFramework: { config: { timeout: 20_000 } },
  filterBrowserLogs: ({ args }) => !String(args[0]).startsWith('Lit is in dev mode'),
  reporters: [defaultReporter(), countsReporter('.cache/tests/browser.json')],
};
