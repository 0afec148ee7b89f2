/** Every filter of the dialog, set with the keyboard in a real browser, against SQL written by hand. */
import assert from 'node:assert/strict';
import { after, afterEach, before, describe, it } from 'node:test';
import type { Page } from 'puppeteer-core';
import { asks, openOracle, type Asked, type Instant, type Oracle } from './oracle.js';
import { all, ask, inbox, one, rows, until, untilRows, useDemo } from './support.js';

const NOW = new Date();
const OPTIONS = { rows: 260, seed: 3, now: NOW.toISOString() };
/** Without summer time, so that its days can be counted by hand. */
const ZONE = { name: 'Asia/Kolkata', ahead: 5.5 * 3_600_000 };
const DAY = 86_400_000;

const demo = useDemo({ api: OPTIONS });
let oracle: Oracle;
let page: Page;
let watched: Awaited<ReturnType<ReturnType<typeof demo>['open']>>['watched'];

const part = (name: string): string => one(`[part~="${name}"]`);
const field = (name: string): string => one(`dialog [name="${name}"]`);
const allLoaded = () =>
  until(page, 'all rows', `!${inbox}.matches(':state(loading)') && ${part('end')}`);

const shown = (): Promise<string[]> =>
  ask(
    page,
    `${rows}.map((row) => new URL(row.querySelector('.row-link').href).searchParams.get('id'))`,
  );
/** What the chips say, with every kind of blank that `Intl` uses made plain. */
const chips = (): Promise<string[]> =>
  ask(
    page,
    `${all('[part~="chip"]')}.map((chip) =>
      [...chip.querySelectorAll('span, bdi')].map((node) => node.textContent.trim()).join(' ')
        .replace(/\\s/g, ' '))`,
  );
const listRequests = () => demo().site.api!.control.state().counts.list;

async function focus(expression: string): Promise<void> {
  await ask(page, `${expression}.focus()`);
}

async function press(...keys: Parameters<Page['keyboard']['press']>[0][]): Promise<void> {
  for (const key of keys) await page.keyboard.press(key);
}

async function open(): Promise<void> {
  await focus(part('filters-button'));
  await press('Enter');
  await until(page, 'the dialog', `${one('dialog')}?.open`);
  if (!(await ask<boolean>(page, `${one('dialog details')}.open`))) {
    await focus(one('dialog summary'));
    await press('Enter');
    await until(page, 'more', `${one('dialog details')}.open`);
  }
}

/** Writes into a field of the dialog; `nth` where several have one name. */
async function type(name: string, text: string, nth = 0): Promise<void> {
  const target = `${all(`dialog [name="${name}"]`)}[${nth}]`;
  await ask(page, `${target}.focus(), ${target}.select?.()`);
  await press('Backspace');
  await page.keyboard.type(text);
}

/** Chooses from a list with the arrow keys. */
async function choose(name: string, value: string, nth = 0): Promise<void> {
  const target = `${all(`dialog [name="${name}"]`)}[${nth}]`;
  await focus(target);
  await press('Home');
  const index = await ask<number>(
    page,
    `[...${target}.options].findIndex(({ value }) => value === ${JSON.stringify(value)})`,
  );
  for (let step = 0; step < index; step += 1) await press('ArrowDown');
  assert.equal(await ask(page, `${target}.value`), value);
}

/** Into the parts of a field for date and time, as they follow one another in English. */
async function typeTime(name: string, wall: string): Promise<void> {
  const [, year, month, day, hour, minute] = /^(\d+)-(\d+)-(\d+)T(\d+):(\d+)$/.exec(wall)!;
  await focus(field(name));
  await page.keyboard.type(`${month}${day}${year}`);
  await press('ArrowRight');
  const noon = Number(hour) >= 12;
  const clock = String(Number(hour) % 12 || 12).padStart(2, '0');
  await page.keyboard.type(`${clock}${minute}${noon ? 'PM' : 'AM'}`);
  assert.equal(await ask(page, `${field(name)}.value`), wall);
}

async function apply(): Promise<void> {
  await focus(part('apply-button'));
  await press('Enter');
}

