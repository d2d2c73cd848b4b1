import { useTranslations } from "next-intl";
import { Card } from "@/components/ui/card";
import type { StaffPayment } from "@/lib/reports/types";
import { Amount } from "./amount";
import { CardChecks } from "./card-checks";
import { CodeText } from "./code-text";
import { Fact, FactList } from "./fact-list";
import { PaymentChip } from "./state-chip";
import { When } from "./when";

/** The one payment of the checkout, with the ids to find it at Stripe. */
export function PaymentCard({ payment, stripeUrl }: { payment: StaffPayment; stripeUrl: string | null }) {
  const t = useTranslations("admin.order");
  const cases = useTranslations("staff-cases.money");
  const { amount, captured, refunded } = payment;
  return (
    <Card className="sm:p-4">
      <h2 className="mb-3 text-base">{t("money")}</h2>
      <FactList>
        <Fact label={t("label.state")}>
          <PaymentChip state={payment.state} />
        </Fact>
        <Fact label={t("label.total")}>
          <Amount of={amount} />
        </Fact>
        <Fact label={t("label.captured")}>
          <Amount of={captured} />
        </Fact>
        <Fact label={t("label.refunded")}>{refunded.minor > 0 && <Amount of={refunded} />}</Fact>
        <Fact label={t("label.card")}>{payment.card}</Fact>
        <Fact label={t("label.captureBefore")}>
          {payment.captureBefore && <When at={payment.captureBefore} />}
        </Fact>
        <Fact label={t("label.intent")}>
          {payment.paymentIntentId && <CodeText>{payment.paymentIntentId}</CodeText>}
        </Fact>
        <Fact label={t("label.session")}>
          {payment.sessionId && <CodeText>{payment.sessionId}</CodeText>}
        </Fact>
        <Fact label={t("label.payment")}>
          <CodeText>{payment.id}</CodeText>
        </Fact>
      </FactList>
      {payment.paymentIntentId && <CardChecks checks={payment.checks} />}
      {stripeUrl && (
        <p className="mt-3 text-sm">
          <a href={stripeUrl} target="_blank" rel="noreferrer" className="link">
            {cases("atStripe")}
          </a>
        </p>
      )}
    </Card>
  );
}
