/** Types of `ports.mjs`, for what is written in TypeScript. */
export function freePort(): Promise<number>;
