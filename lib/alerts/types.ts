import type { AlertKind } from "@/lib/core/alert-kinds";

/** A rule as pages show it: of a webhook's address only a hint. */
export interface AlertRuleView {
  id: string;
  name: string;
  kinds: AlertKind[];
  channel: "email" | "webhook";
  emails: string[];
  webhookHint: string | null;
  /** Minutes of the day. */
  quietFrom: number | null;
  quietUntil: number | null;
  timeZone: string;
  enabled: boolean;
  version: number;
}

/** One message of the delivery log. Times in ISO 8601. */
export interface AlertMessageView {
  id: string;
  kind: AlertKind;
  channel: "email" | "webhook";
  recipient: string;
  state: "waiting" | "sent" | "failed";
  error: string | null;
  tries: number;
  texts: string[];
  createdAt: string;
  dueAt: string;
  sentAt: string | null;
}
