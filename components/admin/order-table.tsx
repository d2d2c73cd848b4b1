import { useLocale, useTranslations } from "next-intl";
import Link from "next/link";
import { Flag } from "@/components/ui/flag";
import { formatMoney } from "@/lib/core/money";
import type { OrderRowView } from "@/lib/reports/types";
import { Amount } from "./amount";
import { DataTable, type Column } from "./data-table";
import { OrderChip, PaymentChip } from "./state-chip";
import { When } from "./when";

/** Orders as rows; the way into one is its first words. `due` shows when it should be looked at next instead of its e-mail. */
export function OrderTable({
  caption,
  rows,
  due = false,
}: {
  caption: string;
  rows: OrderRowView[];
  due?: boolean;
}) {
  const t = useTranslations("admin.orders");
  const locale = useLocale();
  const what = (row: OrderRowView) => (
    <Link href={`/admin/orders/${row.id}`} prefetch={false} className="link inline-flex items-center gap-2">
      <Flag country={row.country} width={21} />
      {t("what", {
        face: row.parcel ?? formatMoney(row.face, locale, { compact: true }),
        operator: row.operator,
      })}
    </Link>
  );
  const last: Column<OrderRowView> = due
    ? { head: t("columns.next"), cell: (row) => row.nextActionAt && <When at={row.nextActionAt} /> }
    : { head: t("columns.email"), cell: (row) => row.maskedEmail };
  const columns: Column<OrderRowView>[] = [
    { head: t("columns.what"), cell: what },
    {
      head: t("columns.number"),
      cell: (row) => <span className="num whitespace-nowrap">{row.to.masked}</span>,
    },
    last,
    { head: t("columns.made"), cell: (row) => <When at={row.createdAt} /> },
    { head: t("columns.order"), cell: (row) => <OrderChip state={row.state} /> },
    { head: t("columns.money"), cell: (row) => <PaymentChip state={row.paymentState} /> },
    { head: t("columns.total"), cell: (row) => <Amount of={row.total} />, atEnd: true },
  ];
  return <DataTable caption={caption} columns={columns} rows={rows} keyOf={(row) => row.id} />;
}
