/** Who is listed before and after a conversation, for the detail beside the inbox. */
import { expect } from '@open-wc/testing';
import { many } from '../../../stories/fixtures.js';
import { memory } from '../../../stories/inbox.js';
import { indexOf, mountLoaded, one } from '../../helpers/inbox.js';

describe('the neighbours of a conversation', () => {
  it('are those above and below it in the list', async () => {
    const inbox = await mountLoaded(memory(many(30)));
    const around = async (id: string) => {
      const { previous, next } = await inbox.neighbors(id);
      return [previous?.id, next?.id];
    };
    expect(await around('n-0')).to.deep.equal([undefined, 'n-1']);
    expect(await around('n-7')).to.deep.equal(['n-6', 'n-8']);
    expect(await around('n-29')).to.deep.equal(['n-28', undefined]);
    expect(await around('nobody')).to.deep.equal([undefined, undefined]);
  });

  it('are loaded on at the end of what is loaded', async () => {
    const provider = memory(many(60));
    const inbox = await mountLoaded(provider, { pageSize: 20 });
    const { depth } = inbox.getState();
    const { next } = await inbox.neighbors(`n-${depth - 1}`);
    expect(next?.id).to.equal(`n-${depth}`);
  });

  it('are none where the end cannot be loaded; the inbox says why', async () => {
    const provider = memory(many(60));
    const inbox = await mountLoaded(provider, { pageSize: 20 });
    const { depth } = inbox.getState();
    provider.failNext('forbidden');
    const { previous, next } = await inbox.neighbors(`n-${depth - 1}`);
    expect(previous?.id).to.equal(`n-${depth - 2}`);
    expect(next).to.equal(undefined);
  });

  it('a row is given focus by the id of its conversation, wherever it is', async () => {
    const inbox = await mountLoaded(memory(many(200)), { pageSize: 200 });
    expect(inbox.focusRow('n-150')).to.equal(true);
    const row = one(inbox, ':focus')!.closest('.row')!;
    expect(indexOf(row)).to.equal(150);
    expect(inbox.focusRow('nobody')).to.equal(false);
  });
});
