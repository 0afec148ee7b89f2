import { expect } from '@open-wc/testing';
import others from 'dompurify';
import type { EmailView } from '../../../src/elements/conversation-detail/email-view.js';
import type { Attachment } from '../../../src/model/transcript.js';
import { newsletter, PIXEL } from '../../helpers/emails.js';
import { until } from '../../helpers/inbox.js';
import './email-host.js';
import type { EmailPage } from './email-host.js';

const STRICT =
  "default-src 'none'; script-src 'self'; connect-src 'self'; img-src data:; base-uri 'none'; " +
  "form-action 'none'; require-trusted-types-for 'script'; " +
  'trusted-types lit-html conversation-inbox';

type PageWindow = Window & typeof globalThis & EmailPage;

/** This page, which has no policy. */
const here = window as unknown as PageWindow;

let page: HTMLIFrameElement;
let view: EmailView | undefined;

/** A page of its own, because a policy holds for the whole of one. */
async function openPage(policy = STRICT, width = 760): Promise<PageWindow> {
  page = document.createElement('iframe');
  page.width = String(width);
  page.height = '900';
  page.srcdoc = `<!doctype html><html lang="en"><head><title>Page</title>
    <meta http-equiv="Content-Security-Policy" content="${policy}"></head><body>
    <script type="module" src="/test/elements/conversation-detail/email-host.ts"></script></body></html>`;
  document.body.append(page);
  const host = () => page.contentWindow as PageWindow | null;
  await until(() => host()?.showEmail !== undefined, 'the page is there');
  return host()!;
}

type Shown = Partial<Parameters<EmailPage['showEmail']>[0]>;

async function show(html: string, options: Shown = {}, host?: PageWindow) {
  const at = host ?? (await openPage());
  view = at.showEmail({ html, title: 'Spring offers', ...options });
  await filled();
  return at;
}

const frame = () => view!.element.querySelector('iframe')!;
const mail = () => frame().contentDocument!;
const filled = () =>
  until(() => Boolean(frame()?.contentDocument?.adoptedStyleSheets.length), 'the message is shown');
const one = <T extends Element = HTMLElement>(selector: string) =>
  mail().querySelector<T>(selector)!;
/** What the properties of something in the message come out as. */
const looks = (selector: string, ...names: (keyof CSSStyleDeclaration)[]) => {
  const style = styleOf(selector);
  return Object.fromEntries(names.map((name) => [name, style[name]]));
};
const styleOf = (selector: string) =>
  frame().contentWindow!.getComputedStyle(mail().querySelector(selector)!);
const button = (name: string) =>
  view!.element.querySelector<HTMLButtonElement>(`[part="email-${name}-button"]`);
const notice = () =>
  view!.element.querySelector('[part="email-notice"] p')?.textContent?.replace(/\s+/g, ' ').trim();

afterEach(() => {
  view?.dispose();
  view = undefined;
  page.remove();
  for (const host of document.querySelectorAll('email-host')) host.remove();
});

const logo: Attachment = {
  id: '1',
  contentId: '<logo@shop.example>',
  type: 'image/png',
  url: PIXEL,
  inline: true,
};

