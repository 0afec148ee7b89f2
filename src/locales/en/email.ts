/** The words around the formatted view of an email, loaded with the code that shows it. */
const images = (n: number) =>
  n === 1 ? '1 remote image' : `${n.toLocaleString('en')} remote images`;

export const email = {
  blocked: (n: number) => `${images(n)} ${n === 1 ? 'is' : 'are'} not shown.`,
  warning: (n: number) =>
    `Loading ${n === 1 ? 'it' : 'them'} can tell the sender when and where this message was read.`,
  showRemote: 'Show remote images',
  remoteAllowed: 'Remote images are allowed for this message.',
  insecure: (n: number) =>
    `${images(n)} ${n === 1 ? 'is' : 'are'} left out: the connection is not secure.`,
  image: 'Image',
  imageNotShown: (name: string) => `Image not shown: ${name}`,
  quoted: 'Quoted text',
  showAll: 'Show the whole message',
  showLess: 'Show less',
  untitled: 'Formatted message',
  failed: 'The formatted message cannot be shown on this page.',
};
