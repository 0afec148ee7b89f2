/** Icons: one path each in a 16 px box, in the colour of the text around them. */
import { html, type TemplateResult } from 'lit';

export const PLAY = 'M4.5 2.8v10.4c0 .5.5.8.9.5l8-5.2a.6.6 0 0 0 0-1L5.4 2.3c-.4-.3-.9 0-.9.5Z';
export const PAUSE =
  'M4 2.5h2.5a.5.5 0 0 1 .5.5v10a.5.5 0 0 1-.5.5H4a.5.5 0 0 1-.5-.5V3a.5.5 0 0 1 .5-.5ZM9.5 2.5H12a.5.5 0 0 1 .5.5v10a.5.5 0 0 1-.5.5H9.5A.5.5 0 0 1 9 13V3a.5.5 0 0 1 .5-.5Z';

export const icon = (path: string): TemplateResult =>
  html`<svg class="icon" viewBox="0 0 16 16" aria-hidden="true"><path d=${path} /></svg>`;
