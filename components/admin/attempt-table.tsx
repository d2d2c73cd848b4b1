import { useTranslations } from "next-intl";
import type { StaffAttempt } from "@/lib/reports/types";
import { MicroAmount } from "./amount";
import { CodeText } from "./code-text";
import { DataTable } from "./data-table";
import { JsonView } from "./json-view";
import { AttemptChip } from "./state-chip";
import { When } from "./when";

/** Every try to deliver, with both sides' references and what was said. */
export function AttemptTable({ attempts }: { attempts: StaffAttempt[] }) {
  const t = useTranslations("admin.order");
  if (attempts.length === 0) return <p className="text-sm text-ink-2">{t("noAttempts")}</p>;
  return (
    <DataTable
      caption={t("attempts")}
      rows={attempts}
      keyOf={(attempt) => String(attempt.n)}
      columns={[
        { head: t("label.n"), cell: ({ n }) => n },
        { head: t("label.provider"), cell: ({ provider }) => provider },
        { head: t("label.state"), cell: ({ state }) => <AttemptChip state={state} /> },
        { head: t("label.reference"), cell: ({ reference }) => <CodeText>{reference}</CodeText> },
        {
          head: t("label.providerReference"),
          cell: ({ providerReference }) => providerReference && <CodeText>{providerReference}</CodeText>,
        },
        { head: t("label.outcome"), cell: ({ outcome }) => outcome && <JsonView of={outcome} /> },
        {
          head: t("label.sent"),
          cell: ({ lastSentAt, sends, looks }) => (
            <span>
              <When at={lastSentAt} />
              <span className="block text-xs text-ink-3">{t("label.tries", { sends, looks })}</span>
            </span>
          ),
        },
        { head: t("label.settled"), cell: ({ settledAt }) => settledAt && <When at={settledAt} /> },
        { head: t("label.cost"), cell: ({ cost }) => cost && <MicroAmount of={cost} />, atEnd: true },
      ]}
    />
  );
}
