import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import Link from "next/link";
import { BreakCard } from "@/components/admin/books/break-card";
import { BreakFilter } from "@/components/admin/books/break-filter";
import { ClosedBreakTable } from "@/components/admin/books/closed-break-table";
import { RunForm } from "@/components/admin/books/run-form";
import { RunTable } from "@/components/admin/books/run-table";
import { buttonClass } from "@/components/admin/control-class";
import { Section } from "@/components/admin/section";
import { Chip } from "@/components/ui/chip";
import { Notice } from "@/components/ui/notice";
import { may } from "@/lib/core/permissions";
import { BREAK_CLASSES } from "@/lib/ledger";
import { readReconciliation } from "@/lib/reports";
import type { ReconciliationView, RunView } from "@/lib/reports/types";
import { readStaff, requireStaff } from "../../require-staff";
import { firstOf, type Query } from "../prices/first-of";
import { mendAction } from "./mend-action";
import { runAction } from "./run-actions";

export async function generateMetadata(): Promise<Metadata> {
  if (!(await readStaff())) return {};
  const t = await getTranslations("admin.books");
  return { title: t("title") };
}

/** Nothing is open: what that is worth depends on how far the last comparison got. */
function wordOf(last: RunView | undefined): "agree" | "agreeSoFar" | "never" {
  if (!last) return "never";
  return last.state === "complete" ? "agree" : "agreeSoFar";
}

const DAYS = [1, 2, 7, 31];

async function RunNow() {
  const t = await getTranslations("staff-prices.run");
  return (
    <Section id="run-now" title={t("title")} note={t("note")}>
      <RunForm
        action={runAction}
        texts={{
          days: t("days"),
          choices: DAYS.map((days) => ({ days, text: t("daysValue", { days }) })),
          submit: t("submit"),
          pending: t("pending"),
        }}
      />
    </Section>
  );
}

async function OpenBreaks({
  view,
  kind,
  source,
  mayMend,
}: {
  view: ReconciliationView;
  kind: string;
  source: string;
  mayMend: boolean;
}) {
  const [t, own] = await Promise.all([getTranslations("admin.books"), getTranslations("staff-prices.run")]);
  const { open, runs } = view;
  const [last] = runs;
  if (open.total === 0)
    return (
      <div className="mt-4">
        <Notice tone={last?.state === "complete" ? "ok" : "info"} title={t(wordOf(last))} />
      </div>
    );
  const title = (
    <span className="inline-flex items-center gap-2">
      {t("open")} <Chip tone="bad">{open.total}</Chip>
    </span>
  );
  const sources = [...new Set(runs.flatMap((run) => run.sources.map(({ name }) => name)))].toSorted();
  return (
    <Section
      id="open-breaks"
      title={title}
      note={t("openNote", { shown: open.rows.length, total: open.total })}
    >
      <BreakFilter kind={kind} source={source} kinds={BREAK_CLASSES} sources={sources} />
      {open.rows.length === 0 && <p className="text-sm text-ink-2">{own("none")}</p>}
      <ul className="grid gap-3">
        {open.rows.map((row) => (
          <li key={row.id}>
            <BreakCard found={row} mend={mayMend ? mendAction : null} />
          </li>
        ))}
      </ul>
    </Section>
  );
}

export default async function ReconciliationPage({ searchParams }: { searchParams: Promise<Query> }) {
  const { ctx } = await requireStaff("books.read");
  const query = await searchParams;
  const kind = BREAK_CLASSES.find((one) => one === firstOf(query, "class"));
  const source = firstOf(query, "source");
  const [view, t, own] = await Promise.all([
    readReconciliation(ctx, { class: kind, source: source || undefined }),
    getTranslations("admin.books"),
    getTranslations("staff-prices.run"),
  ]);
  const { runs, closed } = view;
  const mayMend = may(ctx.actor, "books.mend");
  return (
    <>
      <h1 className="mb-4 text-xl">{t("title")}</h1>
      <p className="max-w-[70ch] text-sm text-ink-2">{t("lead")}</p>
      <p className="mt-3">
        <Link href="/admin/reconciliation/payouts" className={buttonClass}>
          {own("payouts")}
        </Link>
      </p>
      <OpenBreaks view={view} kind={kind ?? ""} source={source} mayMend={mayMend} />
      {mayMend && <RunNow />}
      <Section id="runs" title={t("runs")} note={t("runsNote")}>
        <RunTable runs={runs} />
      </Section>
      {closed.length > 0 && (
        <Section id="closed-breaks" title={t("closed")}>
          <ClosedBreakTable breaks={closed} />
        </Section>
      )}
    </>
  );
}
