import { useTranslations } from "next-intl";
import type { StaffLedgerEntry } from "@/lib/reports/types";
import { MicroAmount } from "./amount";
import { DataTable } from "./data-table";
import { When } from "./when";

/** Both sides of each posting of the order and its checkout. */
export function LedgerTable({ entries }: { entries: StaffLedgerEntry[] }) {
  const t = useTranslations("admin.order");
  if (entries.length === 0) return <p className="text-sm text-ink-2">{t("noLedger")}</p>;
  return (
    <DataTable
      caption={t("ledger")}
      rows={entries}
      keyOf={({ id }) => String(id)}
      columns={[
        { head: t("label.at"), cell: ({ at }) => <When at={at} /> },
        { head: t("label.kind"), cell: ({ kind }) => kind },
        { head: t("label.account"), cell: ({ account }) => account },
        { head: t("label.sum"), cell: ({ amount }) => <MicroAmount of={amount} />, atEnd: true },
      ]}
    />
  );
}
