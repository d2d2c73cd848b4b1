/** What can be blocked, by what stands before the colon of its key. */
export const BLOCK_KINDS = ["number", "account", "email", "buyer", "card"] as const;

export type BlockKind = (typeof BLOCK_KINDS)[number];
