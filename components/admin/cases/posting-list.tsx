import { useTranslations } from "next-intl";
import type { StaffLedgerEntry } from "@/lib/reports/types";
import { MicroAmount } from "../amount";
import { When } from "../when";

/** The books of an order, posting by posting: both legs of each stand together and sum to nought. */
export function PostingList({ entries }: { entries: StaffLedgerEntry[] }) {
  const t = useTranslations("staff-cases.postings");
  if (entries.length === 0) return <p className="text-sm text-ink-2">{t("none")}</p>;
  const postings = new Map<string, StaffLedgerEntry[]>();
  for (const entry of entries) {
    const legs = postings.get(entry.postingId);
    if (legs) legs.push(entry);
    else postings.set(entry.postingId, [entry]);
  }
  return (
    <ul className="grid gap-2 md:grid-cols-2">
      {[...postings].map(([id, legs]) => (
        <li key={id} className="rounded-md border border-rule bg-surface p-3 text-sm">
          <p className="flex flex-wrap justify-between gap-x-4">
            <span className="font-semibold">{legs[0]?.kind}</span>
            {legs[0] && (
              <span className="text-xs text-ink-3">
                <When at={legs[0].at} />
              </span>
            )}
          </p>
          {legs.map(({ id: leg, account, amount }) => (
            <p key={leg} className="flex flex-wrap justify-between gap-x-4 text-ink-2">
              <span>{account}</span>
              <MicroAmount of={amount} />
            </p>
          ))}
        </li>
      ))}
    </ul>
  );
}
