import { micros, type Micros } from "@/lib/core/money";
import type { OrderFacts } from "./read-order-facts";
import { withoutSecrets } from "./without-secrets";
import type { PassedOffer, StaffAttempt } from "./types";

const iso = (date: Date | null): string | null => date?.toISOString() ?? null;

/** Offers that routing passed over, as it wrote them beside an event of the order. */
export function passedIn(data: Record<string, unknown> | undefined): PassedOffer[] {
  const listed = data?.["passedOver"];
  if (!Array.isArray(listed)) return [];
  return listed.flatMap((one: Partial<PassedOffer>) =>
    typeof one.provider === "string" && typeof one.why === "string"
      ? [{ provider: one.provider, why: one.why }]
      : [],
  );
}

const maybeMicros = (amount: number | null, currency: string | null): Micros | null =>
  amount === null || currency === null ? null : micros(amount, currency);

/** Every try to deliver as staff see it, with what was passed over for it. */
export function viewAttempts({ attempts, orderEvents }: OrderFacts): StaffAttempt[] {
  return attempts.map((attempt) => {
    const claim = orderEvents.find(({ event, data }) => event === "claimed" && data["attempt"] === attempt.n);
    const said = attempt.outcome?.["code"] ?? attempt.outcome?.["why"];
    return {
      id: attempt.id,
      n: attempt.n,
      provider: attempt.provider,
      reference: attempt.reference,
      providerReference: attempt.providerReference,
      state: attempt.state,
      outcome: attempt.outcome && withoutSecrets(attempt.outcome),
      verdict: typeof said === "string" ? said : null,
      passedOver: passedIn(claim?.data),
      cost: maybeMicros(attempt.costMicros, attempt.costCurrency),
      expected: maybeMicros(attempt.expectedMicros, attempt.expectedCurrency),
      sends: attempt.sends,
      looks: attempt.looks,
      createdAt: attempt.createdAt.toISOString(),
      lastSentAt: attempt.lastSentAt.toISOString(),
      settledAt: iso(attempt.settledAt),
    };
  });
}
