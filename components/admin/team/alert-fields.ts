import type { AlertRuleView } from "@/lib/alerts/types";
import { ALERT_KINDS, isUrgent, type AlertKind } from "@/lib/core/alert-kinds";
import type { FieldSpec } from "./field-form";

const timeOf = (minutes: number | null | undefined): string =>
  minutes === null || minutes === undefined
    ? ""
    : `${String(Math.floor(minutes / 60)).padStart(2, "0")}:${String(minutes % 60).padStart(2, "0")}`;

export interface AlertFieldTexts {
  name: string;
  kinds: string;
  kindsHint: string;
  channel: string;
  email: string;
  webhook: string;
  emails: string;
  emailsHint: string;
  secret: string;
  secretHint: string;
  quietFrom: string;
  quietUntil: string;
  quietHint: string;
  timeZone: string;
  enabled: string;
  yes: string;
  no: string;
  urgent(kind: string): string;
  kind(kind: AlertKind): string;
}

/** The fields of a rule, as it stands or for a new one. */
export function alertFields(rule: AlertRuleView | undefined, t: AlertFieldTexts): FieldSpec[] {
  const named = (kind: AlertKind) => (isUrgent(kind) ? t.urgent(t.kind(kind)) : t.kind(kind));
  return [
    { kind: "text", name: "name", label: t.name, value: rule?.name ?? "", required: true },
    {
      kind: "checks",
      name: "kind",
      label: t.kinds,
      hint: t.kindsHint,
      values: rule?.kinds ?? [],
      options: ALERT_KINDS.filter((kind) => kind !== "test").map((kind) => ({
        value: kind,
        text: named(kind),
      })),
    },
    {
      kind: "select",
      name: "channel",
      label: t.channel,
      value: rule?.channel ?? "email",
      options: [
        { value: "email", text: t.email },
        { value: "webhook", text: t.webhook },
      ],
    },
    {
      kind: "text",
      name: "emails",
      label: t.emails,
      hint: t.emailsHint,
      value: rule?.emails.join(", ") ?? "",
    },
    { kind: "url", name: "secret", label: t.secret, hint: t.secretHint },
    { kind: "time", name: "quietFrom", label: t.quietFrom, value: timeOf(rule?.quietFrom) },
    {
      kind: "time",
      name: "quietUntil",
      label: t.quietUntil,
      hint: t.quietHint,
      value: timeOf(rule?.quietUntil),
    },
    { kind: "text", name: "timeZone", label: t.timeZone, value: rule?.timeZone ?? "UTC" },
    {
      kind: "select",
      name: "enabled",
      label: t.enabled,
      value: rule?.enabled === false ? "no" : "yes",
      options: [
        { value: "yes", text: t.yes },
        { value: "no", text: t.no },
      ],
    },
  ];
}
