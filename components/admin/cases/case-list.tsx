import { useTranslations } from "next-intl";
import Link from "next/link";
import { Chip } from "@/components/ui/chip";
import { Flag } from "@/components/ui/flag";
import type { CaseView } from "@/lib/reports/types";
import { Amount } from "../amount";
import { When } from "../when";

/** When it has to be decided, where somebody waits for it; else since when it waits. */
function Waits({ of }: { of: CaseView }) {
  const t = useTranslations("staff-cases.queue");
  const due = of.dispute?.dueBy;
  return due ? t.rich("dueBy", { moment: () => <When at={due} /> }) : <When at={of.since} />;
}

const SERIOUS: readonly CaseView["kind"][] = ["review", "owed", "dispute"];

function CaseLine({ of }: { of: CaseView }) {
  const t = useTranslations("staff-cases.queue");
  const { kind, operator, country, to, total, owed, dispute, lease, decision, proposal } = of;
  return (
    <>
      <span className="flex flex-wrap items-center gap-2">
        <Flag country={country} width={21} />
        <span className="font-semibold">{operator}</span>
        <Chip tone={SERIOUS.includes(kind) ? "bad" : "wait"}>{t(`kind.${kind}`)}</Chip>
        <span className="ms-auto font-semibold">
          <Amount of={owed ?? dispute?.amount ?? total} />
        </span>
      </span>
      <span className="flex flex-wrap items-center justify-between gap-x-3 text-xs text-ink-3">
        <span className="num">{to.masked}</span>
        <span>
          <Waits of={of} />
        </span>
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
    </>
  );
}

/** What waits, in its order; whose it is stands beside it. */
export function CaseList({ cases, open }: { cases: CaseView[]; open: CaseView | undefined }) {
  return (
    <ol className="grid gap-2">
      {cases.map((one) => (
        <li key={`${one.kind} ${one.orderId}`}>
          <Link
            href={`/admin/review?case=${one.orderId}&kind=${one.kind}`}
            prefetch={false}
            data-case={one.orderId}
            aria-current={one === open ? "true" : undefined}
            className="grid gap-1 rounded-md border border-rule bg-surface px-3 py-2.5 text-sm text-ink no-underline hover:border-rule-strong aria-[current=true]:border-ink"
          >
            <CaseLine of={one} />
          </Link>
        </li>
      ))}
    </ol>
  );
}
