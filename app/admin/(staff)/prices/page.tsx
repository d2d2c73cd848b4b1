import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import Link from "next/link";
import { buttonClass } from "@/components/admin/control-class";
import { PlannedChanges } from "@/components/admin/prices/planned-changes";
import { PriceHead } from "@/components/admin/prices/price-head";
import { RuleTable } from "@/components/admin/prices/rule-table";
import { SettingFacts } from "@/components/admin/prices/setting-facts";
import { Section } from "@/components/admin/section";
import { Notice } from "@/components/ui/notice";
import { readPriceDesk } from "@/lib/catalog/prices";
import { may } from "@/lib/core/permissions";
import { readStaff, requireStaff } from "../../require-staff";
import { firstOf, type Query } from "./first-of";
import { withdrawAction } from "./withdraw-action";

export async function generateMetadata(): Promise<Metadata> {
  if (!(await readStaff())) return {};
  const t = await getTranslations("staff-prices.rules");
  return { title: t("title") };
}

export default async function PricesPage({ searchParams }: { searchParams: Promise<Query> }) {
  const { ctx } = await requireStaff("prices.read");
  const [desk, query, t] = await Promise.all([
    readPriceDesk(ctx),
    searchParams,
    getTranslations("staff-prices.rules"),
  ]);
  const mayChange = may(ctx.actor, "prices.write");
  const saved = /^\d+$/.exec(firstOf(query, "saved"))?.[0];
  const change = (to: string, text: string) =>
    mayChange && (
      <Link href={`/admin/prices/change?${to}`} className={buttonClass}>
        {text}
      </Link>
    );
  return (
    <>
      <PriceHead here="rules" title={t("title")} lead={t("lead")} />
      {saved && (
        <div className="mb-4">
          <Notice tone="ok" live>
            {t("saved", { n: saved })}
          </Notice>
        </div>
      )}
      <RuleTable rules={desk.rules} mayChange={mayChange} />
      <p className="mt-3">{change("rule=new", t("add"))}</p>
      <Section id="settings" title={t("settings")} note={t("settingsNote")}>
        <SettingFacts desk={desk} />
        <p className="mt-3">{change("settings=1", t("settingsChange"))}</p>
      </Section>
      <PlannedChanges
        changes={desk.scheduled}
        title={t("scheduled")}
        note={t("scheduledNote")}
        withdraw={mayChange ? withdrawAction : null}
      />
    </>
  );
}