/** What is asked for is applied, and the rows are exactly SQL's. */
async function finds(filters: readonly Asked[], least = 1): Promise<void> {
  const expected = oracle.ids(filters);
  assert.ok(expected.length >= least, `${expected.length} rows to tell by`);
  assert.ok(expected.length < oracle.ids([]).length, 'the filters leave something out');
  await until(page, 'the dialog to close', `!${one('dialog')}`);
  const query = Object.assign({}, ...filters.map((one) => one.query)) as object;
  await until(
    page,
    'the query',
    `Object.keys(${inbox}.query).length === ${Object.keys(query).length}`,
  );
  await until(
    page,
    'all rows',
    `!${inbox}.matches(':state(loading)') && (${part('end')} || ${part('empty')})`,
  );
  assert.deepEqual(await shown(), expected);
  const count = await ask(page, `${one('[role="grid"]')}.ariaRowCount`);
  assert.equal(Number(count), expected.length + 1, 'what is counted is what there is');
}

/** Takes the first chip away with the keyboard. */
async function removeChip(): Promise<void> {
  const before = (await chips()).length;
  await focus(part('chip-remove-button'));
  await press('Enter');
  await until(page, 'one chip less', `${all('[part~="chip"]')}.length === ${before - 1}`);
}

async function untilAll(): Promise<void> {
  await until(page, 'no filter', `Object.keys(${inbox}.query).length === 0`);
  await allLoaded();
  assert.deepEqual(await shown(), oracle.ids([]));
}

interface Case {
  readonly set: () => Promise<void>;
  readonly asked: readonly Asked[];
  readonly chip: string | RegExp;
}

const pick = <T>(read: (row: Oracle['rows'][number]) => T | null | undefined | false): T => {
  for (const row of oracle.rows) {
    const value = row.status !== 'token_created' && read(row);
    if (value !== null && value !== undefined && value !== false) return value;
  }
  throw new Error('No row has it.');
};

const metadata = (row: Oracle['rows'][number]) =>
  (JSON.parse(row.custom_metadata ?? '{}') ?? {}) as Record<string, unknown>;

/** The instant at which a clock in the viewer's zone shows this. */
const wallInstant = (wall: string): Instant => {
  const milliseconds = Date.parse(`${wall}Z`) - ZONE.ahead;
  return { text: wall, micros: milliseconds * 1000 };
};
const wallOf = (micros: number): string =>
  new Date(micros / 1000 + ZONE.ahead).toISOString().slice(0, 16);

