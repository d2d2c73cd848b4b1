import { useLocale, useTranslations } from "next-intl";
import { Card } from "@/components/ui/card";
import { formatMoney, type Money } from "@/lib/core/money";
import { ActionForm } from "./action-form";
import type { SettleActions } from "./settle-actions";

const WHYS = ["disputed", "fraud-warning", "restored"] as const;

/** Nothing is sent for who has cost us money before, until staff decide. */
export function HeldBackCard({
  orderId,
  why,
  actions,
}: {
  orderId: string;
  why: string;
  actions: Pick<SettleActions, "letThrough" | "turnAway">;
}) {
  const t = useTranslations("admin.settle.heldBack");
  return (
    <Card asks className="grid gap-4 sm:p-5">
      <div className="grid gap-1.5">
        <h3 className="text-base">
          {t("title", { why: t(`why.${WHYS.find((known) => known === why) ?? "other"}`) })}
        </h3>
        <p className="text-sm text-ink-2">{t("text")}</p>
      </div>
      <ActionForm
        id="through"
        action={actions.letThrough}
        tone="next"
        fields={{ order: orderId }}
        texts={{ button: t("through"), pending: t("throughPending"), says: t("throughSays") }}
      />
      <ActionForm
        id="away"
        action={actions.turnAway}
        fields={{ order: orderId }}
        texts={{ button: t("away"), pending: t("awayPending"), note: t("note"), says: t("awaySays") }}
      />
    </Card>
  );
}

/** A refund failed: the buyer is owed it until Stripe or a person has paid it. */
export function OwedCard({
  orderId,
  owed,
  actions,
}: {
  orderId: string;
  owed: Money;
  actions: Pick<SettleActions, "refundAgain" | "paidByHand">;
}) {
  const t = useTranslations("admin.settle.owed");
  return (
    <Card asks className="grid gap-4 sm:p-5">
      <div className="grid gap-1.5">
        <h3 className="text-base">{t("title", { amount: formatMoney(owed, useLocale()) })}</h3>
        <p className="text-sm text-ink-2">{t("text")}</p>
      </div>
      <ActionForm
        id="again"
        action={actions.refundAgain}
        tone="next"
        fields={{ order: orderId }}
        texts={{ button: t("again"), pending: t("againPending"), says: t("againSays") }}
      />
      <ActionForm
        id="hand"
        action={actions.paidByHand}
        fields={{ order: orderId }}
        texts={{ button: t("hand"), pending: t("handPending"), note: t("note"), says: t("handSays") }}
      />
    </Card>
  );
}
