import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { MonthRows, MonthTotals } from "@/components/admin/books/month-tables";
import { buttonClass, inputClass } from "@/components/admin/control-class";
import { Section } from "@/components/admin/section";
import { When } from "@/components/admin/when";
import { Chip } from "@/components/ui/chip";
import { Notice } from "@/components/ui/notice";
import { listMonths, readMonth } from "@/lib/reports";
import type { MonthReport } from "@/lib/reports/books/types";
import { readStaff, requireStaff } from "../../require-staff";
import { firstOf, type Query } from "../prices/first-of";

export async function generateMetadata(): Promise<Metadata> {
  if (!(await readStaff())) return {};
  const t = await getTranslations("staff-prices.months");
  return { title: t("title") };
}

async function Picker({ months, month }: { months: string[]; month: string }) {
  const t = await getTranslations("staff-prices.months");
  return (
    <form action="/admin/reports" className="mb-4 flex flex-wrap items-end gap-3">
      <label className="grid gap-1.5 text-sm font-semibold">
        {t("pick")}
        <select name="month" defaultValue={month} className={`${inputClass} w-44`}>
          {months.map((one) => (
            <option key={one} value={one}>
              {one}
            </option>
          ))}
        </select>
      </label>
      <button type="submit" className={buttonClass}>
        {t("show")}
      </button>
      <a href={`/admin/reports/${month}/csv`} className={buttonClass}>
        {t("csv")}
      </a>
    </form>
  );
}

async function Report({ report }: { report: MonthReport }) {
  const t = await getTranslations("staff-prices.months");
  const { state, upTo, reporting: currency } = report;
  const byCountry = t("byCountry", { currency });
  return (
    <>
      <p className="flex flex-wrap items-center gap-2 text-sm">
        <Chip tone={state === "closed" ? "ok" : "info"}>{t(`states.${state}`)}</Chip>
        {t("upTo")} <When at={upTo} />
      </p>
      {report.rateMissing && (
        <div className="mt-3">
          <Notice tone="wait">{t("rateMissing", { currency })}</Notice>
        </div>
      )}
      <Section id="totals" title={t("totals")} note={t("totalsNote", { currency })}>
        <MonthTotals report={report} />
      </Section>
      <Section id="by-country" title={byCountry} note={t("byCountryNote")}>
        <MonthRows rows={report.rowsInReporting} caption={byCountry} />
      </Section>
    </>
  );
}

export default async function ReportsPage({ searchParams }: { searchParams: Promise<Query> }) {
  const { ctx } = await requireStaff("books.read");
  const [query, months, t] = await Promise.all([
    searchParams,
    listMonths(ctx),
    getTranslations("staff-prices.months"),
  ]);
  const month = months.find((one) => one === firstOf(query, "month")) ?? months[0];
  return (
    <>
      <h1 className="mb-4 text-xl">{t("title")}</h1>
      <p className="mb-4 max-w-[70ch] text-sm text-ink-2">{t("lead")}</p>
      {month ? (
        <>
          <Picker months={months} month={month} />
          <Report report={await readMonth(ctx, month)} />
        </>
      ) : (
        <Notice title={t("none")} />
      )}
    </>
  );
}
