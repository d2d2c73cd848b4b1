import { useTranslations } from "next-intl";
import type { BreakView } from "@/lib/reports/types";
import { DataTable } from "../data-table";
import { providerTitle } from "../provider-title";
import { When } from "../when";

/** What was mended or explained lately: how, by whom and why. */
export function ClosedBreakTable({ breaks }: { breaks: BreakView[] }) {
  const t = useTranslations("admin.books");
  return (
    <DataTable
      caption={t("closed")}
      rows={breaks}
      keyOf={({ id }) => id}
      columns={[
        { head: t("closedAt"), cell: ({ closed }) => closed && <When at={closed.at} /> },
        { head: t("what.head"), cell: ({ class: kind }) => t(`class.${kind}`) },
        { head: t("source"), cell: ({ source }) => providerTitle(source) },
        { head: t("how"), cell: ({ closed }) => t(closed?.verb ? `verb.${closed.verb}` : "byItself") },
        { head: t("by"), cell: ({ closed }) => closed?.by ?? "" },
        { head: t("why"), cell: ({ closed }) => <span className="break-words">{closed?.reason}</span> },
      ]}
    />
  );
}
