/** The words around the player that stays in view while its row is scrolled away. */
export const miniPlayer = {
  region: (name: string) => `Recording: ${name}`,
  toRow: 'Show its row',
  close: 'Stop and close',
};
