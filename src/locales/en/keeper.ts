/** The words of what is kept in the URL; loaded with the code that keeps it. */

/** How much of what somebody has written into a URL is repeated. */
const MOST = 3;
const LONGEST = 40;

const short = (text: string): string =>
  text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text;

export const keeper = {
  ignored: (parts: readonly { readonly name: string; readonly value: string }[]) => {
    // Isolated: a value may be written from right to left.
    const said = parts
      .slice(0, MOST)
      .map(({ name, value }) => `\u2068${short(name)}: ${short(value)}\u2069`);
    const more = parts.length > MOST ? ` and ${parts.length - MOST} more` : '';
    return `Left out of this link, because it cannot be asked for here: ${said.join(', ')}${more}`;
  },
};
