/** The script-tag entry: registers every element and hands out what a page script may need. */
import './define.js';

export * from './index.js';
