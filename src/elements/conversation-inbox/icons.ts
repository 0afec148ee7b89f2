/**
 * Icons as one path in a 16 px box, for `d` of an `<svg class="icon">` that is already there: another
 * icon is another attribute and no other DOM. No requests (a CSS image would need the page's
 * `img-src`), and they follow the text colour, also in forced colours.
 */
import { lookUp } from '../../internal/format.js';

export const icons = {
  copy: 'M6 6.5a1 1 0 0 1 1-1h5.5a1 1 0 0 1 1 1v6a1 1 0 0 1-1 1H7a1 1 0 0 1-1-1ZM10.5 3v-.2a1 1 0 0 0-1-1h-6a1 1 0 0 0-1 1v6.7a1 1 0 0 0 1 1h.3',
  check: 'm3 8.5 3.2 3.2L13 4.5',
  play: 'M4.5 2.8v10.4c0 .5.5.8.9.5l8-5.2a.6.6 0 0 0 0-1L5.4 2.3c-.4-.3-.9 0-.9.5Z',
  pause:
    'M4 2.5h2.5a.5.5 0 0 1 .5.5v10a.5.5 0 0 1-.5.5H4a.5.5 0 0 1-.5-.5V3a.5.5 0 0 1 .5-.5ZM9.5 2.5H12a.5.5 0 0 1 .5.5v10a.5.5 0 0 1-.5.5H9.5A.5.5 0 0 1 9 13V3a.5.5 0 0 1 .5-.5Z',
  warning: 'M8 2.2 14.5 13.5h-13ZM8 6.5v3.3M8 11.7v.1',
  external:
    'M7 3.5H3.8a1 1 0 0 0-1 1v7.7a1 1 0 0 0 1 1h7.7a1 1 0 0 0 1-1V9M9.8 2.5h3.7v3.7M13.3 2.7 7.5 8.5',
};

const directions: Readonly<Record<string, string>> = {
  inbound: 'M12.5 3.5 4 12M4 6v6h6',
  outbound: 'M3.5 12.5 12 4M6 4h6v6',
};

const bubble =
  'M3 3h10a1 1 0 0 1 1 1v6a1 1 0 0 1-1 1H7.5l-3 2.5V11H3a1 1 0 0 1-1-1V4a1 1 0 0 1 1-1ZM5 6h6M5 8.3h4';

const channels: Readonly<Record<string, string>> = {
  phone:
    'M3.3 2.6h2.2L6.8 6 5.3 7.1a8.2 8.2 0 0 0 3.6 3.6L10 9.2l3.4 1.3v2.2a.9.9 0 0 1-1 .9A10.3 10.3 0 0 1 2.4 3.5a.9.9 0 0 1 .9-.9Z',
  web: 'M8.2 2.7a5.2 5.2 0 1 1-2.5 9.7l-3 .9.9-2.8a5.2 5.2 0 0 1 4.6-7.8Z',
  email:
    'M3 3.5h10a1 1 0 0 1 1 1v7a1 1 0 0 1-1 1H3a1 1 0 0 1-1-1v-7a1 1 0 0 1 1-1ZM2.3 4.8 8 9l5.7-4.2',
  text: bubble,
  whatsapp: bubble,
};

const circle = 'M8 2.5a5.5 5.5 0 1 1 0 11 5.5 5.5 0 0 1 0-11Z';

/** There is none for a direction that nobody knows. */
export const directionIcon = (direction: string | null | undefined): string | undefined =>
  lookUp(directions, direction);

export const channelIcon = (channel: string | null): string => lookUp(channels, channel) ?? circle;
