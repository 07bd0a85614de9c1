/** Tables that the bundler inlines as text. */
declare module '*.tsv' {
  const text: string;
  // eslint-disable-next-line no-restricted-syntax -- a text module has nothing but a default export
  export default text;
}
