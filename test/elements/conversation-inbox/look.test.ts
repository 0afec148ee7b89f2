import { expect } from '@open-wc/testing';
import { executeServerCommand } from '@web/test-runner-commands';
import { many } from '../../../stories/fixtures.js';
import { memory } from '../../../stories/inbox.js';
import { all, cell, frames, mount, mountLoaded, part, rows } from '../../helpers/inbox.js';
import { press } from '../../helpers/keys.js';

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

  it('keeps the dot and the shape of a status with forced colours', async () => {
    await executeServerCommand('media-features', { 'forced-colors': 'active' });
    try {
      const inbox = await mountLoaded(memory(many(5)), LINKS);
      for (const status of all(inbox, '[part~="status"].status')) {
        const [pill, dot] = [getComputedStyle(status), getComputedStyle(status, '::before')];
        // Backgrounds are taken away; what remains is drawn by borders in the colour of the text.
        expect(dot.borderTopStyle).to.equal('solid');
        expect(parseFloat(dot.borderTopWidth)).to.be.at.least(3);
        expect(dot.borderTopColor).to.equal(pill.color);
      }
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

describe('what has focus', () => {
  for (const size of ['16px', '12px', '32px']) {
    it(`has a ring that no cell cuts off, in text of ${size}`, async () => {
      const inbox = await mountLoaded(memory(many(5)), LINKS);
      inbox.parentElement!.style.fontSize = size;
      await frames(3);
      inbox.focus();
      await press('Home');
      for (const name of ['copy-button', 'play-button', 'agent-link', 'row-link']) {
        const target = inbox.shadowRoot!.activeElement as HTMLElement;
        expect(target.part.contains(name), name).to.equal(true);
        const ringed = name === 'row-link' ? target.closest('.row')! : target;
        const style = getComputedStyle(ringed, name === 'row-link' ? '::after' : undefined);
        expect(style.outlineStyle).to.equal('solid');
        const out = parseFloat(style.outlineOffset) + parseFloat(style.outlineWidth);
        const own = ringed.getBoundingClientRect();
        const clip = ringed.closest('.cell, .row')!.getBoundingClientRect();
        expect(own.left - out, `${name}, left`).to.be.at.least(clip.left - 0.01);
        expect(own.right + out, `${name}, right`).to.be.at.most(clip.right + 0.01);
        expect(own.top - out, `${name}, top`).to.be.at.least(clip.top - 0.01);
        expect(own.bottom + out, `${name}, bottom`).to.be.at.most(clip.bottom + 0.01);
        await press('ArrowRight');
      }
    });
  }
});

describe('a provider that can send little', () => {
  it('still has a table as wide as its place', async () => {
    const provider = memory(many(5));
    const { capabilities } = provider;
    const fields = ['id', 'at', 'caller', 'agent'] as const;
    const inbox = await mountLoaded({ ...provider, capabilities: { ...capabilities, fields } });
    const [row, last] = [rows(inbox)[0]!, rows(inbox)[0]!.lastElementChild!];
    expect(last.getBoundingClientRect().right).to.be.closeTo(row.getBoundingClientRect().right, 1);
  });
});
