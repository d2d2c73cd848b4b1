import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import Link from "next/link";
import { PayoutTable } from "@/components/admin/books/payout-table";
import { buttonClass } from "@/components/admin/control-class";
import { ActionForm } from "@/components/admin/settle/action-form";
import { Notice } from "@/components/ui/notice";
import { may } from "@/lib/core/permissions";
import { listPayouts } from "@/lib/reports";
import { readStaff, requireStaff } from "../../../require-staff";
import { firstOf, type Query } from "../../prices/first-of";
import { takeInPayoutsAction } from "../run-actions";

const PAGE = 50;

export async function generateMetadata(): Promise<Metadata> {
  if (!(await readStaff())) return {};
  const t = await getTranslations("staff-prices.payouts");
  return { title: t("title") };
}

export default async function PayoutsPage({ searchParams }: { searchParams: Promise<Query> }) {
  const { ctx } = await requireStaff("books.read");
  const before = firstOf(await searchParams, "before") || null;
  const [{ payouts, more }, t] = await Promise.all([
    listPayouts(ctx, { before, limit: PAGE }),
    getTranslations("staff-prices.payouts"),
  ]);
  const last = payouts.at(-1);
  return (
    <>
      <h1 className="mb-4 text-xl">{t("title")}</h1>
      <p className="mb-4">
        <Link href="/admin/reconciliation" className="link">
          {t("back")}
        </Link>
      </p>
      <p className="mb-4 max-w-[70ch] text-sm text-ink-2">{t("lead")}</p>
      {payouts.length > 0 ? <PayoutTable payouts={payouts} /> : <Notice title={t("none")} />}
      {more && last && (
        <p className="mt-4">
          <Link href={`/admin/reconciliation/payouts?before=${last.id}`} className={buttonClass}>
            {t("older")}
          </Link>
        </p>
      )}
      {may(ctx.actor, "books.mend") && (
        <div className="mt-6 max-w-[22rem]">
          <ActionForm
            id="read-payouts"
            action={takeInPayoutsAction}
            fields={{}}
            texts={{ button: t("readNow"), pending: t("reading") }}
          />
        </div>
      )}
    </>
  );
}
