import type { Metadata } from "next";
import { getFormatter, getTranslations } from "next-intl/server";
import Link from "next/link";
import { buttonClass } from "@/components/admin/control-class";
import { ChangeCard } from "@/components/admin/prices/change-card";
import { PriceHead } from "@/components/admin/prices/price-head";
import { Notice } from "@/components/ui/notice";
import { listPriceChanges } from "@/lib/catalog/prices";
import { may } from "@/lib/core/permissions";
import { readStaff, requireStaff } from "../../../require-staff";
import { firstOf, type Query } from "../first-of";

const PAGE = 20;

export async function generateMetadata(): Promise<Metadata> {
  if (!(await readStaff())) return {};
  const t = await getTranslations("staff-prices.history");
  return { title: t("title") };
}

export default async function HistoryPage({ searchParams }: { searchParams: Promise<Query> }) {
  const { ctx } = await requireStaff("prices.read");
  const query = await searchParams;
  const before = /^\d{1,15}$/.exec(firstOf(query, "before"))?.[0];
  const [{ changes, more }, t, format] = await Promise.all([
    listPriceChanges(ctx, { before: before ? Number(before) : null, limit: PAGE }),
    getTranslations("staff-prices.history"),
    getFormatter(),
  ]);
  const last = changes.at(-1);
  const flat = format.number(0.49, { style: "currency", currency: "USD" });
  return (
    <>
      <PriceHead here="history" title={t("title")} lead={t("lead")} />
      {changes.length === 0 && <Notice title={t("none", { percent: "4", flat })} />}
      <ol className="grid max-w-[44rem] gap-3">
        {changes.map((change) => (
          <li key={change.id}>
            <ChangeCard change={change}>
              {change.part === "prices" && change.state === "counts" && may(ctx.actor, "prices.write") && (
                <Link
                  href={`/admin/prices/change?restore=${change.n}&show=1`}
                  className="link justify-self-start"
                >
                  {t("restore", { n: change.n })}
                </Link>
              )}
            </ChangeCard>
          </li>
        ))}
      </ol>
      <div className="mt-4 flex flex-wrap gap-2">
        {before && (
          <Link href="/admin/prices/history" className={buttonClass}>
            {t("newest")}
          </Link>
        )}
        {more && last && (
          <Link href={`/admin/prices/history?before=${last.n}`} className={buttonClass}>
            {t("older")}
          </Link>
        )}
      </div>
    </>
  );
}
