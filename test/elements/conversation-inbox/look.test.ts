import { expect } from '@open-wc/testing';
import { executeServerCommand } from '@web/test-runner-commands';
import { many } from '../../../stories/fixtures.js';
import { memory } from '../../../stories/inbox.js';
import { cell, frames, mount, mountLoaded, part } from '../../helpers/inbox.js';

const LINKS = { detailHref: '/c/{id}', agentHref: '/a/{agentId}' };

describe('where the system chooses the look', () => {
  it('shows focus and status with forced colours', async () => {
    await executeServerCommand('media-features', { 'forced-colors': 'active' });
    try {
      const inbox = await mountLoaded(memory(many(5)), LINKS);
      expect(getComputedStyle(part(inbox, 'status')!).borderTopStyle).to.equal('solid');
      const target = cell(inbox, 0, 'status');
      target.focus({ focusVisible: true } as FocusOptions);
      const { outlineStyle, outlineWidth } = getComputedStyle(target);
      expect(outlineStyle).to.equal('solid');
      expect(parseFloat(outlineWidth)).to.be.at.least(2);
      await expect(inbox).to.be.accessible();
    } finally {
      await executeServerCommand('media-features', {});
    }
  });

  it('moves nothing by itself for those who asked for less of it', async () => {
    const provider = { ...memory([]), list: () => new Promise<never>(() => undefined) };
    const animations = async () => {
      const inbox = await mount({ provider });
      await frames(2);
      return inbox.shadowRoot!.getAnimations().length;
    };
    await executeServerCommand('media-features', { 'prefers-reduced-motion': 'no-preference' });
    expect(await animations()).to.be.above(0);
    await executeServerCommand('media-features', { 'prefers-reduced-motion': 'reduce' });
    const reduced = await animations();
    await executeServerCommand('media-features', {});
    expect(reduced).to.equal(0);
  });
});
