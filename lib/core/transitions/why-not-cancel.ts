/** Why a buyer can no longer cancel; each has a sentence of its own. */
export type CancelBar =
  /** The card page is being opened this moment. */
  | "opening"
  | "sending"
  | "accepted"
  | "in-doubt"
  | "review"
  /** An earlier try was in doubt or accepted: it could still arrive. */
  | "may-arrive"
  | "delivered"
  | "cancelled"
  | "over";

const BARS: Record<string, CancelBar> = {
  draft: "opening",
  sending: "sending",
  accepted: "accepted",
  in_doubt: "in-doubt",
  review: "review",
  delivered: "delivered",
  cancelled: "cancelled",
};

/**
 * The buyer may cancel while nothing is open and no earlier attempt ever was in doubt or accepted.
 * @returns what stands against it; undefined when nothing does
 */
export function whyNotCancel(
  orderState: string,
  attempts: { state: string; wasOpen: boolean }[],
): CancelBar | undefined {
  if (orderState === "awaiting_payment") return undefined;
  if (orderState !== "authorised") return BARS[orderState] ?? "over";
  return attempts.every(({ state, wasOpen }) => state === "rejected" && !wasOpen) ? undefined : "may-arrive";
}
