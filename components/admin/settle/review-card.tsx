import { useTranslations } from "next-intl";
import { Card } from "@/components/ui/card";
import type { OpenTerms } from "@/lib/fulfilment/types";
import { FloatHint, type FloatTrailView } from "../float-hint";
import { When } from "../when";
import { ActionForm } from "./action-form";
import { ReviewForm, type ReviewTexts } from "./review-form";
import type { SettleActions } from "./settle-actions";

function useReviewTexts(needsSecond: boolean): ReviewTexts {
  const t = useTranslations("admin.settle.review");
  return {
    verdict: t("verdict"),
    verdicts: {
      delivered: t("verdicts.delivered"),
      undelivered: t("verdicts.undelivered"),
      release: t("verdicts.release"),
    },
    reason: t("reason"),
    reasonNone: t("reasonNone"),
    reasons: {
      statement: t("reasons.statement"),
      support: t("reasons.support"),
      recipient: t("reasons.recipient"),
      float: t("reasons.float"),
      other: t("reasons.other"),
    },
    operatorReference: t("operatorReference"),
    operatorReferenceHint: t("operatorReferenceHint"),
    code: t("code"),
    codeHint: t("codeHint"),
    note: t("note"),
    noteHint: t("noteHint"),
    submit: t(needsSecond ? "propose" : "submit"),
    pending: t("pending"),
  };
}

/** An order that waits for a person: what speaks for which end, and the form that settles it. */
export function ReviewCard({
  orderId,
  terms,
  trails,
  actions,
}: {
  orderId: string;
  terms: OpenTerms & { review: NonNullable<OpenTerms["review"]> };
  /** What our float says of attempts whose end nobody can tell, by their ids. */
  trails: Record<string, FloatTrailView>;
  actions: Pick<SettleActions, "review">;
}) {
  const t = useTranslations("admin.settle.review");
  const { review } = terms;
  const texts = useReviewTexts(review.needsSecond);
  return (
    <Card asks className="grid gap-4 sm:p-5">
      <div className="grid gap-1.5">
        <h3 className="text-base">{t("title")}</h3>
        <p className="text-sm text-ink-2">{t("lead")}</p>
        {review.needsSecond && <p className="text-sm font-semibold">{t("second")}</p>}
        {!review.decidable && (
          <p className="text-sm font-semibold text-clay">
            {t.rich("from", { moment: () => <When at={review.decidableFrom} /> })}
          </p>
        )}
      </div>
      {Object.entries(trails).map(([id, trail]) => (
        <FloatHint key={id} trail={trail} />
      ))}
      <ReviewForm action={actions.review} orderId={orderId} asksCode={review.brings !== null} texts={texts} />
    </Card>
  );
}

/** Asks the provider before the timetable would. */
export function AskCard({
  orderId,
  askable,
  actions,
}: {
  orderId: string;
  askable: boolean;
  actions: Pick<SettleActions, "ask">;
}) {
  const t = useTranslations("admin.settle.ask");
  return (
    <Card className="grid gap-2 sm:p-5">
      {askable && (
        <ActionForm
          id="ask"
          action={actions.ask}
          fields={{ order: orderId }}
          texts={{ button: t("button"), pending: t("pending"), says: t("says") }}
        />
      )}
      <p className="text-xs text-ink-3">{t(askable ? "note" : "cannot")}</p>
    </Card>
  );
}
