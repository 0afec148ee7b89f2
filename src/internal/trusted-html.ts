/**
 * The only places where text is parsed as HTML. Pages that demand Trusted Types allow them by the
 * name of the policy, `conversation-inbox`; it is made when it is first needed and never handed out.
 */
interface Policy {
  createHTML(html: string): string;
}

interface PolicyFactory {
  createPolicy(name: string, rules: Policy): Policy;
}

let policy: Policy | undefined;

function trusted(html: string): string {
  policy ??= makePolicy();
  return policy.createHTML(html);
}

function makePolicy(): Policy {
  const asItIs: Policy = { createHTML: (html) => html };
  const { trustedTypes } = globalThis as { trustedTypes?: PolicyFactory };
  try {
    return trustedTypes?.createPolicy('conversation-inbox', asItIs) ?? asItIs;
  } catch {
    // The page allows no policy of this name. Only where it also demands one, parsing throws.
    return asItIs;
  }
}

/**
 * A document that is no page: nothing in it is loaded, shown or executed.
 *
 * @throws {TypeError} when the page demands Trusted Types and does not allow the policy
 */
export const inertDocument = (html: string): Document =>
  new DOMParser().parseFromString(trusted(html), 'text/html');

/**
 * What a frame shows. Only for markup written in this package: the head of an email's page with its
 * policy and nothing of the email, whose cleaned nodes are moved in once it is loaded.
 *
 * There is no other way: an empty frame is laid out in quirks mode and loaded over by some browsers
 * after it was filled, a `blob:` needs a page whose policy allows such frames, and a `data:` is of
 * another origin. Around it stand the sandbox of the frame, which runs no script, and the policy of
 * the page, which it inherits.
 *
 * @throws {TypeError} when the page demands Trusted Types and does not allow the policy
 */
export function setFrameDocument(frame: HTMLIFrameElement, html: string): void {
  frame.srcdoc = trusted(html);
}
