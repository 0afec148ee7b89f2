import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import {
  differences,
  elementsIn,
  eventNames,
  eventsIn,
  fits,
  partsIn,
  tokensIn,
} from '../../tools/manifest.mjs';

describe('reading the code', () => {
  test('parts are the names written out, wherever a template has them', () => {
    const source = 'html`<a part="row row-link"><b part="cell cell-${id}"></b><i part=${x}></i>`';
    assert.deepEqual(partsIn(source), ['cell', 'row', 'row-link']);
  });

  test('tokens are public custom properties that are read, whatever their fallback', () => {
    const source = `--_a: var(--conversation-a, light-dark(red, blue)); b: var( --conversation-b );
      --conversation-c: 1px; color: var(--_private); d: var(--conversation-a);`;
    assert.deepEqual(tokensIn(source), ['--conversation-a', '--conversation-b']);
  });

  test('events are found by their classes', () => {
    const source = `this.dispatchEvent(new InboxLoadEvent({})); const a = new InboxLoadEvent({});
      new CustomEvent; new Eventful(1)`;
    assert.deepEqual(eventsIn(source), ['InboxLoadEvent']);
  });

  test('each event class has its own name', () => {
    const source = `
      export class OneEvent extends CustomEvent<One> {
        static readonly eventName = 'one-thing';
        constructor() { super(OneEvent.eventName); }
      }
      export class TwoEvent extends CustomEvent<Two> {
        static readonly eventName = 'two-things';
      }`;
    assert.deepEqual(eventNames(source), { OneEvent: 'one-thing', TwoEvent: 'two-things' });
  });

  test('elements are the declarations with a tag', () => {
    const inbox = { name: 'Inbox', tagName: 'the-inbox' };
    const manifest = { modules: [{ declarations: [inbox, { name: 'helper' }] }, {}] };
    assert.deepEqual(elementsIn(manifest), [inbox]);
  });
});

describe('comparing', () => {
  test('nothing is said when both sides agree', () => {
    assert.deepEqual(differences('part', ['a', 'b'], ['b', 'a']), []);
  });

  test('what either side lacks is named', () => {
    assert.deepEqual(differences('part', ['a', 'b'], ['b', 'c']), [
      'part c is not documented',
      'part a is documented but not there',
    ]);
  });

  test('a star stands for any words, but not for none', () => {
    assert.equal(fits('status-*', 'status-in-progress'), true);
    assert.equal(fits('status-*', 'status-'), false);
    assert.equal(fits('status-*', 'status'), false);
    assert.equal(fits('*-button', 'copy-button'), true);
    assert.equal(fits('a', 'ab'), false);
    assert.deepEqual(differences('part', ['cell-*'], ['cell-a', 'cell-b']), []);
    assert.deepEqual(differences('part', ['cell-*'], []), [
      'part cell-* is documented but not there',
    ]);
  });
});
