import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import Link from "next/link";
import { buttonClass } from "@/components/admin/control-class";
import { ChangeCard } from "@/components/admin/prices/change-card";
import { PriceNav } from "@/components/admin/prices/price-nav";
import { RuleTable } from "@/components/admin/prices/rule-table";
import { SettingFacts } from "@/components/admin/prices/setting-facts";
import { Section } from "@/components/admin/section";
import { ActionForm } from "@/components/admin/settle/action-form";
import { Notice } from "@/components/ui/notice";
import { readPriceDesk } from "@/lib/catalog/prices";
import type { ChangeView } from "@/lib/catalog/prices/types";
import { may } from "@/lib/core/permissions";
import { readStaff, requireStaff } from "../../require-staff";
import { firstOf, type Query } from "./first-of";
import { withdrawAction } from "./withdraw-action";

export async function generateMetadata(): Promise<Metadata> {
  if (!(await readStaff())) return {};
  const t = await getTranslations("staff-prices.rules");
  return { title: t("title") };
}

async function Planned({ changes, mayChange }: { changes: ChangeView[]; mayChange: boolean }) {
  const t = await getTranslations("staff-prices.rules");
  if (changes.length === 0) return null;
  return (
    <Section id="planned" title={t("scheduled")} note={t("scheduledNote")}>
      <ul className="grid max-w-[44rem] gap-3">
        {changes.map((change) => (
          <li key={change.id}>
            <ChangeCard change={change}>
              {mayChange && (
                <ActionForm
                  id={`withdraw-${change.id}`}
                  action={withdrawAction}
                  fields={{ change: change.id }}
                  texts={{ button: t("withdraw"), pending: t("withdrawing") }}
                />
              )}
            </ChangeCard>
          </li>
        ))}
      </ul>
    </Section>
  );
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
      <h1 className="mb-4 text-xl">{t("title")}</h1>
      <PriceNav here="rules" />
      <p className="mb-4 max-w-[70ch] text-sm text-ink-2">{t("lead")}</p>
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
      <Planned changes={desk.scheduled} mayChange={mayChange} />
    </>
  );
}
