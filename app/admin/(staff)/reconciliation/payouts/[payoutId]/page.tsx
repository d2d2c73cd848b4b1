import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import Link from "next/link";
import { notFound } from "next/navigation";
import { PayoutLines, PayoutTable } from "@/components/admin/books/payout-table";
import { buttonClass } from "@/components/admin/control-class";
import { Section } from "@/components/admin/section";
import { readPayout } from "@/lib/reports";
import { readStaff, requireStaff } from "../../../../require-staff";
import { firstOf, type Query } from "../../../prices/first-of";

const PAGE = 100;

export async function generateMetadata(): Promise<Metadata> {
  if (!(await readStaff())) return {};
  const t = await getTranslations("staff-prices.payouts");
  return { title: t("title") };
}

export default async function PayoutPage({
  params,
  searchParams,
}: {
  params: Promise<{ payoutId: string }>;
  searchParams: Promise<Query>;
}) {
  const { ctx } = await requireStaff("books.read");
  const [{ payoutId }, query] = await Promise.all([params, searchParams]);
  const before = firstOf(query, "before") || null;
  const found = await readPayout(ctx, { id: payoutId, before, limit: PAGE });
  if (!found) notFound();
  const t = await getTranslations("staff-prices.payouts");
  const last = found.lines.at(-1);
  return (
    <>
      <h1 className="mb-4 text-xl break-all">{t("of", { id: payoutId })}</h1>
      <p className="mb-4">
        <Link href="/admin/reconciliation/payouts" className="link">
          {t("all")}
        </Link>
      </p>
      <PayoutTable payouts={[found.payout]} />
      <Section id="lines" title={t("linesTitle")}>
        <PayoutLines lines={found.lines} />
        {found.more && last && (
          <p className="mt-4">
            <Link
              href={`/admin/reconciliation/payouts/${payoutId}?before=${last.id}`}
              className={buttonClass}
            >
              {t("older")}
            </Link>
          </p>
        )}
      </Section>
    </>
  );
}
