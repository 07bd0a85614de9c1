/** Drawings are bundled as text, style sheets beside the script (see scripts/build.mjs). */
declare module '*.svg' {
  const text: string;
  export { text as default };
}
declare module '*.css';

/** What VS Code gives to the script of a webview. */
declare function acquireVsCodeApi(): {
  postMessage(message: unknown): void;
  getState(): unknown;
  setState(state: unknown): void;
};
