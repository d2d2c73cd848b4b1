import { useTranslations } from "next-intl";
import Link from "next/link";
import { Chip } from "@/components/ui/chip";
import type { CustomerRow } from "@/lib/reports/types";
import { DataTable } from "../data-table";
import { When } from "../when";

/** Buyers by their addresses. */
export function CustomerTable({ rows }: { rows: CustomerRow[] }) {
  const t = useTranslations("staff-cases.customers");
  return (
    <DataTable
      caption={t("title")}
      rows={rows}
      keyOf={({ email }) => email}
      columns={[
        {
          head: t("email"),
          cell: ({ email, blocked }) => (
            <span className="inline-flex flex-wrap items-center gap-2">
              <Link
                href={`/admin/customers/buyer?email=${encodeURIComponent(email)}`}
                prefetch={false}
                className="link [overflow-wrap:anywhere]"
              >
                {email}
              </Link>
              {blocked && <Chip tone="bad">{t("blocked")}</Chip>}
            </span>
          ),
        },
        { head: t("orders"), cell: ({ orders }) => orders, atEnd: true },
        { head: t("last"), cell: ({ lastAt }) => <When at={lastAt} />, atEnd: true },
      ]}
    />
  );
}
