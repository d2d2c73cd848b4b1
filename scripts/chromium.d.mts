/** Path of a Chromium for browser tests; installs one where there is none. */
export function ensureChromium(): Promise<string>;
