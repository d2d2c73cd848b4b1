import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import Link from "next/link";
import { notFound } from "next/navigation";
import { Section } from "@/components/admin/section";
import { alertFields } from "@/components/admin/team/alert-fields";
import { FieldForm } from "@/components/admin/team/field-form";
import { Card } from "@/components/ui/card";
import { listAlertRules } from "@/lib/alerts";
import { readStaff, requireStaff } from "../../../require-staff";
import { alertAction } from "../alert-actions";
import { fieldTexts } from "../field-texts";

interface Props {
  params: Promise<{ ruleId: string }>;
}

export async function generateMetadata(): Promise<Metadata> {
  if (!(await readStaff())) return {};
  const t = await getTranslations("staff-team.alerts");
  return { title: t("one") };
}

/** One rule of alerts: changed, tried out, removed. */
export default async function AlertRulePage({ params }: Props) {
  const [{ ctx }, { ruleId }] = await Promise.all([requireStaff("alerts.write"), params]);
  const rule = (await listAlertRules(ctx)).rules.find(({ id }) => id === ruleId);
  if (!rule) notFound();
  const t = await getTranslations("staff-team.alerts");
  const hidden = { rule: rule.id, version: String(rule.version) };
  const button = (deed: "test" | "remove") => (
    <FieldForm
      id={deed}
      action={alertAction}
      hidden={{ do: deed, ...hidden }}
      fields={[]}
      tone={deed === "test" ? "quiet" : "danger"}
      button={t(deed)}
      pending={t("saving")}
    />
  );
  return (
    <>
      <p className="mb-1 text-sm">
        <Link href="/admin/alerts" className="link">
          {t("title")}
        </Link>
      </p>
      <h1 className="mb-4 text-xl [overflow-wrap:anywhere]">{rule.name}</h1>
      <Card className="max-w-[44rem] sm:p-5">
        <FieldForm
          id="rule"
          action={alertAction}
          hidden={{ do: "put", ...hidden }}
          fields={alertFields(rule, await fieldTexts(rule.webhookHint))}
          button={t("save")}
          pending={t("saving")}
        />
      </Card>
      <Section id="test" title={t("try")} note={t("tryNote")}>
        {button("test")}
      </Section>
      <Section id="remove" title={t("removal")} note={t("removalNote")}>
        {button("remove")}
      </Section>
    </>
  );
}
