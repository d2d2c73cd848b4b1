import type Stripe from "stripe";
import type { CardChecks } from "@/db/schema";

type Card = Stripe.Charge.PaymentMethodDetails.Card;

const ofBank = ({ checks }: Card): Pick<CardChecks, "cvc" | "postalCode" | "line1"> => ({
  cvc: checks?.cvc_check ?? null,
  postalCode: checks?.address_postal_code_check ?? null,
  line1: checks?.address_line1_check ?? null,
});

const ofRadar = ({
  outcome,
}: Stripe.Charge): Pick<CardChecks, "riskLevel" | "riskScore" | "outcome" | "says"> => ({
  riskLevel: outcome?.risk_level ?? null,
  riskScore: outcome?.risk_score ?? null,
  outcome: outcome?.type ?? null,
  says: outcome?.seller_message ?? null,
});

/** What a charge tells of who paid it; null for what no card paid. */
export function checksOf(charge: Stripe.Charge | null): CardChecks | null {
  const card = charge?.payment_method_details?.card;
  if (!charge || !card) return null;
  return { ...ofBank(card), ...ofRadar(charge), threeDSecure: card.three_d_secure?.result ?? null };
}
