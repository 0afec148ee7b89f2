/**
 * The choices of the control panel. They live in the page's URL, so that a state can be shared, beside
 * what the inbox keeps there.
 */

export interface Settings {
  /** What the demo credential may see. */
  readonly scope: 'sensitive' | 'read' | 'manage';
  /** Seconds the provider waits for an answer. */
  readonly timeout: '30' | '5' | '1';
  /** Of the costs that assistants cause; the vendor does not say. */
  readonly currency: 'none' | 'EUR' | 'USD';
  readonly theme: 'system' | 'light' | 'dark';
  readonly dir: 'ltr' | 'rtl';
  /** Pixels the inbox gets, or all there are. */
  readonly width: 'full' | '1440' | '768' | '320';
}

/** The first choice of each is the default. */
const CHOICES: { readonly [K in keyof Settings]: readonly Settings[K][] } = {
  scope: ['sensitive', 'read', 'manage'],
  timeout: ['30', '5', '1'],
  currency: ['none', 'EUR', 'USD'],
  theme: ['system', 'light', 'dark'],
  dir: ['ltr', 'rtl'],
  width: ['full', '1440', '768', '320'],
};

export const SETTINGS = Object.keys(CHOICES) as (keyof Settings)[];

/** What is not one of the choices counts as not given. */
export function readSettings(search: string): Settings {
  const params = new URLSearchParams(search);
  const entries = Object.entries(CHOICES).map(([name, choices]) => {
    const given = params.get(name);
    return [name, choices.find((choice) => choice === given) ?? choices[0]];
  });
  return Object.fromEntries(entries) as Settings;
}

/** The settings that differ from the defaults, as `?scope=read`, or nothing. */
export function writeSettings(settings: Partial<Settings>): string {
  const changed = SETTINGS.flatMap((name) => {
    const value = settings[name];
    return value === undefined || value === CHOICES[name][0] ? [] : [[name, value]];
  });
  return changed.length > 0 ? `?${new URLSearchParams(changed).toString()}` : '';
}

/** The search part of a URL with these settings in place of those it had. */
export function withSettings(search: string, settings: Settings): string {
  const names: readonly string[] = SETTINGS;
  const others = search
    .replace(/^\?/, '')
    .split('&')
    .filter((part) => part && !names.includes(part.split('=')[0]!));
  const parts = [writeSettings(settings).slice(1), ...others].filter(Boolean);
  return parts.length > 0 ? `?${parts.join('&')}` : '';
}
