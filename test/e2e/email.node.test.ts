/**
 * Emails that want to be noticed, in two engines: what a reader’s browser asks for and runs. Firefox
 * is asked where there is one; the project needs none.
 */
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, before, describe, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import puppeteer, { type Browser, type Page } from 'puppeteer-core';
import { build } from 'vite';
import {
  browserArguments,
  findFirefox,
  resolveBrowser,
  thisMachine,
} from '../../tools/browser.mjs';
import { hostileEmails, newsletter } from '../helpers/emails.js';
import { ask, until } from './support.js';

const machine = thisMachine();
const firefox = findFirefox(machine);

const HOST = fileURLToPath(
  new URL('../elements/conversation-detail/email-host.ts', import.meta.url),
);

/** What was asked of the server that nobody may hear of. A connection is a trace as well. */
interface Trap {
  readonly url: string;
  readonly heard: string[];
  readonly server: Server;
}

async function listen(server: Server): Promise<string> {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

async function setTrap(): Promise<Trap> {
  const heard: string[] = [];
  const server = createServer((request, response) => {
    heard.push((request.url ?? '').slice(1));
    response.writeHead(200, { 'Content-Type': 'image/svg+xml' });
    response.end('<svg xmlns="http://www.w3.org/2000/svg" width="1" height="1"/>');
  });
  server.on('connection', () => heard.push('connection'));
  return { url: await listen(server), heard, server };
}

async function bundle(): Promise<string> {
  const result = await build({
    configFile: false,
    logLevel: 'error',
    define: { 'process.env.NODE_ENV': '"production"' },
    build: { write: false, target: 'es2022', lib: { entry: HOST, formats: ['es'] } },
  });
  const [output] = [result].flat();
  assert.ok(output && 'output' in output);
  return output.output[0].code;
}

/** Pages that show emails: one with a policy as strict as it can be, one with none at all. */
async function servePages(trap: string): Promise<{ url: string; server: Server }> {
  const script = await bundle();
  // The one image that may be asked for tells that everything asked for before it has arrived.
  const strict =
    `default-src 'none'; script-src 'self'; img-src data: ${trap}/control; base-uri 'none'; ` +
    "form-action 'none'; require-trusted-types-for 'script'; " +
    'trusted-types lit-html conversation-inbox';
  const server = createServer(({ url }, response) => {
    if (url === '/page.js') {
      response.writeHead(200, { 'Content-Type': 'text/javascript' }).end(script);
      return;
    }
    const policy = url === '/strict' ? { 'Content-Security-Policy': strict } : {};
    response.writeHead(200, { 'Content-Type': 'text/html; charset=utf-8', ...policy });
    response.end(
      '<!doctype html><title>Emails</title><script type="module" src="/page.js"></script>',
    );
  });
  return { url: await listen(server), server };
}

let trap: Trap;
let pages: { url: string; server: Server };

before(async () => {
  trap = await setTrap();
  pages = await servePages(trap.url);
});

after(() => {
  for (const { server } of [trap, pages]) {
    server.close();
    server.closeAllConnections();
  }
});

interface Opened {
  readonly page: Page;
  readonly complaints: string[];
}

async function open(browser: Browser, path: string): Promise<Opened> {
  const page = await browser.newPage();
  const complaints: string[] = [];
  page.on('dialog', (dialog) => {
    complaints.push(`dialog ${dialog.message()}`);
    void dialog.dismiss();
  });
  page.on('pageerror', (error) => complaints.push(String(error)));
  page.on('console', (message) => {
    if (['error', 'warn'].includes(message.type())) complaints.push(message.text());
  });
  await page.goto(pages.url + path);
  await until(page, 'the page', 'globalThis.showEmail');
  trap.heard.length = 0;
  complaints.length = 0;
  return { page, complaints };
}

const FRAMES = `[...document.querySelectorAll('email-host')]
  .map((host) => host.shadowRoot.querySelector('iframe'))`;

async function show(page: Page, emails: readonly string[]): Promise<void> {
  await ask(
    page,
    `void ${JSON.stringify(emails)}.forEach((html) => showEmail({ html, title: 'Email' }))`,
  );
  await untilShown(page);
}

const untilShown = (page: Page) =>
  until(
    page,
    'all emails',
    `${FRAMES}.every((one) => one?.contentDocument?.adoptedStyleSheets.length)`,
  );

/** Asks the trap for something by the page itself, twice: what was asked for earlier is there then. */
async function control(page: Page): Promise<void> {
  for (const name of ['control', 'control?again']) {
    await ask(page, `void (globalThis.control = new Image(), control.src = '${trap.url}/${name}')`);
    await until(page, 'the control', 'globalThis.control.complete');
  }
  assert.ok(trap.heard.includes('control'), 'the trap hears what is asked for');
}

const heard = () => trap.heard.filter((name) => !name.startsWith('control'));

/** Attributes that ask for something or run something; `title` and texts may hold any words. */
const LEFT = `${FRAMES}.flatMap(({ contentDocument }) =>
  [...contentDocument.body.querySelectorAll('*')].flatMap((element) => [...element.attributes]
    .filter(({ name }) => /^on|^srcset$|^ping$|^background$|^poster$|^action$|^formaction$|^srcdoc$|^data$|^name$/.test(name))
    .map(({ name }) => element.localName + ' ' + name)))`;

const ELEMENTS = `[...new Set(${FRAMES}.flatMap(({ contentDocument }) =>
  [...contentDocument.body.querySelectorAll(
    'script,iframe,object,embed,form,input,button,link,meta,base,svg,math,video,audio,source,style,template,noscript'
  )].map(({ localName }) => localName)))]`;

/** The answer to every image of the one server that answers here with `https:`. */
const IMAGE = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5ErkJggg==',
  'base64',
);

