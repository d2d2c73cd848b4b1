import type { AttemptRow } from "@/lib/orders";

/** Kind of the outcome that is kept of an attempt whose delivery was taken back. */
export const REVERSED = "reversed";

/** Whether the attempt was delivered once and taken back: only what was asked since then tells of it. */
export const wasReversed = ({ state, outcome }: AttemptRow): boolean =>
  state === "rejected" && outcome?.["kind"] === REVERSED;
