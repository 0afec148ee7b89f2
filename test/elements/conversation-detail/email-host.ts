/** What a page with a strict policy loads to show an email; see `email.test.ts` and the end-to-end test. */
import * as lit from 'lit';
import {
  EmailView,
  type EmailViewOptions,
} from '../../../src/elements/conversation-detail/email-view.js';
import { emailStyles } from '../../../src/elements/conversation-detail/email.styles.js';
import { tokens } from '../../../src/styles/tokens.js';

class EmailHost extends HTMLElement {
  constructor() {
    super();
    lit.adoptStyles(this.attachShadow({ mode: 'open' }), [tokens, emailStyles(lit)]);
  }
}
customElements.define('email-host', EmailHost);

export interface EmailPage {
  violations: string[];
  showEmail: (options: Omit<EmailViewOptions, 'lit'>) => EmailView;
}

const page = globalThis as unknown as EmailPage;
page.violations = [];
document.addEventListener('securitypolicyviolation', (event) =>
  page.violations.push(`${event.effectiveDirective} ${event.blockedURI}`),
);
page.showEmail = (options) => {
  const view = new EmailView({ lit, ...options });
  const host = document.createElement('email-host');
  document.body.append(host);
  host.shadowRoot?.append(view.element);
  return view;
};
