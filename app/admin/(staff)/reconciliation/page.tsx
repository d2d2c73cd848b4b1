import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { BreakCard } from "@/components/admin/books/break-card";
import { ClosedBreakTable } from "@/components/admin/books/closed-break-table";
import { RunTable } from "@/components/admin/books/run-table";
import { Section } from "@/components/admin/section";
import { Chip } from "@/components/ui/chip";
import { Notice } from "@/components/ui/notice";
import { readReconciliation } from "@/lib/reports";
import type { RunView } from "@/lib/reports/types";
import { readStaff, requireStaff } from "../../require-staff";
import { mendAction } from "./mend-action";

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

export default async function ReconciliationPage() {
  const { ctx } = await requireStaff();
  const [{ runs, open, closed }, t] = await Promise.all([
    readReconciliation(ctx),
    getTranslations("admin.books"),
  ]);
  const [last] = runs;
  const title = (
    <span className="inline-flex items-center gap-2">
      {t("open")} <Chip tone="bad">{open.total}</Chip>
    </span>
  );
  return (
    <>
      <h1 className="mb-4 text-xl">{t("title")}</h1>
      <p className="max-w-[70ch] text-sm text-ink-2">{t("lead")}</p>
      {open.total > 0 ? (
        <Section
          id="open-breaks"
          title={title}
          note={t("openNote", { shown: open.rows.length, total: open.total })}
        >
          <ul className="grid gap-3">
            {open.rows.map((row) => (
              <li key={row.id}>
                <BreakCard found={row} mend={mendAction} />
              </li>
            ))}
          </ul>
        </Section>
      ) : (
        <div className="mt-4">
          <Notice tone={last?.state === "complete" ? "ok" : "info"} title={t(wordOf(last))} />
        </div>
      )}
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
