import { useTranslations } from "next-intl";
import type { StaffAttempt } from "@/lib/reports/types";
import { MicroAmount } from "./amount";
import { CodeText } from "./code-text";
import { DataTable } from "./data-table";
import { FloatHint, type FloatTrailView } from "./float-hint";
import { KeptFacts } from "./kept-facts";
import { PassedOver } from "./passed-over";
import { AttemptChip } from "./state-chip";
import { useWords } from "./use-words";
import { When } from "./when";
import { providerTitle } from "./provider-title";

function Said({ attempt, trail }: { attempt: StaffAttempt; trail: FloatTrailView | undefined }) {
  const words = useWords();
  const { verdict, outcome } = attempt;
  return (
    <span className="grid max-w-[26rem] gap-1">
      {verdict && <span className="font-semibold">{words("verdict", verdict)}</span>}
      {outcome && <KeptFacts of={outcome} />}
      {trail && <FloatHint trail={trail} />}
    </span>
  );
}

/** Every try to deliver, with both sides' references, what was said, and what else could have been tried. */
export function AttemptTable({
  attempts,
  trails,
}: {
  attempts: StaffAttempt[];
  /** Of attempts whose end nobody can tell, by their id. */
  trails: Record<string, FloatTrailView>;
}) {
  const t = useTranslations("admin.order");
  if (attempts.length === 0) return <p className="text-sm text-ink-2">{t("noAttempts")}</p>;
  return (
    <DataTable
      caption={t("attempts")}
      rows={attempts}
      keyOf={(attempt) => attempt.id}
      columns={[
        { head: t("label.n"), cell: ({ n }) => n },
        {
          head: t("label.provider"),
          cell: ({ provider, passedOver }) => (
            <span className="block max-w-[16rem]">
              {providerTitle(provider)}
              <PassedOver offers={passedOver} />
            </span>
          ),
        },
        { head: t("label.state"), cell: ({ state }) => <AttemptChip state={state} /> },
        {
          head: t("label.outcome"),
          cell: (attempt) =>
            (attempt.outcome ?? trails[attempt.id]) && <Said attempt={attempt} trail={trails[attempt.id]} />,
        },
        {
          head: t("label.references"),
          cell: ({ reference, providerReference }) => (
            <span className="grid gap-0.5">
              <CodeText>{reference}</CodeText>
              {providerReference && (
                <span className="text-xs text-ink-3">
                  {t("label.theirs")} <CodeText>{providerReference}</CodeText>
                </span>
              )}
            </span>
          ),
        },
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
        {
          head: t("label.cost"),
          atEnd: true,
          cell: ({ cost, expected }) =>
            (cost ?? expected) && (
              <span className="grid gap-0.5">
                {cost && <MicroAmount of={cost} />}
                {expected && (
                  <span className="text-xs whitespace-nowrap text-ink-3">
                    {t("label.expected")} <MicroAmount of={expected} />
                  </span>
                )}
              </span>
            ),
        },
      ]}
    />
  );
}
