/**
 * Finds a Chromium-family browser, or installs one, and says what it does at every step.
 *
 * Everything that touches the machine comes in through `Machine`, so that each way out can be
 * tested without a machine that lacks a browser.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { homedir } from 'node:os';
import path from 'node:path';

/**
 * @typedef {object} Machine
 * @property {Record<string, string | undefined>} env
 * @property {string} platform as in `process.platform`
 * @property {string} home
 * @property {boolean} isRoot
 * @property {(file: string) => boolean} exists
 * @property {(directory: string) => string[]} list names in a directory, empty when there is none
 * @property {(command: string[], options?: { quiet?: boolean }) => boolean} exec runs a command to
 *   its end; true when it succeeded. `quiet` keeps its output to itself.
 * @property {(line: string) => void} log
 */

/** @typedef {{ name: string, path: string }} Candidate */

/** The version whose download is asked for; its cache is searched whatever the version. */
export const PLAYWRIGHT = 'playwright@1.65.1';

const INSTALL_MINUTES = 10;

const CHROME = {
  linux: ['/opt/google/chrome/chrome', '/usr/bin/google-chrome-stable', '/usr/bin/google-chrome'],
  darwin: ['/Applications/Google Chrome.app/Contents/MacOS/Google Chrome'],
};

const CHROMIUM = {
  linux: ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/lib/chromium/chromium'],
  darwin: ['/Applications/Chromium.app/Contents/MacOS/Chromium'],
};

/** Where Playwright's builds keep the executable, below `chromium…-<revision>/<platform>/`. */
const PLAYWRIGHT_EXECUTABLES = [
  'chrome',
  'headless_shell',
  'chrome-headless-shell',
  'Chromium.app/Contents/MacOS/Chromium',
  'Google Chrome for Testing.app/Contents/MacOS/Google Chrome for Testing',
];

/**
 * System package managers, each with the commands that install a browser. The ones that need root
 * are only tried as root or where `sudo` asks for no password.
 */
const PACKAGE_MANAGERS = [
  {
    name: 'apt-get',
    root: true,
    commands: [
      ['apt-get', 'update'],
      ['env', 'DEBIAN_FRONTEND=noninteractive', 'apt-get', 'install', '-y', 'chromium'],
    ],
  },
  { name: 'dnf', root: true, commands: [['dnf', 'install', '-y', 'chromium']] },
  { name: 'apk', root: true, commands: [['apk', 'add', '--no-cache', 'chromium']] },
  { name: 'pacman', root: true, commands: [['pacman', '-Sy', '--noconfirm', 'chromium']] },
  { name: 'brew', root: false, commands: [['brew', 'install', '--cask', 'google-chrome']] },
];

/**
 * The browser to use: an absolute path to an executable that starts.
 *
 * @param {Machine} machine
 * @returns {string}
 * @throws {Error} with what to do next, when there is none and none could be installed
 */
export function resolveBrowser(machine) {
  const found = findBrowser(machine) ?? installBrowser(machine);
  if (found) {
    machine.log(`browser: using ${found.name} at ${found.path}`);
    return found.path;
  }
  throw new Error(
    'No browser was found and none could be installed. Install Chrome or Chromium, or set ' +
      'CHROME_PATH to the full path of its executable, for example ' +
      'CHROME_PATH=/usr/bin/chromium npm test',
  );
}

/**
 * The first browser that is there and starts, in the order CHROME_PATH, Chrome, Chromium,
 * Playwright's.
 *
 * @param {Machine} machine
 * @returns {Candidate | undefined}
 */
export function findBrowser(machine) {
  return candidates(machine).find(({ name, path: file }) => {
    if (!machine.exists(file)) {
      if (name === 'CHROME_PATH') machine.log(`browser: CHROME_PATH names no file: ${file}`);
      return false;
    }
    // A file is not enough: distributions ship stubs, and a download may lack system libraries.
    const starts = machine.exec([file, '--version'], { quiet: true });
    if (!starts) machine.log(`browser: ${name} at ${file} does not start, looking on`);
    return starts;
  });
}

const FIREFOX = {
  linux: ['/usr/bin/firefox', '/usr/bin/firefox-esr'],
  darwin: ['/Applications/Firefox.app/Contents/MacOS/firefox'],
};

/**
 * Firefox, for the few tests that ask a second engine; they are skipped where there is none, and
 * nothing is installed. In the order FIREFOX_PATH, the usual places, PATH.
 *
 * @param {Machine} machine
 * @returns {Candidate | undefined}
 */
export function findFirefox(machine) {
  const { env, platform } = machine;
  const files = [
    ...(env.FIREFOX_PATH ? [env.FIREFOX_PATH] : []),
    ...FIREFOX[platform === 'darwin' ? 'darwin' : 'linux'],
    ...onPath(env, ['firefox', 'firefox-esr']),
  ];
  const found = files.find(
    (file) => machine.exists(file) && machine.exec([file, '--version'], { quiet: true }),
  );
  return found === undefined ? undefined : { name: 'Firefox', path: found };
}

