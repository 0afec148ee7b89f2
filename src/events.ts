/**
 * Every public event: its name, flags and detail, spelled once. Each file comes with the code that fires
 * its events: bundlers leave out files, but no classes. So elements import the file, and not this one.
 *
 * Intent events bubble, are composed and can be cancelled; they are dispatched before the element
 * acts. Report events do none of that; listen on the element itself.
 */
export * from './events/conversation.js';
export * from './events/inbox.js';
export * from './events/query.js';
export * from './events/recording.js';
