/** What staff can be told of by mail or webhook. */
export const ALERT_KINDS = [
  "doubt",
  "review",
  "money",
  "dispute",
  "refund-failed",
  "payment-lost",
  "break-found",
  "rule-broken",
  "float-low",
  "provider-failing",
  "mail-failed",
  "test",
] as const;

export type AlertKind = (typeof ALERT_KINDS)[number];

/** Waiting until the morning costs money: these pass quiet hours. */
const URGENT: readonly AlertKind[] = ["rule-broken", "float-low", "provider-failing", "payment-lost", "test"];

export const isUrgent = (kind: AlertKind): boolean => URGENT.includes(kind);