const cases: Record<string, () => Case> = {
  agent: () => {
    const id = pick((row) => row.agent_id);
    return {
      set: () => choose('agentId', id),
      asked: [asks.agent(id)],
      chip: /^Agent: (?!agent_)/,
    };
  },
  direction: () => ({
    set: () => choose('direction', 'outbound'),
    asked: [asks.direction('outbound')],
    chip: 'Direction: Outbound',
  }),
  status: () => ({
    set: () => choose('status', 'in_progress'),
    asked: [asks.status('in_progress')],
    chip: 'Status: In Progress',
  }),
  channel: () => ({
    set: () => choose('channel', 'web'),
    asked: [asks.channel('web')],
    chip: 'Type: Web Chat',
  }),
  campaign: () => {
    const name = pick((row) => metadata(row)['anyreach_campaign'] as string | undefined);
    return {
      set: () => type('campaign', ` ${name} `),
      asked: [asks.campaign(name)],
      chip: `Campaign: ${name}`,
    };
  },
  'duration in seconds': () => ({
    set: () => type('durationMin', '90'),
    asked: [asks.durationMin(90)],
    chip: 'Duration: at least 1m 30s',
  }),
  'duration as a clock shows it': () => ({
    set: async () => {
      await type('durationMin', '1:30');
      await type('durationMax', '1m 59s');
    },
    asked: [asks.durationMin(90), asks.durationMax(119)],
    chip: 'Duration: 1m 30s – 1m 59s',
  }),
  'duration of nothing': () => ({
    set: () => type('durationMax', '0'),
    asked: [asks.durationMax(0)],
    chip: 'Duration: at most 0s',
  }),
  'user turns': () => ({
    set: async () => {
      await type('userTurnsMin', '3');
      await type('userTurnsMax', '3');
    },
    asked: [asks.userTurnsMin(3), asks.userTurnsMax(3)],
    chip: 'User turns: 3 – 3',
  }),
  created: () => {
    const [from, until] = [
      wallOf(oracle.rows[230]!.created_at),
      wallOf(oracle.rows[60]!.created_at),
    ];
    return {
      set: async () => {
        await typeTime('createdAfter', from);
        await typeTime('createdBefore', until);
      },
      asked: [asks.createdAfter(wallInstant(from)), asks.createdBefore(wallInstant(until))],
      chip: /^Created: .*[AP]M – .*[AP]M$/,
    };
  },
  'agent version': () => {
    const id = pick((row) => row.agent_version_id);
    return {
      set: () => type('agentVersionId', id),
      asked: [asks.agentVersion(id)],
      chip: `Agent version: ${id}`,
    };
  },
  'agent number': () => ({
    set: () => type('agentAddress', '@Example'),
    asked: [asks.agentNumber('@example')],
    chip: 'Agent number: @Example',
  }),
  'web widget': () => {
    const id = pick((row) => row.web_widget_id);
    return {
      set: () => type('webWidgetId', id),
      asked: [asks.webWidget(id)],
      chip: `Web widget: ${id}`,
    };
  },
  updated: () => {
    const from = wallOf(oracle.rows[120]!.updated_at);
    return {
      set: () => typeTime('updatedAfter', from),
      asked: [asks.updatedAfter(wallInstant(from))],
      chip: /^Updated: from /,
    };
  },
  'metadata that is text': () => {
    const id = pick((row) => {
      const order = metadata(row)['order_id'];
      return typeof order === 'string' && /^\d+$/.test(order) && order;
    });
    return {
      set: async () => {
        await type('metadata', 'order_id');
        await type('metadata', id, 1);
      },
      asked: [asks.metadata({ order_id: id })],
      chip: `Metadata: order_id = ${id}`,
    };
  },
  'metadata that is a number': () => {
    const id = pick((row) => {
      const order = metadata(row)['order_id'];
      return typeof order === 'number' && order;
    });
    return {
      set: async () => {
        await type('metadata', 'order_id');
        await type('metadata', String(id), 1);
        await choose('metadata', 'number', 2);
      },
      asked: [asks.metadata({ order_id: id })],
      chip: `Metadata: order_id = ${id} (number)`,
    };
  },
  'two keys of the metadata at once': () => {
    const { vip, name } = pick((row) => {
      const { vip, customer_name: name } = metadata(row);
      return typeof vip === 'boolean' && typeof name === 'string' && { vip, name };
    });
    return {
      set: async () => {
        await type('metadata', 'vip');
        await type('metadata', String(vip), 1);
        await choose('metadata', 'boolean', 2);
        await focus(part('filter-add-button'));
        await press('Enter');
        await page.keyboard.type('customer_name');
        await type('metadata', name, 4);
      },
      asked: [asks.metadata({ vip, customer_name: name })],
      chip: `Metadata: vip = ${vip} (true/false), customer_name = ${name}`,
    };
  },
};