describe('a newsletter under a strict policy', () => {
  it('looks as its sender made it', async () => {
    const { violations } = await show(newsletter, { attachments: [logo] });
    expect(
      looks('.title', 'color', 'fontSize', 'letterSpacing', 'textAlign', 'marginBottom'),
    ).to.deep.equal({
      color: 'rgb(20, 60, 140)',
      fontSize: '28px',
      letterSpacing: '1px',
      textAlign: 'center',
      marginBottom: '12px',
    });
    expect(styleOf('body').backgroundColor).to.equal('rgb(240, 244, 250)');
    expect(styleOf('body').paddingTop).to.equal('24px');
    expect(looks('.card', 'borderRadius', 'width')).to.deep.equal({
      borderRadius: '12px',
      width: '600px',
    });
    expect(styleOf('.head').backgroundColor).to.equal('rgb(20, 60, 140)');
    expect(styleOf('.banner').backgroundColor).to.equal('rgb(250, 240, 220)');
    expect(styleOf('.action').backgroundImage).to.contain('linear-gradient');
    expect(mail().compatMode).to.equal('CSS1Compat');
    expect(violations).to.deep.equal([]);
  });

  it('keeps its text to the letter', async () => {
    await show(newsletter);
    expect(mail().body.textContent).to.contain('Garden chairs, in style = comfort, from Monday.');
    expect(one<HTMLAnchorElement>('.action').href).to.equal(
      'https://shop.example.com/spring?style=garden&id=7',
    );
  });

  it('shows images that came with it, and boxes with the names of those that did not', async () => {
    await show(newsletter, { attachments: [logo] });
    await until(() => one<HTMLImageElement>('.head img').naturalWidth === 1, 'the logo is there');
    const hero = one('[data-image="blocked"]');
    expect(hero.textContent).to.equal('Two chairs under a tree');
    expect(hero.ariaLabel).to.equal('Image not shown: Two chairs under a tree');
    expect(looks('[data-image="blocked"]', 'width', 'height')).to.deep.equal({
      width: '552px',
      height: '180px',
    });
  });

  it('follows the width of its place, not the height, which follows the message', async () => {
    await show(newsletter, {}, await openPage(STRICT, 400));
    expect(styleOf('.title').fontSize).to.equal('20px');
    const height = mail().documentElement.offsetHeight;
    expect(height).to.be.greaterThan(200).and.lessThan(680);
    await until(() => frame().clientHeight === height, 'the frame is as high as the message');
    expect(mail().documentElement.scrollWidth).to.equal(mail().documentElement.clientWidth);
    expect(styleOf('.card').minHeight).to.equal('0px');
  });

  it('stays on white paper in a dark page', async () => {
    const host = await openPage();
    host.document.documentElement.style.colorScheme = 'dark';
    await show(newsletter, {}, host);
    expect(host.getComputedStyle(frame()).backgroundColor).to.equal('rgb(255, 255, 255)');
    expect(styleOf('html').colorScheme).to.equal('light only');
    expect(styleOf('body').backgroundColor).to.equal('rgb(240, 244, 250)');
  });
});

describe('remote images', () => {
  it('are counted, and pixels that only report are not', async () => {
    await show(newsletter);
    expect(notice()).to.equal(
      '3 remote images are not shown. Loading them can tell the sender when and where this message was read.',
    );
  });

  it('are asked for when the reader wants it, and only from secure servers', async () => {
    const secure = 'https://images.example.com/a.png';
    await show(
      `<img src="${secure}" alt="A" width="40"><img src="http://images.example.com/b.png" alt="B">
       <p background="${secure}">x</p><img src="https://track.example.com/t.gif" width="1" height="1">`,
    );
    expect(one('body').querySelectorAll('img')).to.have.lengthOf(0);
    const before = mail();
    button('remote')!.click();
    await until(() => mail() !== before && mail()?.body?.childElementCount > 0, 'shown anew');
    await filled();
    expect(notice()).to.equal(
      'Remote images are allowed for this message. 1 remote image is left out: the connection is not secure.',
    );
    expect(button('remote')).to.equal(null);
    expect(view!.element.ownerDocument.activeElement!.shadowRoot!.activeElement).to.equal(
      view!.element.querySelector('[part="email-notice"] p'),
    );
    expect(styleOf('p').backgroundImage).to.equal(`url("${secure}")`);
    // The page's own policy has the last word: here it lets none in, and the names stand there again.
    await until(() => one('[aria-label="Image not shown: A"]') !== null, 'the name of the image');
  });

  it('are not spoken of where there are none', async () => {
    await show('<p>Hello</p>');
    expect(notice()).to.equal(undefined);
  });
});

