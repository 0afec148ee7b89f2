import { expect } from '@open-wc/testing';
import { tone } from '../../../stories/inbox.js';
import { available, sessionOf } from '../../helpers/sessions.js';

describe('a download', () => {
  it('that fails does not repeat what was thrown unawares', async () => {
    const url = 'https://media.example/1.wav?signature=topsecret';
    const one = sessionOf(() => Promise.reject(new TypeError(`Cannot read ${url}`)));
    const failed: unknown = await one.session.download('a call').catch((thrown: unknown) => thrown);
    expect(failed).to.have.property('name', 'ProviderError');
    expect(String((failed as Error).message)).not.to.contain('topsecret');
    expect((failed as Error).cause).to.equal(undefined);
  });

  it('can come from another frame', async () => {
    const frame = document.createElement('iframe');
    document.body.append(frame);
    const theirs = new (frame.contentWindow as unknown as typeof globalThis).Blob([tone(1)], {
      type: 'audio/wav',
    });
    const one = sessionOf(async () => available(theirs));
    let saved = '';
    const { click } = HTMLAnchorElement.prototype;
    HTMLAnchorElement.prototype.click = function click() {
      saved = this.href;
    };
    try {
      await one.session.download('a call');
    } finally {
      HTMLAnchorElement.prototype.click = click;
      frame.remove();
    }
    expect(saved).to.match(/^blob:/);
  });
});
