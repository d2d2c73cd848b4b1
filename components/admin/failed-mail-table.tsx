import { useTranslations } from "next-intl";
import Link from "next/link";
import type { FailedMail } from "@/lib/reports/types";
import { DataTable } from "./data-table";
import { When } from "./when";

/** Mails that were given up. */
export function FailedMailTable({ caption, rows }: { caption: string; rows: FailedMail[] }) {
  const t = useTranslations("admin.order.label");
  return (
    <DataTable
      caption={caption}
      rows={rows}
      keyOf={(mail) => mail.id}
      columns={[
        {
          head: t("mail"),
          cell: ({ template, orderId }) =>
            orderId ? (
              <Link href={`/admin/orders/${orderId}`} prefetch={false} className="link">
                {template}
              </Link>
            ) : (
              template
            ),
        },
        { head: t("to"), cell: (mail) => mail.maskedTo },
        { head: t("at"), cell: (mail) => <When at={mail.createdAt} /> },
        { head: t("error"), cell: (mail) => mail.error },
      ]}
    />
  );
}