/** What may be asked for when a reader allows remote images: images, and nothing else. */
const IMAGES = new Set(
  (
    'img img-relative picture after-policy object-fallback svg-mutation comment ' +
    'body-background table-background td-background style-url style-case style-slash list border ' +
    'sheet content media supports selector svg-style escaped escaped-all var-fallback'
  ).split(' '),
);

const engines = [
  { name: 'Chromium', skip: false, launch: () => launchChromium() },
  {
    name: 'Firefox',
    skip: firefox ? false : 'no Firefox on this machine (FIREFOX_PATH names one)',
    launch: () => launchFirefox(),
  },
] as const;

const launchChromium = () =>
  puppeteer.launch({
    executablePath: resolveBrowser(machine),
    args: browserArguments(machine),
  });

const launchFirefox = () =>
  puppeteer.launch({
    browser: 'firefox',
    executablePath: firefox?.path ?? '',
    // Guesses of what will be needed next are no part of what is tested.
    extraPrefsFirefox: { 'network.http.speculative-parallel-limit': 0 },
  });

for (const { name, skip, launch } of engines) {
  describe(`in ${name}`, { skip }, () => {
    let browser: Browser;
    before(async () => {
      browser = await launch();
    });
    after(() => browser?.close());

    test('the set of hostile emails is noticed when nothing protects the reader', async () => {
      const { page } = await open(browser, '/open');
      await ask(
        page,
        `void ${JSON.stringify(Object.values(hostileEmails(trap.url)))}.forEach((html) => {
          const frame = document.createElement('iframe');
          frame.srcdoc = html;
          document.body.append(frame);
        })`,
      );
      await until(page, 'scripts that ran', 'globalThis.executed');
      await control(page);
      const names = new Set(heard());
      assert.ok(names.size > 25, `heard only ${[...names].join(' ')}`);
      await page.close();
    });

    for (const path of ['/strict', '/open']) {
      test(`no email asks for anything or runs anything on a page that is ${path.slice(1)}`, async () => {
        const { page, complaints } = await open(browser, path);
        await show(page, Object.values(hostileEmails(trap.url)));
        await control(page);
        assert.deepEqual(
          heard().filter((one) => one !== 'connection'),
          [],
        );
        assert.deepEqual(complaints, []);
        assert.deepEqual(await ask(page, 'violations'), []);
        assert.equal(await ask(page, 'typeof executed'), 'undefined');
        assert.equal(page.url(), pages.url + path);
        assert.deepEqual(await ask(page, LEFT), []);
        assert.deepEqual(await ask(page, ELEMENTS), []);
        assert.equal((await browser.pages()).at(-1)?.url(), page.url(), 'no tab was opened');
        await page.close();
      });
    }

    test('no email makes a connection', async () => {
      const { page } = await open(browser, '/open');
      await show(page, Object.values(hostileEmails(trap.url)));
      // Twice to the page's own server and back, which takes as long as reaching the trap.
      for (const path of ['/first', '/second']) {
        await ask(page, `fetch('${path}').then((answer) => answer.text())`);
      }
      assert.deepEqual(trap.heard, []);
      await page.close();
    });

    test('what is put into the frame is harmless without its policy and its sandbox, too', async () => {
      const { page, complaints } = await open(browser, '/open');
      await ask(
        page,
        `void (() => {
          const frame = HTMLIFrameElement.prototype;
          const { set } = Object.getOwnPropertyDescriptor(frame, 'srcdoc');
          Object.defineProperty(frame, 'srcdoc', {
            set(html) { set.call(this, String(html).replace(/<meta http-equiv[^>]*>/, '')); },
          });
          const { setAttribute } = Element.prototype;
          frame.setAttribute = function (name, value) {
            if (name !== 'sandbox') setAttribute.call(this, name, value);
          };
        })()`,
      );
      await show(page, Object.values(hostileEmails(trap.url)));
      assert.deepEqual(
        await ask(
          page,
          `${FRAMES}.filter((one) => one.sandbox.length > 0 ||
            one.contentDocument.head.innerHTML.includes('Policy')).length`,
        ),
        0,
      );
      await control(page);
      assert.deepEqual(
        heard().filter((one) => one !== 'connection'),
        [],
      );
      assert.equal(await ask(page, 'typeof executed'), 'undefined');
      assert.deepEqual(complaints, []);
      await page.close();
    });

    test('the frame lets nothing be loaded or run, whatever comes to be in it', async () => {
      const { page } = await open(browser, '/open');
      await show(page, ['<p>Hello</p>']);
      await ask(
        page,
        `void (() => {
          const { contentDocument: mail } = ${FRAMES}[0];
          const add = (name, values) => mail.body.append(Object.assign(mail.createElement(name), values));
          const trap = '${trap.url}/';
          mail.body.append(Object.assign(mail.createElement('img'),
            { src: trap + 'added', onerror: () => { globalThis.refused = true; } }));
          add('img', { srcset: trap + 'added-srcset' });
          add('link', { rel: 'stylesheet', href: trap + 'added-link' });
          add('script', { textContent: 'parent.executed = 1' });
          add('script', { src: trap + 'added-script' });
          add('iframe', { src: trap + 'added-frame' });
          add('video', { poster: trap + 'added-poster', src: trap + 'added-video' });
          mail.body.setAttribute('onclick', 'parent.executed = 1');
          mail.body.click();
        })()`,
      );
      await until(page, 'the refusal', 'globalThis.refused');
      await control(page);
      assert.deepEqual(
        heard().filter((one) => one !== 'connection'),
        [],
      );
      assert.equal(await ask(page, 'typeof executed'), 'undefined');
      await page.close();
    });

    test('remote images, when the reader allows them, are all that is asked for, and only of secure servers', async () => {
      const { page, complaints } = await open(browser, '/open');
      const asked: { name: string; referer: string | undefined }[] = [];
      await page.setRequestInterception(true);
      page.on('request', (request) => {
        if (!request.url().startsWith('https://trap.example/')) return void request.continue();
        asked.push({
          name: new URL(request.url()).pathname.slice(1),
          referer: request.headers()['referer'],
        });
        void request.respond({ contentType: 'image/png', body: IMAGE });
      });
      // An address without a scheme is one with `https:`, where the trap does not answer.
      const { 'img without a scheme': _, ...insecure } = hostileEmails(trap.url);
      const secure = hostileEmails('https://trap.example');
      await show(page, [...Object.values(secure), ...Object.values(insecure)]);
      assert.equal(asked.length, 0);
      await ask(
        page,
        `void document.querySelectorAll('email-host').forEach((host) =>
          host.shadowRoot.querySelector('[part="email-remote-button"]')?.click())`,
      );
      await until(
        page,
        'remote images',
        `${FRAMES}.some((one) => one.contentDocument?.querySelector('img')?.naturalWidth === 1)`,
      );
      await untilShown(page);
      await control(page);
      const names = new Set(asked.map((one) => one.name));
      for (const basic of ['img', 'picture', 'td-background', 'style-url', 'supports']) {
        assert.ok(
          names.has(basic),
          `${basic} was asked for, when allowed: ${[...names].join(' ')}`,
        );
      }
      assert.deepEqual(
        [...names].filter((one) => !IMAGES.has(one)),
        [],
      );
      assert.deepEqual(
        asked.filter(({ referer }) => referer),
        [],
      );
      assert.deepEqual(
        heard().filter((one) => one !== 'connection'),
        [],
      );
      assert.deepEqual(complaints, []);
      assert.equal(await ask(page, 'typeof executed'), 'undefined');
      await page.close();
    });

    test('a newsletter looks as its sender made it, under a strict policy', async () => {
      const { page, complaints } = await open(browser, '/strict');
      await show(page, [newsletter]);
      const height = `${FRAMES}[0].clientHeight - ${FRAMES}[0].contentDocument.documentElement.offsetHeight`;
      await until(page, 'a frame as high as the message', `${height} === 0`);
      const before = await ask<number>(page, `${FRAMES}[0].clientHeight`);
      await ask(
        page,
        `void (${FRAMES}[0].contentDocument.querySelector('.title').innerText = 'Two\\nlines')`,
      );
      await until(
        page,
        'a frame that grew',
        `${FRAMES}[0].clientHeight > ${before} && ${height} === 0`,
      );
      const looks = await ask<Record<string, string>>(
        page,
        `(() => {
          const { contentDocument: mail, contentWindow: view } = ${FRAMES}[0];
          const look = (selector, name) => view.getComputedStyle(mail.querySelector(selector))[name];
          return {
            page: look('body', 'backgroundColor'),
            title: look('.title', 'fontSize') + ' ' + look('.title', 'color'),
            centred: look('.title', 'textAlign'),
            card: look('.card', 'borderTopLeftRadius') + ' ' + look('.card', 'width'),
            head: look('.head', 'backgroundColor'),
            action: look('.action', 'display') + ' ' + look('.action', 'paddingLeft'),
          };
        })()`,
      );
      assert.deepEqual(looks, {
        page: 'rgb(240, 244, 250)',
        title: '28px rgb(20, 60, 140)',
        centred: 'center',
        card: '12px 600px',
        head: 'rgb(20, 60, 140)',
        action: 'inline-block 24px',
      });
      assert.deepEqual(await ask(page, 'violations'), []);
      assert.deepEqual(complaints, []);
      await page.close();
    });
  });
}
