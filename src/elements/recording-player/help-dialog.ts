/** The keys of the player, in words. */
import type { TemplateResult } from 'lit';
import { helpDialog } from '../../internal/help-dialog.js';
import { extras as words } from '../../locales/en/player-extras.js';
import type { ExtrasContext } from './extras-context.js';
import { SHORTCUTS } from './shortcuts.js';

export const playerHelp = ({ lit }: ExtrasContext, onClose: () => void): TemplateResult =>
  helpDialog(lit, {
    title: words.help,
    close: words.close,
    onClose,
    lines: SHORTCUTS.map(({ keys, does, onSlider }) => ({
      keys,
      does: words.shortcuts[does],
      where: onSlider ? words.onTimeline : undefined,
    })),
  });
