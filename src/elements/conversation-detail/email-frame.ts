/**
 * The frame in which an email is shown as its sender made it. Three layers keep it quiet: it holds only
 * elements and styles that load nothing (`email-clean.ts`), which is enough by itself; a policy of its
 * own and a sandbox without scripts hold what a gap in that would let through.
 */
import type { Attachment } from '../../model/transcript.js';
import { setFrameDocument } from '../../internal/trusted-html.js';
import { cleanEmail, STYLE } from './email-clean.js';
import { cleanSheet, styleElement } from './email-css.js';
import { placeholder, sizePlaceholder } from './email-images.js';

export interface EmailFrameOptions {
  readonly html: string;
  /** Images in the message with `cid:` are looked up here by `contentId`. */
  readonly attachments: readonly Attachment[];
  /** What the frame is called, for those who do not see it. */
  readonly title: string;
  /** Whether images on other servers are loaded, with `https:` only. Default false. */
  readonly loadRemote: boolean;
  /** The message is in the frame. */
  readonly onShown: (images: EmailImages) => void;
  /** The message's own height changed, in pixels. */
  readonly onHeight: (height: number) => void;
  /** The page's policy, or what the message is, does not allow it to be shown. */
  readonly onFailure: () => void;
}

export interface EmailImages {
  /** How many are on other servers, loaded or not. */
  readonly remote: number;
  /** How many are never loaded, because their address is no `https:`. */
  readonly insecure: number;
}

/** Characters; more would hold up the page for seconds. */
const LONGEST = 5_000_000;

/**
 * Everything here is in a layer: what is normal in it gives way to the message's own styles, and what is
 * important in it does not, whatever they say.
 */
const CANVAS = `@layer canvas {
  :root {
    height: auto !important; min-height: 0 !important; max-height: none !important;
    display: block !important; position: static !important; float: none !important;
    overflow: auto hidden !important; color-scheme: only light !important; background: #fff;
  }
  body {
    height: auto !important; min-height: 0 !important; max-height: none !important;
    display: block !important; position: static !important; float: none !important;
    margin: 16px; color: #171a21; font: 14px/1.5 system-ui, sans-serif; overflow-wrap: break-word;
  }
  img { max-width: 100%; }
  [data-image] { display: inline-block; box-sizing: border-box; max-width: 100%; }
  [data-image='blocked'] {
    overflow: hidden !important; min-width: 24px; min-height: 24px; padding: 2px 8px; border: 1px dashed #8a91a0;
    border-radius: 4px; background: #f4f5f8; color: #565d6b; font: 12px/18px system-ui, sans-serif;
    text-align: start; text-overflow: ellipsis; vertical-align: middle;
  }
  [data-quoted] { margin-block: 12px; }
  [data-quoted] > summary {
    width: fit-content; padding: 2px 10px; border-radius: 6px; background: #eef0f4; color: #3f4654;
    font: 12px/20px system-ui, sans-serif; cursor: pointer;
  }
}`;

export class EmailFrame {
  readonly element = document.createElement('iframe');
  #options: EmailFrameOptions;
  #sizes: ResizeObserver | undefined;
  #measuring = 0;

  constructor(options: EmailFrameOptions) {
    this.#options = options;
    const { element } = this;
    element.title = options.title;
    element.referrerPolicy = 'no-referrer';
    // Never with `allow-scripts`: together with the same origin the message could leave the sandbox.
    element.setAttribute(
      'sandbox',
      'allow-same-origin allow-popups allow-popups-to-escape-sandbox',
    );
    // Also when the element was moved: a frame then begins anew.
    element.addEventListener('load', this.#onLoad);
    this.#open();
  }

  /** Shows the message anew, with other options. */
  update(options: Partial<EmailFrameOptions>): void {
    this.#options = { ...this.#options, ...options };
    this.element.title = this.#options.title;
    this.#open();
  }

  dispose(): void {
    this.#sizes?.disconnect();
    cancelAnimationFrame(this.#measuring);
    this.element.removeEventListener('load', this.#onLoad);
  }

  #open(): void {
    this.#sizes?.disconnect();
    try {
      setFrameDocument(this.element, skeleton(this.#options.loadRemote));
    } catch {
      this.#options.onFailure();
    }
  }

  readonly #onLoad = (): void => {
    const { contentDocument, contentWindow } = this.element;
    this.#sizes?.disconnect();
    try {
      const { html } = this.#options;
      if (!contentDocument || !contentWindow || html.length > LONGEST) throw new RangeError();
      this.#fill(contentDocument, contentWindow as Window & typeof globalThis);
    } catch {
      this.#options.onFailure();
    }
  };

  #fill(page: Document, view: Window & typeof globalThis): void {
    const { html, title, onShown } = this.#options;
    const email = cleanEmail(html, this.#options);
    page.title = title;
    const body = page.importNode(email.body, true);
    page.body.replaceWith(body);
    let { remote } = email;
    const canvas = new view.CSSStyleSheet();
    canvas.replaceSync(CANVAS);
    const sheets = email.sheets.map(({ text, media }) => {
      const sheet = new view.CSSStyleSheet({ media });
      sheet.replaceSync(text);
      remote += cleanSheet(sheet, this.#options);
      return sheet;
    });
    const images = new view.CSSStyleSheet();
    for (const element of [body, ...body.querySelectorAll<HTMLElement>('*')]) {
      const style = element.getAttribute(STYLE);
      element.removeAttribute(STYLE);
      if (style !== null) remote += styleElement(element, style, images, this.#options);
    }
    page.adoptedStyleSheets = [canvas, ...sheets, images];
    for (const box of body.querySelectorAll<HTMLElement>('[data-image]')) sizePlaceholder(box);
    for (const image of body.querySelectorAll('img')) nameIfBroken(image);
    this.#observe(page.documentElement, view);
    onShown({ remote, insecure: email.insecure });
  }

  /**
   * An observer of the frame's own: elements of two documents in one are reported as a loop whenever
   * the page is laid out twice. And a frame later, because what is measured changes the page.
   */
  #observe(root: HTMLElement, view: Window & typeof globalThis): void {
    const measure = () => {
      cancelAnimationFrame(this.#measuring);
      this.#measuring = requestAnimationFrame(() => {
        // A scroll bar beneath a wide message takes its height from it.
        const bar = this.element.clientHeight - root.clientHeight;
        const height = root.getBoundingClientRect().height + Math.max(0, bar);
        this.#options.onHeight(Math.ceil(height));
      });
    };
    this.#sizes = new view.ResizeObserver(measure);
    this.#sizes.observe(root);
    measure();
  }
}

/** Written here, with nothing of the message in it. */
const skeleton = (loadRemote: boolean): string => `<!doctype html><html><head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; img-src data: blob:${
  loadRemote ? ' https:' : ''
}; base-uri 'none'; form-action 'none'">
<meta name="referrer" content="no-referrer">
</head><body></body></html>`;

/** An image that does not come, or that the page's own policy keeps out. */
function nameIfBroken(image: HTMLImageElement): void {
  image.addEventListener('error', () => {
    const box = placeholder(image);
    image.replaceWith(box);
    sizePlaceholder(box);
  });
}
