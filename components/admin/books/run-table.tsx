import { useTranslations } from "next-intl";
import Link from "next/link";
import { Chip, type ChipTone } from "@/components/ui/chip";
import type { RunView } from "@/lib/reports/types";
import { DataTable } from "../data-table";
import { providerTitle } from "../provider-title";
import { When } from "../when";

const TONES: Record<RunView["state"], ChipTone> = {
  running: "info",
  complete: "ok",
  incomplete: "wait",
  failed: "bad",
};

/** How a comparison ended, in words. */
export function RunChip({ state }: Pick<RunView, "state">) {
  const t = useTranslations("admin.books.runState");
  return <Chip tone={TONES[state]}>{t(state)}</Chip>;
}

/** The last comparisons, and how far each source could be read. */
export function RunTable({ runs }: { runs: RunView[] }) {
  const t = useTranslations("admin.books");
  if (runs.length === 0) return <p className="text-sm text-ink-2">{t("noRuns")}</p>;
  return (
    <DataTable
      caption={t("runs")}
      rows={runs}
      keyOf={({ id }) => id}
      columns={[
        {
          head: t("started"),
          cell: ({ id, startedAt }) => (
            <Link href={`/admin/reconciliation/${id}`} prefetch={false} className="link">
              <When at={startedAt} />
            </Link>
          ),
        },
        { head: t("state"), cell: ({ state }) => <RunChip state={state} /> },
        {
          head: t("window"),
          cell: ({ from, to }) => (
            <span>
              <When at={from} /> – <When at={to} />
            </span>
          ),
        },
        {
          head: t("sources"),
          cell: ({ sources }) => (
            <ul className="max-md:text-end">
              {sources.map(({ name, state, lines, error }) => (
                <li key={name}>
                  {t("sourceLine", { name: providerTitle(name), lines })}
                  {state !== "complete" && (
                    <span className="text-clay">
                      {" "}
                      {t("brokeOff")}
                      {error && `: ${error}`}
                    </span>
                  )}
                </li>
              ))}
            </ul>
          ),
        },
        { head: t("breaks"), cell: ({ found }) => found, atEnd: true },
        { head: t("new"), cell: ({ newBreaks }) => newBreaks, atEnd: true },
      ]}
    />
  );
}
