import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import {
  browserArguments,
  findBrowser,
  findFirefox,
  PLAYWRIGHT,
  resolveBrowser,
  thisMachine,
} from '../../tools/browser.mjs';

interface Setting {
  files?: string[];
  folders?: Record<string, string[]>;
  env?: Record<string, string>;
  platform?: string;
  isRoot?: boolean;
  /** Commands that fail, by how they begin. */
  failing?: string[];
  /** Files that a command brings, by how the command begins. */
  brings?: Record<string, string>;
}

/** A machine made of words: what is on it, which commands fail and what they bring. */
function machine(setting: Setting) {
  const files = new Set(setting.files);
  const commands: string[] = [];
  const lines: string[] = [];
  return {
    commands,
    lines,
    env: { PATH: '/usr/bin:/opt/tools', ...setting.env },
    platform: setting.platform ?? 'linux',
    home: '/home/reader',
    isRoot: setting.isRoot ?? false,
    exists: (file: string) => files.has(file),
    list: (directory: string) => setting.folders?.[directory] ?? [],
    exec: (command: string[]) => {
      const line = command.join(' ');
      if (!line.endsWith('--version')) commands.push(line);
      for (const [start, file] of Object.entries(setting.brings ?? {})) {
        if (line.includes(start)) files.add(file);
      }
      return !(setting.failing ?? []).some((start) => line.startsWith(start));
    },
    log: (line: string) => void lines.push(line),
  };
}

const download = `npx --yes ${PLAYWRIGHT} install chromium`;

describe('looking for a browser', () => {
  test('CHROME_PATH wins over everything that is installed', () => {
    const here = machine({
      env: { CHROME_PATH: '/opt/mine/chrome' },
      files: ['/opt/mine/chrome', '/usr/bin/google-chrome', '/usr/bin/chromium'],
    });
    assert.equal(resolveBrowser(here), '/opt/mine/chrome');
    assert.deepEqual(here.lines, ['browser: using CHROME_PATH at /opt/mine/chrome']);
    assert.deepEqual(here.commands, []);
  });

  test('a CHROME_PATH that names no file is said, and the search goes on', () => {
    const here = machine({
      env: { CHROME_PATH: '/opt/gone/chrome' },
      files: ['/usr/bin/chromium'],
    });
    assert.equal(resolveBrowser(here), '/usr/bin/chromium');
    assert.match(here.lines[0] ?? '', /CHROME_PATH names no file: \/opt\/gone\/chrome/);
  });

  test('Chrome comes before Chromium, Chromium before Playwright', () => {
    const cache = '/home/reader/.cache/ms-playwright';
    const folders = { [cache]: ['chromium-1181'], [`${cache}/chromium-1181`]: ['chrome-linux'] };
    const playwright = `${cache}/chromium-1181/chrome-linux/chrome`;
    const files = ['/usr/bin/google-chrome-stable', '/usr/bin/chromium', playwright];
    for (const [index, file] of files.entries()) {
      assert.equal(findBrowser(machine({ files: files.slice(index), folders }))?.path, file);
    }
  });

  test('a browser anywhere on PATH is found', () => {
    const here = machine({ files: ['/opt/tools/chromium'] });
    assert.equal(resolveBrowser(here), '/opt/tools/chromium');
  });

  test('folders of PATH that are not absolute are left alone', () => {
    const here = machine({ env: { PATH: '.:bin' }, files: ['chromium', 'bin/chromium'] });
    assert.equal(findBrowser(here), undefined);
  });

  test('on macOS the applications are found', () => {
    for (const app of ['Google Chrome', 'Chromium']) {
      const file = `/Applications/${app}.app/Contents/MacOS/${app}`;
      assert.equal(findBrowser(machine({ platform: 'darwin', files: [file] }))?.path, file);
    }
  });

  test("the newest of Playwright's builds is taken, headless shells included", () => {
    const cache = '/home/reader/Library/Caches/ms-playwright';
    const shell = 'chromium_headless_shell-1200';
    const folders = {
      [cache]: ['chromium-999', shell, 'firefox-1500'],
      [`${cache}/chromium-999`]: ['chrome-mac'],
      [`${cache}/${shell}`]: ['chrome-headless-shell-mac-arm64'],
    };
    const older = `${cache}/chromium-999/chrome-mac/Chromium.app/Contents/MacOS/Chromium`;
    const newer = `${cache}/${shell}/chrome-headless-shell-mac-arm64/chrome-headless-shell`;
    const here = machine({ platform: 'darwin', folders, files: [older, newer] });
    assert.equal(findBrowser(here)?.path, newer);
  });

  test("PLAYWRIGHT_BROWSERS_PATH moves Playwright's cache", () => {
    const folders = { '/cache': ['chromium-1'], '/cache/chromium-1': ['chrome-linux64'] };
    const file = '/cache/chromium-1/chrome-linux64/chrome';
    const env = { PLAYWRIGHT_BROWSERS_PATH: '/cache' };
    assert.equal(findBrowser(machine({ env, folders, files: [file] }))?.path, file);
  });

  test('a browser that does not start is passed over', () => {
    const here = machine({
      files: ['/usr/bin/chromium-browser', '/opt/tools/chromium'],
      failing: ['/usr/bin/chromium-browser'],
    });
    assert.equal(resolveBrowser(here), '/opt/tools/chromium');
    assert.match(here.lines[0] ?? '', /does not start/);
  });
});

