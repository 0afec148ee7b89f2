/**
 * The styles of an email, made harmless where they were parsed: nothing is written out and parsed
 * again, so that no browser can read it differently the second time. What is not known to be
 * harmless goes.
 */

/** Functions that load nothing. Names, because new ones that load something keep being invented. */
const SAFE_FUNCTIONS = new Set(
  (
    'rgb rgba hsl hsla hwb lab lch oklab oklch color color-mix light-dark calc min max clamp ' +
    'linear-gradient radial-gradient conic-gradient repeating-linear-gradient ' +
    'repeating-radial-gradient repeating-conic-gradient matrix rotate scale scalex scaley skew ' +
    'skewx skewy translate translatex translatey minmax repeat fit-content rect inset circle ' +
    'ellipse polygon cubic-bezier steps counter counters var blur brightness contrast ' +
    'drop-shadow grayscale hue-rotate invert opacity saturate sepia'
  ).split(' '),
);

const IMAGE_URL =
  /url\("((?:data:image\/(?:png|gif|jpeg|webp|avif);base64,|https:\/\/)[^"\\]*)"\)/gi;

/** Where an image is an image. Elsewhere an address leads to a document, or nobody needs it. */
const IMAGE_PROPERTIES = new Set([
  'background-image',
  'border-image-source',
  'list-style-image',
  'content',
]);

/** Lengths that follow the height of the frame, which itself follows its content: it would grow for ever. */
const HEIGHT_OF_FRAME = /\d[dsl]?v(?:h|b|min|max)\b/i;

/** Conditions that would follow the frame's height, or make a dark mail on the light canvas. */
const UNWANTED_MEDIA = /height|aspect|orientation|color-scheme/i;

export interface CssOptions {
  /** Whether images may be loaded with `https:`. */
  readonly loadRemote: boolean;
}

/** Takes everything out of a sheet that nobody uses yet. Returns how many remote images it names. */
export function cleanSheet(sheet: CSSStyleSheet | CSSGroupingRule, options: CssOptions): number {
  let remote = 0;
  for (let index = sheet.cssRules.length - 1; index >= 0; index -= 1) {
    const found = cleanRule(sheet.cssRules[index] as CSSRule, options);
    if (found === undefined) sheet.deleteRule(index);
    else remote += found;
  }
  return remote;
}

/** Remote images of a rule that stays; `undefined` for one that goes. */
function cleanRule(rule: CSSRule, options: CssOptions): number | undefined {
  switch (rule.type) {
    case CSSRule.STYLE_RULE: {
      const { style, cssRules } = rule as CSSStyleRule;
      // Rules within rules are newer than any mail program.
      if (cssRules?.length > 0) return undefined;
      return cleanDeclarations(style, options);
    }
    case CSSRule.MEDIA_RULE: {
      const { media } = rule as CSSMediaRule;
      if (UNWANTED_MEDIA.test(media.mediaText)) return undefined;
      return cleanSheet(rule as CSSMediaRule, options);
    }
    case CSSRule.SUPPORTS_RULE:
      return cleanSheet(rule as CSSSupportsRule, options);
    default:
      return undefined;
  }
}

/** Takes out of a rule or a style attribute what loads something. Returns the remote images in it. */
function cleanDeclarations(style: CSSStyleDeclaration, { loadRemote }: CssOptions): number {
  let remote = 0;
  for (const name of [...style]) {
    const value = style.getPropertyValue(name);
    // A value with `var()` in a shorthand is known only when it is used; until then it reads empty.
    const harmless = value !== '' && isHarmless(value);
    const images = harmless && IMAGE_PROPERTIES.has(name) ? remoteImages(value) : 0;
    const allowed = IMAGE_PROPERTIES.has(name) && (loadRemote || images === 0);
    if (!harmless || (value.includes('url(') && !allowed)) style.removeProperty(name);
    remote += images;
  }
  // What a browser kept beside the properties it lists.
  if (!isHarmless(style.cssText) || (!loadRemote && remoteImages(style.cssText) > 0)) {
    style.cssText = '';
  }
  return remote;
}

/**
 * Gives an element what its style attribute said, through the object model, which a strict policy
 * leaves alone. Returns the remote images in it. Those that stay are rules of a sheet: for an address in an
 * element's own style Chromium sends the page's along, whatever the frame's policy says of referrers.
 *
 * @param images A sheet of the element's document for such rules.
 */
export function styleElement(
  element: HTMLElement,
  text: string,
  images: CSSStyleSheet,
  options: CssOptions,
): number {
  // Of an element that is not on the page, so that nothing is loaded before it is clean.
  const { style } = element.ownerDocument.createElement('i');
  style.cssText = text;
  const remote = cleanDeclarations(style, options);
  const moved = [...style]
    .map((name) => [name, style.getPropertyValue(name)] as const)
    .filter(([, value]) => remoteImages(value) > 0);
  for (const [name] of moved) style.removeProperty(name);
  element.style.cssText = style.cssText;
  if (moved.length > 0) {
    const index = images.cssRules.length;
    element.setAttribute('data-remote', String(index));
    images.insertRule(`[data-remote="${index}"] {}`, index);
    const rule = images.cssRules[index] as CSSStyleRule;
    for (const [name, value] of moved) rule.style.setProperty(name, value, 'important');
  }
  return remote;
}

function isHarmless(value: string): boolean {
  const rest = value.replace(IMAGE_URL, '');
  // A backslash could spell the name of a function that is not seen here.
  return (
    !rest.includes('\\') &&
    !HEIGHT_OF_FRAME.test(rest) &&
    [...rest.matchAll(/([\w-]+)\(/g)].every(([, name = '']) =>
      SAFE_FUNCTIONS.has(name.toLowerCase()),
    )
  );
}

const remoteImages = (value: string): number =>
  [...value.matchAll(IMAGE_URL)].filter(([, url = '']) => url.startsWith('https:')).length;
