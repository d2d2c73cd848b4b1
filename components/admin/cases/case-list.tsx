import { useTranslations } from "next-intl";
import Link from "next/link";
import { Chip } from "@/components/ui/chip";
import { Flag } from "@/components/ui/flag";
import type { CaseView } from "@/lib/reports/types";
import { Amount } from "../amount";
import { When } from "../when";

/** What waits, the oldest first; whose it is stands beside it. */
export function CaseList({ cases, open }: { cases: CaseView[]; open: string | undefined }) {
  const t = useTranslations("staff-cases.queue");
  return (
    <ol className="grid gap-2">
      {cases.map(({ orderId, kind, operator, country, to, total, since, lease, decision, proposal }) => (
        <li key={`${kind} ${orderId}`}>
          <Link
            href={`/admin/review?case=${orderId}`}
            prefetch={false}
            data-case={orderId}
            aria-current={orderId === open ? "true" : undefined}
            className="grid gap-1 rounded-md border border-rule bg-surface px-3 py-2.5 text-sm text-ink no-underline hover:border-rule-strong aria-[current=true]:border-ink"
          >
            <span className="flex flex-wrap items-center gap-2">
              <Flag country={country} width={21} />
              <span className="font-semibold">{operator}</span>
              <Chip tone={kind === "review" ? "bad" : "wait"}>{t(`kind.${kind}`)}</Chip>
              <span className="ms-auto font-semibold">
                <Amount of={total} />
              </span>
            </span>
            <span className="flex flex-wrap items-center justify-between gap-x-3 text-xs text-ink-3">
              <span className="num">{to.masked}</span>
              <When at={since} />
            </span>
            {(lease ?? decision ?? proposal) && (
              <span className="flex flex-wrap gap-1.5">
                {lease && (
                  <Chip tone={lease.mine ? "ok" : "plain"}>
                    {lease.mine ? t("mine") : t("theirs", { by: lease.by })}
                  </Chip>
                )}
                {proposal && <Chip tone="wait">{t("proposed", { by: proposal.by })}</Chip>}
                {decision && <Chip tone="info">{t("waits")}</Chip>}
              </span>
            )}
          </Link>
        </li>
      ))}
    </ol>
  );
}
