import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import Link from "next/link";
import { NowTable } from "@/components/admin/charts/now-table";
import { SalesSection } from "@/components/admin/charts/sales-section";
import { LiveRefresh } from "@/components/admin/live-refresh";
import { DeskQueue } from "@/components/admin/desk-queue";
import { FailedMailTable } from "@/components/admin/failed-mail-table";
import { OrderTable } from "@/components/admin/order-table";
import { readTimeZone } from "@/components/admin/read-time-zone";
import { RulesNotice } from "@/components/admin/rules-notice";
import { ProviderTable } from "@/components/admin/provider-table";
import { Section } from "@/components/admin/section";
import { TroubledPaymentTable } from "@/components/admin/troubled-payment-table";
import { UnmappedTable } from "@/components/admin/unmapped-table";
import { Notice } from "@/components/ui/notice";
import { may } from "@/lib/core/permissions";
import { readHome, readPeriod } from "@/lib/reports";
import { readStaff, requireStaff } from "../require-staff";

export async function generateMetadata(): Promise<Metadata> {
  if (!(await readStaff())) return {};
  const t = await getTranslations("admin.desk");
  return { title: t("title") };
}

type Query = Partial<Record<"period" | "from" | "to" | "tz", string | string[]>>;

const first = (value: string | string[] | undefined): string | undefined =>
  (Array.isArray(value) ? value[0] : value) || undefined;

/** Often enough to see a bad minute, seldom enough to cost nothing. */
const REFRESH_MS = 10_000;
/** Whatever a clock can be set by; UTC is no place and stands first. */
const ZONES = ["UTC", ...Intl.supportedValuesOf("timeZone").filter((zone) => zone !== "UTC")];

export default async function DeskPage({ searchParams }: { searchParams: Promise<Query> }) {
  const { ctx } = await requireStaff();
  const query = await searchParams;
  const asked = readPeriod({
    period: first(query.period),
    from: first(query.from),
    to: first(query.to),
    tz: first(query.tz) ?? (await readTimeZone()),
  });
  const [{ desk, now, sales }, t, words] = await Promise.all([
    readHome(ctx, asked.period),
    getTranslations("admin.desk"),
    getTranslations("staff-numbers.now"),
  ]);
  const withProfit = may(ctx.actor, "books.read");
  const { review, inDoubt, overdue, late, payments, failedMails } = desk;
  const troubled = desk.providers.filter(({ needsLook }) => needsLook);
  const quiet =
    troubled.length === 0 &&
    !desk.rules?.violations &&
    desk.openBreaks === 0 &&
    [review, inDoubt, overdue, late, payments, failedMails].every(({ total }) => total === 0);
  const all = (state: string, total: number) => (
    <Link href={`/admin/orders?state=${state}`} className="link text-sm">
      {t("all", { count: total })}
    </Link>
  );
  return (
    <>
      <LiveRefresh everyMs={REFRESH_MS} />
      <h1 className="mb-4 text-xl">{t("title")}</h1>
      <RulesNotice rules={desk.rules} />
      {desk.openBreaks > 0 && (
        <div className="mb-4">
          <Notice tone="bad" title={t("breaks.title", { count: desk.openBreaks })}>
            <Link href="/admin/reconciliation" className="link">
              {t("breaks.open")}
            </Link>
          </Notice>
        </div>
      )}
      {quiet && (
        <Notice tone="ok" title={t("quiet.title")}>
          {t("quiet.text")}
        </Notice>
      )}
      <DeskQueue name="review" total={review.total} tone="bad" aside={all("review", review.total)}>
        <OrderTable caption={t("review.title")} rows={review.rows} due />
      </DeskQueue>
      <DeskQueue name="payments" total={payments.total} tone="bad">
        <TroubledPaymentTable caption={t("payments.title")} rows={payments.rows} />
      </DeskQueue>
      <DeskQueue name="providers" total={troubled.length} tone="bad">
        <ProviderTable caption={t("providers.title")} rows={troubled} />
      </DeskQueue>
      <DeskQueue name="late" total={late.total} tone="bad">
        <OrderTable caption={t("late.title")} rows={late.rows} due />
      </DeskQueue>
      <DeskQueue name="inDoubt" total={inDoubt.total} tone="wait" aside={all("in_doubt", inDoubt.total)}>
        <OrderTable caption={t("inDoubt.title")} rows={inDoubt.rows} due />
      </DeskQueue>
      <DeskQueue name="overdue" total={overdue.total} tone="wait" aside={all("accepted", overdue.total)}>
        <OrderTable caption={t("overdue.title")} rows={overdue.rows} due />
      </DeskQueue>
      <DeskQueue name="failedMails" total={failedMails.total} tone="bad">
        <FailedMailTable caption={t("failedMails.title")} rows={failedMails.rows} />
      </DeskQueue>
      <Section
        id="today"
        title={words("title")}
        note={words("note", { zone: asked.period.zone, currency: now.today.revenue.currency })}
      >
        <NowTable now={now} withProfit={withProfit} />
      </Section>
      <SalesSection asked={asked} sales={sales} zones={ZONES} withProfit={withProfit} />
      {desk.providers.length > troubled.length && (
        <Section id="providers" title={t("allProviders")} note={t("allProvidersNote")}>
          <ProviderTable
            caption={t("allProviders")}
            rows={desk.providers.filter(({ needsLook }) => !needsLook)}
          />
        </Section>
      )}
      <DeskQueue name="unmapped" total={desk.unmapped.total} tone="wait">
        <UnmappedTable caption={t("unmapped.title")} rows={desk.unmapped.rows} />
      </DeskQueue>
    </>
  );
}