/**
 * Every place a browser may be at, best first.
 *
 * @param {Machine} machine
 * @returns {Candidate[]}
 */
function candidates(machine) {
  const { env, platform } = machine;
  /** @type {(name: string, files: string[]) => Candidate[]} */
  const named = (name, files) => files.map((file) => ({ name, path: file }));
  const usual = platform === 'darwin' ? 'darwin' : 'linux';
  return [
    ...named('CHROME_PATH', env.CHROME_PATH ? [env.CHROME_PATH] : []),
    ...named('Chrome', [
      ...CHROME[usual],
      ...onPath(env, ['google-chrome-stable', 'google-chrome', 'chrome']),
    ]),
    ...named('Chromium', [...CHROMIUM[usual], ...onPath(env, ['chromium', 'chromium-browser'])]),
    ...named("Playwright's Chromium", inPlaywrightCache(machine)),
  ];
}

/** @type {(env: Machine['env'], names: string[]) => string[]} */
function onPath(env, names) {
  const directories = (env.PATH ?? '').split(':').filter((directory) => path.isAbsolute(directory));
  return names.flatMap((name) => directories.map((directory) => path.join(directory, name)));
}

/** @type {(machine: Machine) => string[]} */
function inPlaywrightCache({ env, platform, home, list }) {
  const cache =
    env.PLAYWRIGHT_BROWSERS_PATH ??
    path.join(
      home,
      platform === 'darwin' ? 'Library/Caches/ms-playwright' : '.cache/ms-playwright',
    );
  const revision = (/** @type {string} */ name) => Number(name.split('-').at(-1)) || 0;
  const builds = list(cache)
    .filter((name) => name.startsWith('chromium'))
    .sort((a, b) => revision(b) - revision(a));
  return builds.flatMap((build) =>
    list(path.join(cache, build)).flatMap((inside) =>
      PLAYWRIGHT_EXECUTABLES.map((executable) => path.join(cache, build, inside, executable)),
    ),
  );
}

/**
 * Playwright's download first, because it needs no rights; then the system's package manager.
 *
 * @param {Machine} machine
 * @returns {Candidate | undefined}
 */
function installBrowser(machine) {
  machine.log(`browser: none found, trying the download of ${PLAYWRIGHT}`);
  machine.exec(['npx', '--yes', PLAYWRIGHT, 'install', 'chromium']);
  return findBrowser(machine) ?? installWithPackageManager(machine);
}

/** @type {(machine: Machine) => Candidate | undefined} */
function installWithPackageManager(machine) {
  const manager = PACKAGE_MANAGERS.find(({ name }) =>
    onPath(machine.env, [name]).some((file) => machine.exists(file)),
  );
  if (!manager) {
    machine.log('browser: the download gave none, and no known package manager is here');
    return undefined;
  }
  const asRoot = !manager.root || machine.isRoot ? [] : ['sudo', '-n'];
  if (asRoot.length > 0 && !machine.exec([...asRoot, 'true'], { quiet: true })) {
    machine.log(`browser: the download gave none, and ${manager.name} needs root`);
    return undefined;
  }
  machine.log(`browser: the download gave none, installing with ${manager.name}`);
  for (const command of manager.commands) {
    const line = [...asRoot, ...command];
    machine.log(`browser: $ ${line.join(' ')}`);
    if (!machine.exec(line)) machine.log(`browser: ${command[0]} failed, going on`);
  }
  return findBrowser(machine);
}

/**
 * Arguments every launch needs: nothing is fetched behind a test's back, audio may start without a
 * click, and the sandbox is only left out as root, where it cannot work.
 *
 * @param {{ isRoot: boolean }} machine
 * @returns {string[]}
 */
export function browserArguments({ isRoot }) {
  return [
    '--disable-background-networking',
    '--disable-component-update',
    '--no-first-run',
    '--lang=en-US',
    '--autoplay-policy=no-user-gesture-required',
    ...(isRoot ? ['--no-sandbox'] : []),
  ];
}

/**
 * The machine this process runs on.
 *
 * @returns {Machine}
 */
export function thisMachine() {
  return {
    env: process.env,
    platform: process.platform,
    home: homedir(),
    isRoot: process.getuid?.() === 0,
    exists: existsSync,
    list: (directory) => (existsSync(directory) ? readdirSync(directory) : []),
    exec: ([command = '', ...rest], { quiet = false } = {}) =>
      spawnSync(command, rest, {
        // stdout belongs to whoever asked for the path, so installers talk on stderr.
        stdio: quiet ? 'ignore' : ['ignore', 2, 2],
        timeout: INSTALL_MINUTES * 60_000,
      }).status === 0,
    log: (line) => console.error(line),
  };
}