describe('images that came with the message', () => {
  const gif = 'data:image/gif;base64,R0lGODlhAQABAAAAACwAAAAAAQABAAA=';
  const attachment = (more: Partial<Attachment>): Attachment => ({ ...logo, ...more });
  const named = (id: string) => `<img src="cid:${id}" alt="Logo">`;
  const isShown = () => one('img') !== null;

  it('are found by their id, written in any way', async () => {
    await show(named('logo%40shop.example'), { attachments: [attachment({ url: gif })] });
    expect(isShown()).to.equal(true);
  });

  for (const [what, more] of Object.entries({
    'drawings, which can load things': { url: 'data:image/svg+xml;base64,PHN2Zy8+' },
    'what is larger than two megabytes': {
      url: `data:image/png;base64,${'A'.repeat(2_700_000)}`,
    },
    'what does not say that it is an image': { url: 'blob:https://a.example/1', type: undefined },
    'what has another id': { contentId: 'other' },
    'what was not handed over': { url: undefined },
  })) {
    it(`are a name for ${what}`, async () => {
      await show(named('logo@shop.example'), { attachments: [attachment(more)] });
      expect(isShown()).to.equal(false);
      expect(one('[data-image]').textContent).to.equal('Logo');
    });
  }

  it('wait like all others when they are on a server', async () => {
    const url = 'https://files.example.com/logo.png';
    await show(named('logo@shop.example'), { attachments: [attachment({ url })] });
    expect(isShown()).to.equal(false);
    expect(notice()).to.contain('1 remote image is not shown.');
  });
});

describe('links', () => {
  it('open a tab of their own that knows nothing of this page, and say where they lead', async () => {
    await show('<a href="https://shop.example.com/x">shop.test</a>');
    expect(one<HTMLAnchorElement>('a')).to.include({
      target: '_blank',
      rel: 'noopener noreferrer nofollow',
      referrerPolicy: 'no-referrer',
      title: 'https://shop.example.com/x',
    });
  });

  it('lead to the web, to an address or to a number, and nowhere else', async () => {
    const addresses = ['https://a.example/', 'mailto:a@b.example', 'tel:+12025550147'];
    const others = [
      'javascript:void 0',
      'data:text/html,x',
      '/inbox',
      '#top',
      'file:///etc',
      'blob:x',
    ];
    await show([...addresses, ...others].map((href) => `<a href="${href}">x</a>`).join(''));
    const hrefs = [...mail().querySelectorAll('a')].map((link) => link.getAttribute('href'));
    expect(hrefs).to.deep.equal([...addresses, ...others.map(() => null)]);
  });
});

describe('quoted text', () => {
  const folded = () => one<HTMLDetailsElement>('details');

  for (const [program, html] of Object.entries({
    Gmail:
      '<div>Yes.</div><div class="gmail_quote">On Monday Ada wrote: <blockquote>Old</blockquote></div>',
    'Apple Mail': 'Yes.<br><blockquote type="cite"><div>Old</div></blockquote><br>',
    Outlook: '<div>Yes.</div><hr><div id="divRplyFwdMsg"><b>From:</b> Ada</div><div>Old</div>',
  })) {
    it(`of ${program} is folded, and opens without a script`, async () => {
      await show(html);
      expect(folded().open).to.equal(false);
      expect(folded().textContent).to.contain('Old');
      expect(folded().innerText).to.equal('Quoted text');
      expect(mail().body.innerText).to.contain('Yes.');
      folded().querySelector('summary')!.click();
      await until(() => folded().open && folded().innerText.includes('Old'), 'it is open');
    });
  }

  it('is left open when the message says nothing else', async () => {
    await show('<div class="gmail_quote">---------- Forwarded message<br>Old</div>');
    expect(folded()).to.equal(null);
  });

  it('in the middle of a text belongs to it', async () => {
    await show('<p>You wrote:</p><blockquote>When?</blockquote><p>On Monday.</p>');
    expect(folded()).to.equal(null);
  });
});

