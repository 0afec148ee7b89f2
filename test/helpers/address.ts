/** The address of the test page and its history, for tests of what is kept in them. */
import { executeServerCommand } from '@web/test-runner-commands';
import { fired } from './inbox.js';

/** Parameters of the page that are not the inbox's. */
const OTHERS = location.search;

/** Forgets the entries of earlier tests: browsers keep fifty in all, and a way back must not lead to them. */
export const freshHistory = (): Promise<unknown> => executeServerCommand('fresh-history');

/** Sets the address as a link would that was opened before the inbox came. */
export function openAt(parameters: string, hash = ''): void {
  const joined = [OTHERS.slice(1), parameters].filter(Boolean).join('&');
  history.pushState(null, '', `${location.pathname}${joined && `?${joined}`}${hash}`);
}

/** What the address says beside the page's own parameters, readable. */
export const address = (): string =>
  decodeURIComponent(
    location.search
      .slice(1)
      .split('&')
      .filter((part) => !OTHERS.slice(1).split('&').includes(part))
      .join('&'),
  );

/** Whether everything of the page's own is still there, in its order. */
export const keepsOthers = (): boolean => location.search.startsWith(OTHERS);

export async function back(steps = 1): Promise<void> {
  const done = fired(window, 'popstate');
  history.go(-steps);
  await done;
}

export async function forward(steps = 1): Promise<void> {
  await back(-steps);
}
