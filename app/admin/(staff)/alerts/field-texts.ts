import { getTranslations } from "next-intl/server";
import type { AlertFieldTexts } from "@/components/admin/team/alert-fields";

const TEXTS = [
  "name",
  "kinds",
  "kindsHint",
  "channel",
  "email",
  "webhook",
  "emails",
  "emailsHint",
  "secret",
  "secretHint",
  "quietFrom",
  "quietUntil",
  "quietHint",
  "timeZone",
  "enabled",
  "yes",
  "no",
] as const;

type Plain = Record<(typeof TEXTS)[number], string>;

/** The words of a rule's form. @param hint where its webhook leads now, as far as that is shown */
export async function fieldTexts(hint?: string | null): Promise<AlertFieldTexts> {
  const t = await getTranslations("staff-team.alerts");
  const plain = Object.fromEntries(TEXTS.map((name) => [name, t(`fields.${name}`)])) as Plain;
  return {
    ...plain,
    secretHint: hint ? t("fields.secretKept", { hint }) : plain.secretHint,
    urgent: (kind) => t("urgent", { kind }),
    kind: (kind) => t(`kind.${kind}`),
  };
}