describe('long messages', () => {
  const long = '<p>Line</p>'.repeat(200);
  const height = () => frame().getBoundingClientRect().height;

  it('are cut, shown whole and cut again', async () => {
    await show(long);
    await until(() => button('whole') !== null, 'the button');
    expect(height()).to.equal(560);
    expect(button('whole')!.ariaExpanded).to.equal('false');
    button('whole')!.click();
    expect(height()).to.be.greaterThan(5000);
    expect(button('whole')!.ariaExpanded).to.equal('true');
    button('whole')!.click();
    expect(height()).to.equal(560);
  });

  it('that would grow with their frame come to rest', async () => {
    await show(`<style>html, body { height: 100% !important; min-height: 120vh !important; padding: 20px }
      p { height: 110dvh } @media (min-height: 50px) { p { height: 900px } }</style>
      <body style="height: 100vh !important"><p style="height: calc(100vh + 10px)">Line</p></body>`);
    await until(() => frame().style.getPropertyValue('--_email-height') !== '', 'it was measured');
    expect(frame().clientHeight).to.be.lessThan(200);
  });

  it('too long to be shown are said to be', async () => {
    const host = await openPage();
    let failed = 0;
    view = host.showEmail({ html: 'a'.repeat(5_000_001), onFailure: () => (failed += 1) });
    await until(() => failed === 1, 'it was said');
    expect(view.element.textContent).to.equal(
      'The formatted message cannot be shown on this page.',
    );
  });
});

describe('the page', () => {
  it('sees a frame with a name, without scripts, with a policy of its own', async () => {
    await show('<p>Hello</p>');
    expect(frame().title).to.equal('Spring offers');
    expect([...frame().sandbox]).to.deep.equal([
      'allow-same-origin',
      'allow-popups',
      'allow-popups-to-escape-sandbox',
    ]);
    expect(mail().head.innerHTML).to.contain("default-src 'none'; img-src data: blob:; base-uri");
  });

  it('may demand trusted types and not know the policy: then the view says what is not possible', async () => {
    const host = await openPage(STRICT.replace(' conversation-inbox', ''));
    let failed = false;
    host.console.error = () => {};
    view = host.showEmail({ html: '<p>Hello</p>', onFailure: () => (failed = true) });
    await until(() => failed, 'it was said');
    expect(view.element.textContent).to.contain('cannot be shown');
  });

  it('may move the message, which is there again', async () => {
    const host = await show('<p>Hello</p>');
    const place = host.document.createElement('div');
    host.document.body.append(place);
    place.append(view!.element);
    await until(() => mail()?.body?.textContent === 'Hello', 'it is there again');
  });

  it('keeps its own purifier, whose settings are none of this one’s', async () => {
    await openPage();
    others.setConfig({ ALLOWED_TAGS: ['script'], ALLOWED_ATTR: ['onclick'] });
    await show('<p class="x">Hello</p>', {}, here);
    others.clearConfig();
    expect(one('p.x').textContent).to.equal('Hello');
  });

  it('has no barriers in any state', async () => {
    await openPage();
    await show(newsletter.replace('</body>', `${'<p>Line</p>'.repeat(60)}</body>`), {}, here);
    await until(() => button('whole') !== null, 'the button');
    const host = (view!.element.getRootNode() as ShadowRoot).host;
    await expect(host).to.be.accessible();
    button('whole')!.click();
    button('remote')!.click();
    await until(() => button('remote') === null, 'remote images are allowed');
    await expect(host).to.be.accessible();
    view!.dispose();
    view = here.showEmail({ html: 'a'.repeat(5_000_001) });
    await until(() => view!.element.textContent !== '', 'it was said');
    await expect((view.element.getRootNode() as ShadowRoot).host).to.be.accessible();
  });
});
