import { useLocale, useTranslations } from "next-intl";
import Link from "next/link";
import { Flag } from "@/components/ui/flag";
import { formatMoney } from "@/lib/core/money";
import type { ListedOrder, OrderColumn } from "@/lib/reports/types";
import { Amount } from "../amount";
import { useFigureTexts } from "../charts/use-figure-texts";
import { DataTable, type Column } from "../data-table";
import { OrderChip, PaymentChip } from "../state-chip";
import { When } from "../when";

/** Orders as rows with the columns that were chosen; `form` lets them be picked for it. */
export function ListedTable({
  caption,
  rows,
  columns,
  form,
}: {
  caption: string;
  rows: ListedOrder[];
  columns: readonly OrderColumn[];
  form?: string | undefined;
}) {
  const t = useTranslations("staff-numbers.list");
  const what = useTranslations("admin.orders");
  const kinds = useTranslations("catalog.operator.kinds");
  const texts = useFigureTexts();
  const locale = useLocale();
  const nameOf = (row: ListedOrder): string =>
    what("what", {
      face: row.parcel ?? formatMoney(row.face, locale, { compact: true }),
      operator: row.operator,
    });
  const cells: Record<OrderColumn, Omit<Column<ListedOrder>, "head">> = {
    what: {
      cell: (row) => (
        <Link
          href={`/admin/orders/${row.id}`}
          prefetch={false}
          className="link inline-flex items-center gap-2"
        >
          <Flag country={row.country} width={21} />
          {nameOf(row)}
        </Link>
      ),
    },
    to: { cell: (row) => <span className="num whitespace-nowrap">{row.to.masked}</span> },
    email: { cell: (row) => row.maskedEmail },
    made: { cell: (row) => <When at={row.createdAt} /> },
    state: { cell: (row) => <OrderChip state={row.state} /> },
    payment: { cell: (row) => <PaymentChip state={row.paymentState} /> },
    total: { cell: (row) => <Amount of={row.total} />, atEnd: true },
    provider: { cell: (row) => row.provider },
    kind: { cell: (row) => kinds(row.kind as Parameters<typeof kinds>[0]) },
    took: { cell: (row) => (row.tookMs === null ? null : texts.took(row.tookMs)), atEnd: true },
    profit: { cell: (row) => row.profit && texts.sum(row.profit), atEnd: true },
    operatorReference: { cell: (row) => row.operatorReference },
  };
  const pick: Column<ListedOrder>[] = form
    ? [
        {
          head: t("pick"),
          cell: (row) => (
            <input
              type="checkbox"
              form={form}
              name="id"
              value={row.id}
              aria-label={t("pickOne", { what: nameOf(row), to: row.to.masked })}
              className="size-5 accent-ink"
            />
          ),
        },
      ]
    : [];
  const shown = columns.map((column) => ({ head: t(`columns.${column}`), ...cells[column] }));
  return <DataTable caption={caption} columns={[...pick, ...shown]} rows={rows} keyOf={(row) => row.id} />;
}
