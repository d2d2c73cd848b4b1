import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import Link from "next/link";
import { buttonClass } from "@/components/admin/control-class";
import { LiveRefresh } from "@/components/admin/live-refresh";
import { ProviderList } from "@/components/admin/supply/provider-list";
import { PROVIDER_NAMES } from "@/lib/providers/spec";
import { readProviderHealth, readProviders } from "@/lib/reports";
import { readStaff, requireStaff } from "../../require-staff";

const HOURS = 24;
const EVERY_MS = 15_000;

export async function generateMetadata(): Promise<Metadata> {
  if (!(await readStaff())) return {};
  const t = await getTranslations("staff-supply.list");
  return { title: t("title") };
}

export default async function ProvidersPage() {
  const { ctx } = await requireStaff("supply.read");
  const [standings, health, t] = await Promise.all([
    readProviders(ctx),
    Promise.all(PROVIDER_NAMES.map((provider) => readProviderHealth(ctx, { provider, hours: HOURS }))),
    getTranslations("staff-supply.list"),
  ]);
  const rows = PROVIDER_NAMES.map((name, index) => ({
    name,
    on: ctx.providers.get(name) !== undefined,
    standing: standings.find(({ provider }) => provider === name) ?? null,
    fared: health[index]?.all,
  })).flatMap(({ fared, ...row }) => (fared ? [{ ...row, fared }] : []));
  return (
    <>
      <div className="mb-4 flex flex-wrap items-baseline justify-between gap-4">
        <h1 className="text-xl">{t("title")}</h1>
        <Link href="/admin/providers/rules" className={buttonClass}>
          {t("rules")}
        </Link>
      </div>
      <p className="mb-4 max-w-[70ch] text-sm text-ink-2">{t("lead")}</p>
      <ProviderList caption={t("title")} rows={rows} />
      <LiveRefresh everyMs={EVERY_MS} />
    </>
  );
}
