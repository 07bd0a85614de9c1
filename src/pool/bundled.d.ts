/** The code of a module and of all that it imports, bundled to run by itself: see `scripts/bundled.mjs`. */
declare module 'bundled:*' {
  const code: string;
  // eslint-disable-next-line no-restricted-syntax -- a text module has nothing but a default export
  export default code;
}
