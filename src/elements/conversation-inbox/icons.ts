/**
 * Icons as one stroked path in a 16 px box: static markup, no requests (a CSS image would need the
 * page's `img-src`), and they follow the text colour, also in forced colours.
 */
import { html } from 'lit';

export const copyIcon = html`<svg class="icon" viewBox="0 0 16 16" aria-hidden="true">
  <path
    d="M6 6.5a1 1 0 0 1 1-1h5.500a1 1 0 0 1 1 1v6a1 1 0 0 1-1 1H7a1 1 0 0 1-1-1ZM10.500 3v-.2a1 1 0 0 0-1-1h-6a1 1 0 0 0-1 1v6.700a1 1 0 0 0 1 1h.3"
  />
</svg>`;

export const checkIcon = html`<svg class="icon" viewBox="0 0 16 16" aria-hidden="true">
  <path d="m3 8.500 3.200 3.200L13 4.500" />
</svg>`;

export const playIcon = html`<svg class="icon solid" viewBox="0 0 16 16" aria-hidden="true">
  <path
    d="M4.500 2.800v10.400c0 .5.500.800.900.500l8-5.200a.6.6 0 0 0 0-1L5.400 2.300c-.4-.3-.9 0-.9.5Z"
  />
</svg>`;

export const pauseIcon = html`<svg class="icon solid" viewBox="0 0 16 16" aria-hidden="true">
  <path
    d="M4 2.500h2.500a.5.5 0 0 1 .5.5v10a.5.5 0 0 1-.5.5H4a.5.5 0 0 1-.5-.5V3a.5.5 0 0 1 .5-.5ZM9.500 2.500H12a.5.5 0 0 1 .5.5v10a.5.5 0 0 1-.5.5H9.500A.5.5 0 0 1 9 13V3a.5.5 0 0 1 .5-.5Z"
  />
</svg>`;

export const warningIcon = html`<svg class="icon" viewBox="0 0 16 16" aria-hidden="true">
  <path d="M8 2.200 14.500 13.500h-13ZM8 6.500v3.300M8 11.700v.1" />
</svg>`;

export const externalIcon = html`<svg class="icon" viewBox="0 0 16 16" aria-hidden="true">
  <path
    d="M7 3.500H3.800a1 1 0 0 0-1 1v7.700a1 1 0 0 0 1 1h7.700a1 1 0 0 0 1-1V9M9.800 2.500h3.700v3.700M13.300 2.700 7.500 8.500"
  />
</svg>`;

const inboundIcon = html`<svg class="icon flip" viewBox="0 0 16 16" aria-hidden="true">
  <path d="M12.500 3.500 4 12M4 6v6h6" />
</svg>`;

const outboundIcon = html`<svg class="icon flip" viewBox="0 0 16 16" aria-hidden="true">
  <path d="M3.500 12.500 12 4M6 4h6v6" />
</svg>`;

const phoneIcon = html`<svg class="icon" viewBox="0 0 16 16" aria-hidden="true">
  <path
    d="M3.300 2.600h2.200L6.800 6 5.300 7.100a8.200 8.200 0 0 0 3.600 3.600L10 9.200l3.400 1.300v2.200a.9.9 0 0 1-1 .9A10.300 10.300 0 0 1 2.400 3.500a.9.9 0 0 1 .9-.9Z"
  />
</svg>`;

const chatIcon = html`<svg class="icon" viewBox="0 0 16 16" aria-hidden="true">
  <path
    d="M8.200 2.700a5.200 5.200 0 1 1-2.500 9.700l-3 .9.9-2.800a5.200 5.200 0 0 1 4.600-7.800Z"
  />
</svg>`;

const emailIcon = html`<svg class="icon" viewBox="0 0 16 16" aria-hidden="true">
  <path
    d="M3 3.500h10a1 1 0 0 1 1 1v7a1 1 0 0 1-1 1H3a1 1 0 0 1-1-1v-7a1 1 0 0 1 1-1ZM2.300 4.800 8 9l5.700-4.200"
  />
</svg>`;

const textIcon = html`<svg class="icon" viewBox="0 0 16 16" aria-hidden="true">
  <path
    d="M3 3h10a1 1 0 0 1 1 1v6a1 1 0 0 1-1 1H7.500l-3 2.500V11H3a1 1 0 0 1-1-1V4a1 1 0 0 1 1-1ZM5 6h6M5 8.300h4"
  />
</svg>`;

const otherIcon = html`<svg class="icon" viewBox="0 0 16 16" aria-hidden="true">
  <path d="M8 2.500a5.500 5.500 0 1 1 0 11 5.500 5.500 0 0 1 0-11Z" />
</svg>`;

export const directionIcons: Readonly<Record<string, unknown>> = {
  inbound: inboundIcon,
  outbound: outboundIcon,
};

export const channelIcons: Readonly<Record<string, unknown>> = {
  phone: phoneIcon,
  web: chatIcon,
  email: emailIcon,
  text: textIcon,
  whatsapp: textIcon,
};

export const channelIcon = (channel: string | null): unknown =>
  (channel === null ? undefined : channelIcons[channel]) ?? otherIcon;
