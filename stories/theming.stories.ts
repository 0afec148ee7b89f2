import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { html } from 'lit';
import '../src/define.js';
import { morning } from './fixtures.js';
import { args, argTypes, memory, story, type InboxArgs } from './inbox.js';

type Story = StoryObj<InboxArgs>;

const meta: Meta<InboxArgs> = { title: 'Theming', args, argTypes };
export default meta;

/** The brand of a host page through custom properties alone. */
export const Tokens: Story = {
  args: {
    'conversation-color-accent': '#0b6e4f',
    'conversation-color-on-accent': '#ffffff',
    'conversation-color-surface': '#fffdf7',
    'conversation-color-surface-raised': '#f5efdf',
    'conversation-color-hover': '#faf5e6',
    'conversation-color-border': '#ddd3ba',
    'conversation-color-text': '#2b2415',
    'conversation-color-text-muted': '#5c5236',
    'conversation-color-text-faint': '#6b6145',
    'conversation-font': 'Georgia, serif',
    'conversation-font-size': '15px',
    'conversation-radius': '0',
    'conversation-row-padding': '14px',
  },
  render: story(() => memory(morning)),
};

const restyled = story(() => memory(morning));

/** Another table altogether through `::part()` alone. */
export const Parts: Story = {
  args: { live: true, query: { direction: 'inbound' } },
  render: (values) =>
    html`<style>
        .restyled conversation-inbox::part(base) {
          border: 2px solid #1d1d4e;
          border-radius: 0;
          background: #f2f2fb;
        }
        .restyled conversation-inbox::part(toolbar) {
          background: #dcdcf5;
        }
        .restyled conversation-inbox::part(search),
        .restyled conversation-inbox::part(filters-button),
        .restyled conversation-inbox::part(export-button) {
          border: 1px solid #1d1d4e;
          border-radius: 2px;
        }
        .restyled conversation-inbox::part(chip) {
          border-radius: 2px;
          background: #ffffff;
        }
        .restyled conversation-inbox::part(clear-button),
        .restyled conversation-inbox::part(help-button),
        .restyled conversation-inbox::part(live) {
          color: #1d1d4e;
        }
        .restyled conversation-inbox::part(export-menu),
        .restyled conversation-inbox::part(filter-dialog),
        .restyled conversation-inbox::part(help) {
          border: 2px solid #1d1d4e;
          border-radius: 0;
        }
        .restyled conversation-inbox::part(header-cell) {
          background: #1d1d4e;
          color: #ffffff;
          text-transform: uppercase;
          letter-spacing: 0.06em;
        }
        .restyled conversation-inbox::part(row) {
          background: #f2f2fb;
          border-block-end: 1px dotted #8a8ab8;
        }
        .restyled conversation-inbox::part(row-active) {
          background: #e3f4ea;
        }
        .restyled conversation-inbox::part(cell-caller) {
          font-weight: 600;
        }
        .restyled conversation-inbox::part(cell-summary) {
          font-style: italic;
        }
        .restyled conversation-inbox::part(status) {
          border-radius: 2px;
          background: #ffffff;
          color: #1d1d4e;
          border: 1px solid currentColor;
        }
        .restyled conversation-inbox::part(status-failed) {
          background: #8f1238;
          color: #ffffff;
        }
        .restyled conversation-inbox::part(play-button) {
          border-radius: 4px;
          background: #1d1d4e;
          color: #ffffff;
        }
        .restyled conversation-inbox::part(end) {
          color: #1d1d4e;
          font-weight: 600;
        }
      </style>
      <div class="restyled">${restyled(values)}</div>`,
};
