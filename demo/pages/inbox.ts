/** The inbox with a panel that makes the reference API misbehave and the page look different. */
import '../../src/define/conversation-inbox.js';
import type { InboxErrorEvent, InboxLoadEvent } from '../../src/index.js';
import { control, FAULTS, type ControlChange } from './controls.js';
import { readSettings, SETTINGS, withSettings, writeSettings, type Settings } from './settings.js';
import { createSource, siteInfo } from './source.js';

const NARROW = '(max-width: 60rem)';

const find = <E extends Element>(selector: string): E => document.querySelector(selector) as E;
const inbox = find<HTMLElementTagNameMap['conversation-inbox']>('conversation-inbox');
const panel = find<HTMLElement>('#panel');
const toggle = find<HTMLButtonElement>('#toggle');
const server = find<HTMLFormElement>('#server');
const field = (name: string) => find<HTMLSelectElement>(`select[name=${name}]`);
const say = (text: string) => {
  find('#said').textContent = text;
};

const info = await siteInfo();
let settings = readSettings(location.search);

function applyLook({ theme, dir, width }: Settings): void {
  const { dataset } = document.documentElement;
  document.documentElement.dir = dir;
  dataset['theme'] = theme;
  dataset['width'] = width;
}

/** A new credential or patience is a new provider, and the list starts anew. */
function applySource(): void {
  const kept = writeSettings({ scope: settings.scope }).replace('?', '&');
  inbox.detailHref = `/conversation.html?id={id}${kept}`;
  inbox.agentHref = '/agent.html?id={agentId}&version={agentVersionId}';
  inbox.provider = createSource(info, settings);
}

function change(name: keyof Settings, value: string): void {
  settings = readSettings(writeSettings({ ...settings, [name]: value } as Settings));
  history.replaceState(
    history.state,
    '',
    location.pathname + withSettings(location.search, settings),
  );
  if (name === 'scope' || name === 'timeout') applySource();
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

async function insert(count: number): Promise<void> {
  // The API has no push, so the list hears of them by asking again.
  if (await act({ insertAtTop: count }, `${count} conversations inserted.`)) await inbox.refresh();
}

function openPanel(open: boolean): void {
  panel.hidden = !open;
  toggle.setAttribute('aria-expanded', String(open));
}

function listenToServerControls(): void {
  const fault = field('fault');
  fault.append(...FAULTS.map(({ label }, index) => new Option(label, String(index))));
  field('latency').addEventListener('change', ({ target }) => {
    const ms = Number((target as HTMLSelectElement).value);
    void act({ latency: { min: ms, max: ms } }, `Every answer takes ${ms / 1000} s from now on.`);
  });
  find('#fail').addEventListener('click', () => {
    const { failNext, label } = FAULTS[Number(fault.value)] ?? FAULTS[0]!;
    void act({ clearFaults: true, failNext }, `Next: ${label}. Scroll to the end, or refresh.`);
  });
  find('#expire').addEventListener('click', () => {
    void act({ expireUrls: true }, 'Recording URLs given out so far are refused now.');
  });
  find('#insert').addEventListener('click', () => {
    void insert(5);
  });
}

function listen(): void {
  for (const name of SETTINGS) {
    field(name).value = settings[name];
    field(name).addEventListener('change', () => change(name, field(name).value));
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
if (info.source === 'reference') listenToServerControls();
else server.hidden = true;
applySource();