describe('looking for a second engine', () => {
  test('FIREFOX_PATH wins over what is installed, and PATH is searched last', () => {
    const files = ['/opt/mine/firefox', '/usr/bin/firefox-esr', '/opt/tools/firefox'];
    const env = { FIREFOX_PATH: '/opt/mine/firefox' };
    for (const [index, file] of files.entries()) {
      assert.equal(findFirefox(machine({ env, files: files.slice(index) }))?.path, file);
    }
  });

  test('on macOS the application is found', () => {
    const file = '/Applications/Firefox.app/Contents/MacOS/firefox';
    assert.equal(findFirefox(machine({ platform: 'darwin', files: [file] }))?.path, file);
  });

  test('one that does not start is none, and nothing is installed', () => {
    const here = machine({ files: ['/usr/bin/firefox'], failing: ['/usr/bin/firefox'] });
    assert.equal(findFirefox(here), undefined);
    assert.deepEqual(here.commands, []);
  });
});

describe('installing a browser where there is none', () => {
  test("Playwright's download is tried first and suffices", () => {
    const cache = '/home/reader/.cache/ms-playwright';
    const file = `${cache}/chromium-1/chrome-linux/chrome`;
    const here = machine({
      folders: { [cache]: ['chromium-1'], [`${cache}/chromium-1`]: ['chrome-linux'] },
      brings: { [download]: file },
    });
    assert.equal(resolveBrowser(here), file);
    assert.deepEqual(here.commands, [download]);
  });

  test('as root, apt-get is asked when the download is refused', () => {
    const here = machine({
      isRoot: true,
      files: ['/usr/bin/apt-get'],
      failing: ['npx'],
      brings: { 'apt-get install': '/usr/bin/chromium' },
    });
    assert.equal(resolveBrowser(here), '/usr/bin/chromium');
    assert.deepEqual(here.commands, [
      download,
      'apt-get update',
      'env DEBIAN_FRONTEND=noninteractive apt-get install -y chromium',
    ]);
    assert.ok(here.lines.some((line) => line.includes('installing with apt-get')));
  });

  test('apt-get still installs when its update fails', () => {
    const here = machine({
      isRoot: true,
      files: ['/usr/bin/apt-get'],
      failing: ['npx', 'apt-get update'],
      brings: { 'apt-get install': '/usr/bin/chromium' },
    });
    assert.equal(resolveBrowser(here), '/usr/bin/chromium');
  });

  test('without root, sudo is used where it asks for no password', () => {
    const here = machine({
      files: ['/usr/bin/dnf'],
      failing: ['npx'],
      brings: { 'dnf install': '/usr/bin/chromium-browser' },
    });
    assert.equal(resolveBrowser(here), '/usr/bin/chromium-browser');
    assert.deepEqual(here.commands.slice(1), ['sudo -n true', 'sudo -n dnf install -y chromium']);
  });

  test('without root and without sudo nothing is installed, and the message says what to set', () => {
    const here = machine({ files: ['/usr/bin/apt-get'], failing: ['npx', 'sudo'] });
    assert.throws(() => resolveBrowser(here), /set CHROME_PATH/);
    assert.deepEqual(here.commands, [download, 'sudo -n true']);
    assert.ok(here.lines.some((line) => line.includes('apt-get needs root')));
  });

  test('each package manager has its own command', () => {
    const expected = {
      apk: 'apk add --no-cache chromium',
      pacman: 'pacman -Sy --noconfirm chromium',
    };
    for (const [name, command] of Object.entries(expected)) {
      const here = machine({ isRoot: true, files: [`/usr/bin/${name}`], failing: ['npx'] });
      assert.throws(() => resolveBrowser(here), /No browser/);
      assert.deepEqual(here.commands.slice(1), [command]);
    }
  });

  test('brew is asked without root', () => {
    const chrome = '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome';
    const here = machine({
      platform: 'darwin',
      files: ['/opt/tools/brew'],
      failing: ['npx'],
      brings: { 'brew install': chrome },
    });
    assert.equal(resolveBrowser(here), chrome);
    assert.deepEqual(here.commands.slice(1), ['brew install --cask google-chrome']);
  });

  test('with no package manager at all, that is said', () => {
    const here = machine({ failing: ['npx'] });
    assert.throws(() => resolveBrowser(here), /CHROME_PATH/);
    assert.ok(here.lines.some((line) => line.includes('no known package manager')));
  });
});

describe('launching', () => {
  test('the sandbox is left out as root only', () => {
    assert.ok(browserArguments({ isRoot: true }).includes('--no-sandbox'));
    assert.ok(!browserArguments({ isRoot: false }).includes('--no-sandbox'));
  });

  test('this machine tells commands that work from those that do not', () => {
    const here = thisMachine();
    assert.equal(here.exec([process.execPath, '--version'], { quiet: true }), true);
    assert.equal(here.exec(['/no/such/command'], { quiet: true }), false);
    assert.equal(here.exists(process.execPath), true);
    assert.deepEqual(here.list('/no/such/folder'), []);
  });
});
