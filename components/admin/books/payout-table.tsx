import { useTranslations } from "next-intl";
import Link from "next/link";
import { Chip, type ChipTone } from "@/components/ui/chip";
import type { PayoutLineView, PayoutView } from "@/lib/reports/books/types";
import { MicroAmount } from "../amount";
import { CodeText } from "../code-text";
import { DataTable } from "../data-table";
import { When } from "../when";

const TONES: Record<string, ChipTone> = { paid: "ok", failed: "bad", canceled: "bad" };
const STATES = ["paid", "pending", "in_transit", "canceled", "failed"] as const;

/** Whether what is in a payout sums up to it. */
function Agreement({ payout: { automatic, sum, amount, unknown } }: { payout: PayoutView }) {
  const t = useTranslations("staff-prices.payouts");
  if (!automatic) return t("byHand");
  if (!sum) return t("unread");
  return (
    <span className="inline-flex flex-wrap gap-1.5">
      {sum.micros === amount.micros ? (
        <Chip tone="ok">{t("matches")}</Chip>
      ) : (
        <Chip tone="bad">{t.rich("differs", { sum: () => <MicroAmount key="sum" of={sum} /> })}</Chip>
      )}
      {unknown > 0 && <Chip tone="wait">{t("unknown", { count: unknown })}</Chip>}
    </span>
  );
}

export function PayoutTable({ payouts }: { payouts: PayoutView[] }) {
  const t = useTranslations("staff-prices.payouts");
  const stateOf = (state: string) => {
    const known = STATES.find((one) => one === state);
    return known ? t(`states.${known}`) : t("states.other", { state });
  };
  return (
    <DataTable
      caption={t("caption")}
      rows={payouts}
      keyOf={({ id }) => id}
      columns={[
        {
          head: t("payout"),
          cell: ({ id }) => (
            <Link href={`/admin/reconciliation/payouts/${id}`} className="link break-all">
              {id}
            </Link>
          ),
        },
        { head: t("made"), cell: ({ createdAt }) => <When at={createdAt} /> },
        { head: t("arrives"), cell: ({ arrivesAt }) => <When at={arrivesAt} /> },
        {
          head: t("state"),
          cell: ({ state, failure }) => (
            <span>
              <Chip tone={TONES[state] ?? "info"}>{stateOf(state)}</Chip> {failure}
            </span>
          ),
        },
        { head: t("lines"), cell: ({ lines }) => lines, atEnd: true },
        { head: t("agrees"), cell: (payout) => <Agreement payout={payout} /> },
        { head: t("amount"), cell: ({ amount }) => <MicroAmount of={amount} />, atEnd: true },
      ]}
    />
  );
}

/** What is in a payout, each movement with the order that it is about. */
export function PayoutLines({ lines }: { lines: PayoutLineView[] }) {
  const t = useTranslations("staff-prices.payouts");
  return (
    <DataTable
      caption={t("linesTitle")}
      rows={lines}
      keyOf={({ id }) => id}
      columns={[
        { head: t("at"), cell: ({ at }) => <When at={at} /> },
        { head: t("kind"), cell: ({ kind }) => t(`kinds.${kind as "charge"}`) },
        {
          head: t("order"),
          cell: ({ orderId, id }) =>
            orderId ? (
              <Link href={`/admin/orders/${orderId}`} className="link break-all">
                {orderId}
              </Link>
            ) : (
              <span>
                {t("noOrder")} <CodeText>{id}</CodeText>
              </span>
            ),
        },
        { head: t("gross"), cell: ({ gross }) => <MicroAmount of={gross} />, atEnd: true },
        { head: t("fee"), cell: ({ fee }) => <MicroAmount of={fee} />, atEnd: true },
        { head: t("net"), cell: ({ net }) => <MicroAmount of={net} />, atEnd: true },
      ]}
    />
  );
}
