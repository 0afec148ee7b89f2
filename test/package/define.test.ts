import { expect } from '@open-wc/testing';
import '../../src/define.js';
import {
  ConversationInbox,
  ConversationProviderElement,
  RecordingPlayer,
} from '../../src/index.js';
import { defineElement, type VersionedElement } from '../../src/internal/define-element.js';
import { VERSION } from '../../src/internal/version.js';

/** What is warned about while `act` runs, instead of in the console. */
function warnings(act: () => void): string[] {
  const said: string[] = [];
  const { warn } = console;
  console.warn = (...words: unknown[]) => void said.push(words.join(' '));
  try {
    act();
  } finally {
    console.warn = warn;
  }
  return said;
}

/** Another copy of an element class, as a second bundle on the page brings it. */
const copy = (version?: string): VersionedElement =>
  Object.assign(class extends HTMLElement {}, version === undefined ? {} : { version });

describe('registering the elements', () => {
  it('gives every tag its class', () => {
    expect(customElements.get('conversation-inbox')).to.equal(ConversationInbox);
    expect(customElements.get('conversation-provider')).to.equal(ConversationProviderElement);
    expect(customElements.get('recording-player')).to.equal(RecordingPlayer);
  });

  it('knows the adapters by name and loads each when it is asked for', async () => {
    const { adapters } = ConversationProviderElement;
    expect(Object.keys(adapters)).to.deep.equal(['agentmessage', 'anyreach', 'autocalls']);
    for (const load of Object.values(adapters)) {
      const create = await load();
      expect(create({ baseUrl: 'https://api.example.com' }).list).to.be.a('function');
    }
  });

  it('is quiet when the same class is registered again', () => {
    const said = warnings(() => defineElement('conversation-inbox', ConversationInbox));
    expect(said).to.deep.equal([]);
  });

  it('keeps the first of two copies and names both versions', () => {
    const [first, second] = [copy('0.0.9'), copy(VERSION)];
    const said = warnings(() => {
      defineElement('two-copies', first);
      defineElement('two-copies', second);
    });
    expect(customElements.get('two-copies')).to.equal(first);
    expect(said).to.have.length(1);
    expect(said[0]).to.include('<two-copies>').and.to.include('0.0.9').and.to.include(VERSION);
  });

  it("warns too when the tag belongs to somebody else's element", () => {
    customElements.define('somebody-elses', copy());
    const said = warnings(() => defineElement('somebody-elses', copy(VERSION)));
    expect(said).to.have.length(1);
    expect(said[0]).to.include('another origin');
  });

  it('warns instead of throwing when the browser refuses', () => {
    const taken = copy();
    customElements.define('taken-class', taken);
    const said = warnings(() => defineElement('other-name', taken));
    expect(said).to.have.length(1);
    expect(said[0]).to.include('<other-name>');
  });
});
