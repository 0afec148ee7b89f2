/** The inbox with a panel that makes the reference API misbehave and the page look different. */
import '../../src/define/conversation-inbox.js';
import type { InboxErrorEvent, InboxLoadEvent } from '../../src/index.js';
import { ACTS, control, FAULTS, type Act, type ControlChange } from './controls.js';
import { readSettings, SETTINGS, withSettings, writeSettings, type Settings } from './settings.js';
import { createSource, isGenerated, linksOf, siteInfo, vendorNamed } from './source.js';

const NARROW = '(max-width: 60rem)';

const find = <E extends Element>(selector: string): E => document.querySelector(selector) as E;
const inbox = find<HTMLElementTagNameMap['conversation-inbox']>('conversation-inbox');
const panel = find<HTMLElement>('#panel');
const toggle = find<HTMLButtonElement>('#toggle');
const server = find<HTMLFormElement>('#server');
/** Only the page of a vendor that has something to choose has a field for it. */
const field = (name: string) =>
  document.querySelector<HTMLSelectElement>(`select[name=${name}]`) ?? undefined;
const say = (text: string) => {
  find('#said').textContent = text;
};

const vendor = vendorNamed(document.body.dataset['vendor']);
const info = await siteInfo();
let settings = readSettings(location.search);

function applyLook({ theme, dir, width }: Settings): void {
  const { dataset } = document.documentElement;
  document.documentElement.dir = dir;
  dataset['theme'] = theme;
  dataset['width'] = width;
}

/** A new credential, patience or currency is a new provider, and the list starts anew. */
async function applySource(): Promise<void> {
  const wanted = settings;
  Object.assign(inbox, linksOf(vendor, wanted));
  const source = await createSource(vendor, info, wanted);
  // Something else may have been chosen meanwhile.
  if (wanted === settings) inbox.provider = source;
}

const OF_THE_SOURCE: readonly (keyof Settings)[] = ['scope', 'timeout', 'currency'];

function change(name: keyof Settings, value: string): void {
  settings = readSettings(writeSettings({ ...settings, [name]: value } as Settings));
  history.replaceState(
    history.state,
    '',
    location.pathname + withSettings(location.search, settings),
  );
  if (OF_THE_SOURCE.includes(name)) void applySource();
  else applyLook(settings);
}

/** Says what a switch did, or that it did not. */
async function act(request: ControlChange, done: string): Promise<boolean> {
  try {
    await control(request);
    say(done);
    return true;
  } catch {
    say('The server did not take it.');
    return false;
  }
}

async function press({ change, done, refresh }: Act): Promise<void> {
  if ((await act(change, done)) && refresh) await inbox.refresh();
}

function openPanel(open: boolean): void {
  panel.hidden = !open;
  toggle.setAttribute('aria-expanded', String(open));
}

function listenToServerControls(): void {
  const fault = field('fault')!;
  fault.append(...FAULTS.map(({ label }, index) => new Option(label, String(index))));
  field('latency')!.addEventListener('change', ({ target }) => {
    const ms = Number((target as HTMLSelectElement).value);
    void act({ latency: { min: ms, max: ms } }, `Every answer takes ${ms / 1000} s from now on.`);
  });
  find('#fail').addEventListener('click', () => {
    const { failNext, label } = FAULTS[Number(fault.value)] ?? FAULTS[0]!;
    // What is tried again has to fail in each list of the API: the assistants' page asks two at once.
    const times = failNext.times && failNext.times * (vendor === 'autocalls' ? 2 : 1);
    void act(
      { clearFaults: true, failNext: { ...failNext, times } },
      `Next: ${label}. Scroll to the end, or refresh.`,
    );
  });
  for (const [id, one] of Object.entries(ACTS)) {
    document.getElementById(id)?.addEventListener('click', () => void press(one));
  }
}

function listen(): void {
  for (const name of SETTINGS) {
    const select = field(name);
    if (!select) continue;
    select.value = settings[name];
    select.addEventListener('change', () => change(name, select.value));
  }
  find('#refresh').addEventListener('click', () => void inbox.refresh());
  toggle.addEventListener('click', () => openPanel(panel.hidden === true));
  inbox.addEventListener('inbox-load', (event) => {
    const { added, reason, count } = (event as InboxLoadEvent).detail;
    say(`inbox-load: ${added} rows by ${reason}, ${count} held`);
  });
  inbox.addEventListener('inbox-error', (event) => {
    say(`inbox-error: ${(event as InboxErrorEvent).detail.kind}`);
  });
}

applyLook(settings);
openPanel(!matchMedia(NARROW).matches);
listen();
if (isGenerated(vendor, info)) listenToServerControls();
else server.hidden = true;
await applySource();
