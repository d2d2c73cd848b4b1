import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import Link from "next/link";
import { notFound } from "next/navigation";
import { BreakCard } from "@/components/admin/books/break-card";
import { ClosedBreakTable } from "@/components/admin/books/closed-break-table";
import { RunFacts, RunSources } from "@/components/admin/books/run-sheet";
import { buttonClass } from "@/components/admin/control-class";
import { Section } from "@/components/admin/section";
import { When } from "@/components/admin/when";
import { Notice } from "@/components/ui/notice";
import { may } from "@/lib/core/permissions";
import { readRun } from "@/lib/reports";
import type { RunSheet } from "@/lib/reports/types";
import { readStaff, requireStaff } from "../../../require-staff";
import { firstOf, type Query } from "../../prices/first-of";
import { mendAction } from "../mend-action";

const PAGE = 50;

export async function generateMetadata(): Promise<Metadata> {
  if (!(await readStaff())) return {};
  const t = await getTranslations("staff-prices.aRun");
  return { title: t("title") };
}

async function FirstSeen({ sheet, mayMend }: { sheet: RunSheet; mayMend: boolean }) {
  const t = await getTranslations("staff-prices.aRun");
  const { total, rows } = sheet.firstSeen;
  const open = rows.filter(({ state }) => state === "open");
  const closed = rows.filter(({ state }) => state !== "open");
  if (total === 0)
    return (
      <div className="mt-6">
        <Notice title={t("none")} />
      </div>
    );
  return (
    <>
      {open.length > 0 && (
        <Section id="open-breaks" title={t("open")} note={t("openNote", { total, open: open.length })}>
          <ul className="grid gap-3">
            {open.map((row) => (
              <li key={row.id}>
                <BreakCard found={row} mend={mayMend ? mendAction : null} />
              </li>
            ))}
          </ul>
        </Section>
      )}
      {closed.length > 0 && (
        <Section id="closed-breaks" title={t("closed")} note={t("closedNote", { total })}>
          <ClosedBreakTable breaks={closed} />
        </Section>
      )}
    </>
  );
}

export default async function RunPage({
  params,
  searchParams,
}: {
  params: Promise<{ runId: string }>;
  searchParams: Promise<Query>;
}) {
  const { ctx } = await requireStaff("books.read");
  const [{ runId }, query] = await Promise.all([params, searchParams]);
  const page = Math.min(Math.max(Math.trunc(Number(firstOf(query, "page"))) || 1, 1), 10_000);
  const sheet = await readRun(ctx, { runId, skip: (page - 1) * PAGE, limit: PAGE });
  if (!sheet) notFound();
  const t = await getTranslations("staff-prices.aRun");
  const turn = (to: number, text: string) => (
    <Link href={`/admin/reconciliation/${runId}?page=${to}`} prefetch={false} className={buttonClass}>
      {text}
    </Link>
  );
  return (
    <>
      <h1 className="mb-4 text-xl">{t.rich("of", { moment: () => <When at={sheet.run.startedAt} /> })}</h1>
      <p className="mb-4">
        <Link href="/admin/reconciliation" className="link">
          {t("back")}
        </Link>
      </p>
      <RunFacts sheet={sheet} />
      <RunSources sources={sheet.run.sources} />
      <FirstSeen sheet={sheet} mayMend={may(ctx.actor, "books.mend")} />
      {sheet.firstSeen.total > PAGE && (
        <p className="mt-4 flex gap-3">
          {page > 1 && turn(page - 1, t("previous"))}
          {sheet.firstSeen.total > page * PAGE && turn(page + 1, t("next"))}
        </p>
      )}
    </>
  );
}
