/** How a status looks, by its word; any other is neutral. */
export const STATUS_TONES: Readonly<Record<string, string>> = {
  completed: 'success',
  transferred: 'info',
  failed: 'danger',
  in_progress: 'warning',
  ringing: 'warning',
  triggered: 'warning',
};
