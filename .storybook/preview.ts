import {
  setCustomElementsManifest,
  type Decorator,
  type Preview,
} from '@storybook/web-components-vite';
import { html } from 'lit';
import manifest from '../custom-elements.json';
import '../src/define.js';

setCustomElementsManifest(manifest);

/** Puts the toolbar's choices on the page, as a host page would: by `dir`, colour scheme and width. */
const page: Decorator = (story, { globals }) => {
  const { style } = document.documentElement;
  document.documentElement.dir = String(globals.direction);
  style.colorScheme = String(globals.scheme);
  document.body.style.background = 'Canvas';
  // The elements inherit it, as from a host page.
  document.body.style.fontFamily = 'system-ui, sans-serif';
  document.body.style.maxInlineSize = String(globals.width);
  return html`${story()}`;
};

const preview: Preview = {
  tags: ['autodocs'],
  decorators: [page],
  parameters: {
    a11y: { test: 'error' },
    controls: { expanded: true },
    layout: 'fullscreen',
  },
  initialGlobals: { scheme: 'light', direction: 'ltr', width: 'none' },
  globalTypes: {
    scheme: {
      description: 'Colour scheme',
      toolbar: {
        icon: 'contrast',
        dynamicTitle: true,
        items: [
          { value: 'light', title: 'Light' },
          { value: 'dark', title: 'Dark' },
        ],
      },
    },
    direction: {
      description: 'Direction of writing',
      toolbar: {
        icon: 'transfer',
        dynamicTitle: true,
        items: [
          { value: 'ltr', title: 'Left to right' },
          { value: 'rtl', title: 'Right to left' },
        ],
      },
    },
    width: {
      description: 'Width of the page',
      toolbar: {
        icon: 'grow',
        dynamicTitle: true,
        items: [
          { value: 'none', title: 'Full width' },
          { value: '768px', title: 'Tablet, 768 px' },
          { value: '320px', title: 'Phone, 320 px' },
        ],
      },
    },
  },
};

export default preview;
