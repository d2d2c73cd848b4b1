import { useTranslations } from "next-intl";
import Link from "next/link";
import { Chip } from "@/components/ui/chip";
import type { TroubledPayment } from "@/lib/reports/types";
import { Amount } from "./amount";
import { DataTable } from "./data-table";
import { PaymentChip } from "./state-chip";
import { When } from "./when";

/** Payments that a person has to look at, each by its first order. */
export function TroubledPaymentTable({ caption, rows }: { caption: string; rows: TroubledPayment[] }) {
  const t = useTranslations("admin.order");
  return (
    <DataTable
      caption={caption}
      rows={rows}
      keyOf={(payment) => payment.paymentId}
      columns={[
        {
          head: t("label.payment"),
          cell: ({ orderId, amount }) => (
            <Link href={`/admin/orders/${orderId}`} prefetch={false} className="link">
              <Amount of={amount} />
            </Link>
          ),
        },
        {
          head: t("label.state"),
          cell: ({ state, disputed, underReview, heldBack, owes }) => (
            <span className="inline-flex flex-wrap gap-1.5">
              <PaymentChip state={state} />
              {disputed && <Chip tone="bad">{t("flag.disputed")}</Chip>}
              {heldBack && <Chip tone="bad">{t("flag.heldBack")}</Chip>}
              {owes && <Chip tone="bad">{t("flag.owes")}</Chip>}
              {underReview && <Chip tone="wait">{t("flag.underReview")}</Chip>}
            </span>
          ),
        },
        { head: t("label.changed"), cell: (payment) => <When at={payment.updatedAt} /> },
      ]}
    />
  );
}
