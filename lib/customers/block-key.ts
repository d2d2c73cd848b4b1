import type { BlockKind } from "./types";

/** How something that is blocked is kept and found: `email:ama@example.org`. Addresses are compared without their capitals. */
export const blockKey = (kind: BlockKind, value: string): string =>
  `${kind}:${kind === "email" ? value.trim().toLowerCase() : value.trim()}`;
