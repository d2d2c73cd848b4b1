import { useTranslations } from "next-intl";
import { Chip, type ChipTone } from "@/components/ui/chip";
import type { StaffIntent } from "@/lib/reports/types";
import { Amount } from "./amount";
import { CodeText } from "./code-text";
import { DataTable } from "./data-table";
import { When } from "./when";

const TONES: Record<StaffIntent["state"], ChipTone> = { intended: "wait", confirmed: "ok", refused: "bad" };

/** Captures, releases and refunds: what we meant to do and what came of it. */
export function IntentTable({ intents }: { intents: StaffIntent[] }) {
  const t = useTranslations("admin");
  if (intents.length === 0) return <p className="text-sm text-ink-2">{t("order.noIntents")}</p>;
  return (
    <DataTable
      caption={t("order.intents")}
      rows={intents}
      keyOf={({ kind, n }) => `${kind} ${n}`}
      columns={[
        { head: t("order.label.kind"), cell: ({ kind }) => kind },
        {
          head: t("order.label.state"),
          cell: ({ state }) => <Chip tone={TONES[state]}>{t(`intentState.${state}`)}</Chip>,
        },
        { head: t("order.label.reason"), cell: ({ reason }) => reason },
        {
          head: t("order.label.stripeId"),
          cell: ({ stripeId }) => stripeId && <CodeText>{stripeId}</CodeText>,
        },
        { head: t("order.label.at"), cell: ({ createdAt }) => <When at={createdAt} /> },
        { head: t("order.label.settled"), cell: ({ settledAt }) => settledAt && <When at={settledAt} /> },
        { head: t("order.label.sum"), cell: ({ amount }) => <Amount of={amount} />, atEnd: true },
      ]}
    />
  );
}