describe('in the dialog of filters', () => {
  before(async () => {
    oracle = await openOracle(OPTIONS);
    ({ page, watched } = await demo().open('/'));
    await page.emulateTimezone(ZONE.name);
    // Tall enough for every row to be on the page.
    await page.setViewport({ width: 1280, height: 12_000 });
    await page.reload();
    await until(page, 'the inbox', inbox);
    await untilRows(page);
    await ask(page, `void (${inbox}.pageSize = 500)`);
    await until(page, 'the toolbar', one('[part~="filters-button"]'));
    await allLoaded();
  });

  // One that fails leaves nothing for the next.
  afterEach(async () => {
    await ask(page, `${one('dialog')}?.close()`);
    await ask(page, `void (${inbox}.query = {})`);
  });

  after(() => {
    oracle?.close();
  });

  describe('a reader who sets one filter with the keyboard', () => {
    for (const [name, make] of Object.entries(cases)) {
      it(`sees exactly SQL’s rows and a chip, and all rows again without it: ${name}`, async () => {
        const { set, asked, chip } = make();
        const requests = listRequests();
        await open();
        await set();
        assert.equal(listRequests(), requests, 'nothing is sent before it is applied');
        await apply();
        await finds(asked);
        const [said, ...others] = await chips();
        assert.deepEqual(others, []);
        if (typeof chip === 'string') assert.equal(said, chip);
        else assert.match(said!, chip);
        assert.equal(await ask(page, `${part('filters-count')}.textContent`), '1');
        await removeChip();
        await untilAll();
      });
    }

    it('sees exactly SQL’s rows for a caller, who stands in the search', async () => {
      await open();
      await type('caller', 'EXAMPLE.o');
      await press('Enter');
      await finds([asks.caller('example.o')]);
      assert.equal(await ask(page, `${part('search-field')}.value`), 'EXAMPLE.o');
      assert.deepEqual(await chips(), []);
      await focus(part('search-field'));
      await press('Escape');
      await untilAll();
    });

    it('sees exactly SQL’s rows for the days that have a name, in the viewer’s zone', async () => {
      const today = Math.floor((Date.now() + ZONE.ahead) / DAY) * DAY;
      const [year, month] = new Date(today).toISOString().split('-').map(Number) as [
        number,
        number,
      ];
      const spans: Record<string, readonly [number, number]> = {
        Today: [today, today + DAY],
        Yesterday: [today - DAY, today],
        'Last 7 days': [today - 6 * DAY, today + DAY],
        'Last 30 days': [today - 29 * DAY, today + DAY],
        'This month': [Date.UTC(year, month - 1, 1), Date.UTC(year, month, 1)],
      };
      const at = (wall: number, less = 0) => ({
        text: '',
        micros: (wall - ZONE.ahead) * 1000 - less,
      });
      for (const [name, [from, end]] of Object.entries(spans)) {
        await open();
        await focus(
          `${all('[part~="filter-preset-button"]')}.find((button) => button.innerText === '${name}')`,
        );
        await press('Enter');
        await apply();
        await finds([asks.createdAfter(at(from)), asks.createdBefore(at(end, 1))], 0);
        await removeChip();
        await untilAll();
      }
    });
  });

  describe('a reader who sets several filters', () => {
    it('sees exactly SQL’s rows at each step, also while taking them away one by one', async () => {
      const { agent_id: agent } = oracle.rows.find((row) => row.direction === 'inbound')!;
      const steps: readonly [string, () => Promise<void>, Asked][] = [
        ['direction', () => choose('direction', 'inbound'), asks.direction('inbound')],
        ['status', () => choose('status', 'completed'), asks.status('completed')],
        ['duration', () => type('durationMin', '10'), asks.durationMin(10)],
        ['agent', () => choose('agentId', agent), asks.agent(agent)],
      ];
      const filters: Asked[] = [];
      for (const [, set, asked] of steps) {
        await open();
        await set();
        await apply();
        filters.push(asked);
        await finds(filters);
      }
      assert.equal((await chips()).length, 4);
      // The chips are in the order of the filters: agent, direction, status, duration.
      const order = [filters[3]!, filters[0]!, filters[1]!, filters[2]!];
      for (let left = 3; left > 0; left -= 1) {
        await removeChip();
        await finds(order.slice(4 - left));
      }
      await removeChip();
      await untilAll();
    });

    it('has all rows again after Reset and Apply, and after “Clear all”', async () => {
      for (const back of ['reset-button', 'clear-button']) {
        await open();
        await choose('direction', 'outbound');
        await type('userTurnsMin', '1');
        await apply();
        await finds([asks.direction('outbound'), asks.userTurnsMin(1)]);
        if (back === 'reset-button') await open();
        await focus(part(back));
        await press('Enter');
        if (back === 'reset-button') await apply();
        await untilAll();
      }
    });
  });

  describe('what cannot be asked for', () => {
    const errorAt = (name: string): Promise<string | undefined> =>
      ask(
        page,
        `(() => { const field = ${field(name)};
        const ids = (field.getAttribute('aria-describedby') ?? '').split(' ');
        const error = ids.map((id) => field.getRootNode().getElementById(id)).find((node) =>
          node?.part.contains('filter-error'));
        return field.ariaInvalid === 'true' ? error?.innerText : undefined; })()`,
      );
    const WRONG: readonly [string, string, RegExp][] = [
      ['durationMin', 'soon', /^Enter seconds, or a time such as/],
      ['durationMin', '1:75', /^Enter seconds, or a time such as/],
      ['durationMax', '-5', /^Enter seconds, or a time such as/],
      ['userTurnsMin', '2.5', /^Enter a whole number/],
      ['userTurnsMax', 'many', /^Enter a whole number/],
    ];

    it('is explained at its field, which has focus, and nothing is sent', async () => {
      const requests = listRequests();
      const before = await ask(page, `JSON.stringify(${inbox}.query)`);
      await open();
      for (const [name, text, reason] of WRONG) {
        await type(name, text);
        await apply();
        await until(page, 'an error', part('filter-error'));
        assert.match((await errorAt(name))!, reason);
        assert.equal(await ask(page, `${inbox}.shadowRoot.activeElement.name`), name);
        await type(name, '');
      }
      await type('durationMin', '2m');
      await type('durationMax', '60');
      await type('metadata', 'tier');
      await type('metadata', 'gold', 1);
      await choose('metadata', 'number', 2);
      await focus(field('createdBefore'));
      await page.keyboard.type('03');
      await apply();
      await until(page, 'errors', `${all('[part~="filter-error"]')}.length === 3`);
      assert.match((await errorAt('durationMax'))!, /^Enter 2m 00s or more/);
      assert.match((await errorAt('createdBefore'))!, /^Enter a date and a time/);
      assert.match((await errorAt('metadata'))!, /^Write a number as the value of “tier”/);
      assert.equal(await ask(page, `${inbox}.shadowRoot.activeElement.name`), 'durationMax');
      await press('Escape');
      await until(page, 'the dialog to close', `!${one('dialog')}`);
      assert.equal(listRequests(), requests);
      assert.equal(await ask(page, `JSON.stringify(${inbox}.query)`), before);
      assert.deepEqual(await shown(), oracle.ids([]));
    });

    it('is explained at its field by the server, which knows more', async () => {
      await open();
      await type('userTurnsMin', '9007199254740991');
      await apply();
      await until(page, 'the dialog again', `${one('dialog')}?.open && ${part('filter-error')}`);
      assert.equal(await errorAt('userTurnsMin'), 'Must be a whole number');
      assert.equal(await ask(page, `${inbox}.shadowRoot.activeElement.name`), 'userTurnsMin');
      await type('userTurnsMin', '3');
      await apply();
      await finds([asks.userTurnsMin(3)]);
      await removeChip();
      await untilAll();
    });

    it('is explained where a campaign is asked for twice, and nothing is sent', async () => {
      const requests = listRequests();
      await open();
      await type('campaign', 'spring');
      await type('metadata', 'anyreach_campaign');
      await type('metadata', 'autumn', 1);
      await apply();
      await until(page, 'the dialog again', `${one('dialog')}?.open && ${part('filter-error')}`);
      assert.equal(await errorAt('campaign'), 'The metadata filter asks for another campaign.');
      assert.equal(listRequests(), requests);
      await focus(part('reset-button'));
      await press('Enter');
      await apply();
      await untilAll();
    });

    it('leaves no complaint behind', async () => {
      // The refusal of the server is an answer with an error status, which the browser notes.
      const own = watched.complaints.filter((text) => !text.includes('status of 422'));
      assert.deepEqual(own, []);
      assert.deepEqual(await ask(page, 'window.violations'), []);
    });
  });
});

describe('a dialog of filters whose code does not arrive', () => {
  it('says so where it was asked for, and aloud', async () => {
    const { page } = await demo().open('/');
    await untilRows(page);
    await until(page, 'the button', part('filters-button'));
    const wanted: string[] = [];
    await page.setRequestInterception(true);
    page.on('request', (request) => {
      const isDialog = request.url().includes('filter-dialog');
      if (isDialog) wanted.push(request.url());
      void (isDialog ? request.abort() : request.continue());
    });
    await ask(page, `${part('filters-button')}.click()`);
    const error = one('.actions [part~="error"]');
    await until(page, 'what failed', `${error}?.textContent.includes('could not be loaded')`);
    await until(
      page,
      'that it is spoken',
      `${one('[role=status]')}.textContent.includes('Reload')`,
    );
    assert.ok(wanted.length > 0, 'its code comes when it is asked for');
    await page.close();
  });
});
