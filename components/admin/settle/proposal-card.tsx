import { useTranslations } from "next-intl";
import { Card } from "@/components/ui/card";
import type { REVIEW_REASONS } from "@/lib/fulfilment/review-schema";
import type { ProposalView } from "@/lib/reports/types";
import { Fact, FactList } from "../fact-list";
import { FloatHint, type FloatTrailView } from "../float-hint";
import { When } from "../when";
import { ActionForm } from "./action-form";
import type { SettleActions } from "./settle-actions";

/** What one of staff proposes; another one confirms it, anybody withdraws it. */
export function ProposalCard({
  orderId,
  proposal,
  trails,
  actions,
}: {
  orderId: string;
  proposal: ProposalView;
  /** What our float says of attempts whose end nobody can tell, by their ids. */
  trails: Record<string, FloatTrailView>;
  actions: Pick<SettleActions, "decide">;
}) {
  const t = useTranslations("admin.settle");
  const { id, verdict, reason, note, operatorReference, hasCode, by, mine, at } = proposal;
  const fields = (agree: string) => ({ order: orderId, proposal: id, agree });
  return (
    <Card asks className="grid gap-4 sm:p-5">
      <h3 className="text-base">{t("proposal.title", { by, verdict: t(`review.verdicts.${verdict}`) })}</h3>
      <FactList>
        <Fact label={t("proposal.reason")}>
          {t(`review.reasons.${reason as (typeof REVIEW_REASONS)[number]}`)}
        </Fact>
        <Fact label={t("proposal.note")}>{note}</Fact>
        <Fact label={t("proposal.reference")}>{operatorReference}</Fact>
      </FactList>
      <p className="text-xs text-ink-3">
        <When at={at} /> {hasCode && t("proposal.code")}
      </p>
      {Object.entries(trails).map(([attempt, trail]) => (
        <FloatHint key={attempt} trail={trail} />
      ))}
      {mine ? (
        <p className="text-sm font-semibold">{t("proposal.mine")}</p>
      ) : (
        <ActionForm
          id="confirm"
          action={actions.decide}
          tone="next"
          fields={fields("yes")}
          texts={{ button: t("proposal.confirm"), pending: t("proposal.confirming") }}
        />
      )}
      <ActionForm
        id="withdraw"
        action={actions.decide}
        fields={fields("no")}
        texts={{ button: t("proposal.withdraw"), pending: t("proposal.withdrawing") }}
      />
    </Card>
  );
}
