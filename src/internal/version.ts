/** The version of this package. Kept by hand beside `package.json`; a test compares the two. */
export const VERSION = '0.1.0';
