import type { Expected } from "./facts";

export const delivered: Expected = { first: "delivered", credit: "credited" };
export const lostAfterCredit: Expected = { first: "in-doubt", final: "delivered", credit: "credited" };
export const rejected = (failure: string): Expected => ({ first: "rejected", failure, credit: "none" });

export const SCENARIOS: Record<string, Expected | null> = {
  "0001": { first: "accepted", final: "delivered", credit: "credited" },
  "0002": { first: "accepted", final: "rejected", credit: "none" },
  "0003": rejected("number-invalid"),
  "0004": delivered,
  "0005": lostAfterCredit,
  "0006": rejected("number-not-prepaid"),
  "0007": { first: "accepted", final: "accepted", credit: "none" },
  "0008": lostAfterCredit,
  "0009": { first: "in-doubt", final: "not-found", credit: "none" },
  "0010": lostAfterCredit,
  "0011": delivered,
  "0012": { first: "delivered", final: "rejected", credit: "reversed" },
  "0013": delivered,
  "0014": rejected("operator-down"),
  "0015": { first: "accepted", final: "delivered", credit: "credited" },
  "0016": lostAfterCredit,
  "0017": lostAfterCredit,
  "0018": rejected("float-empty"),
  "0019": rejected("throttled"),
  "0020": rejected("operator-mismatch"),
  "4321": delivered,
};

/** What goes wrong on the way, by the sandbox's names. */
export const FAULTS: Record<string, Expected> = {
  "drop-before": { first: "in-doubt", final: "not-found", credit: "none" },
  "drop-after": lostAfterCredit,
  "error-before": { first: "in-doubt", final: "not-found", credit: "none" },
  "error-after": lostAfterCredit,
  "cut-after": lostAfterCredit,
  garbage: { first: "in-doubt", final: "not-found", credit: "none" },
  "garbage-after": lostAfterCredit,
  throttle: rejected("throttled"),
  down: { first: "in-doubt", final: "not-found", credit: "none" },
};
