/** What the documentation promises about parts and states, compared with what is rendered. */
import { expect } from '@open-wc/testing';
import { transcript } from '../../../stories/player.js';
import { differences, elementsIn, names, type Manifest } from '../../../tools/manifest.mjs';
import { until } from '../../helpers/inbox.js';
import { partsOf } from '../../helpers/parts.js';
import { fakePlayback, mount, named } from './support.js';

const manifest = (await (await fetch('/custom-elements.json')).json()) as Manifest;
const documented = elementsIn(manifest).find(({ tagName }) => tagName === 'recording-player');

describe('the documentation of <recording-player>', () => {
  const parts = new Set<string>();
  const states = new Set<string>();
  const { add } = CustomStateSet.prototype;
  const { clipboard } = navigator;
  const fake = fakePlayback();

  before(async () => {
    // The only way to hear of a state that nobody documented.
    CustomStateSet.prototype.add = function (state) {
      states.add(state);
      return add.call(this, state);
    };
    clipboard.writeText = () => Promise.reject(new Error('not allowed'));
    const recording = { availability: 'available', downloadable: true } as const;
    const given = { recording, transcript, conversationId: 'c', detailHref: '/{id}' };
    // Narrow enough for a list of what has no room.
    const player = await mount(given, 700);
    const see = async () => {
      await player.updateComplete;
      for (const part of partsOf(player)) parts.add(part);
    };
    const session = fake.session();
    for (const state of ['playing', 'buffering', 'failed', 'unavailable', 'paused'] as const) {
      const error = Object.assign(new Error('No.'), {
        ...{ name: 'ProviderError' as const, kind: 'server' as const, requestId: 'req_1' },
      });
      const reason = state === 'failed' ? 'provider' : undefined;
      session.change({ state, reason, error, wanted: state === 'playing' });
      await see();
    }
    for (const part of ['markers-button', 'copy-button', 'help-button']) {
      named(player, part).click();
      await see();
    }
    await until(() => partsOf(player).has('copy-field'), 'the link');
    await see();
  });

  after(() => {
    CustomStateSet.prototype.add = add;
    Reflect.deleteProperty(clipboard, 'writeText');
    fake.restore();
  });

  it('names every part that is rendered, and no other', () => {
    expect(differences('part', names(documented?.cssParts), [...parts])).to.deep.equal([]);
  });

  it('names every state that is set, and no other', () => {
    expect(differences('state', names(documented?.cssStates), [...states])).to.deep.equal([]);
  });
});
