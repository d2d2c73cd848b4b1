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
  "factor-reset",
  "test",
] as const;

export type AlertKind = (typeof ALERT_KINDS)[number];

/** Waiting until the morning costs money: these pass quiet hours. */
const URGENT: readonly AlertKind[] = [
  "rule-broken",
  "float-low",
  "provider-failing",
  "payment-lost",
  "factor-reset",
  "test",
];

/** What may be somebody at the door: every owner is told, whatever the rules say. */
export const isForOwners = (kind: AlertKind): boolean => kind === "factor-reset";

export const isUrgent = (kind: AlertKind): boolean => URGENT.includes(kind);
