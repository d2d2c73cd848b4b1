import type { Ctx } from "@/db/context";
import type { Money } from "@/lib/core/money";
import type { Result } from "@/lib/core/result";
import type { AttemptRow } from "@/lib/orders";
import type { StripeGateway } from "@/lib/payments";
import type { Finding, Provider } from "@/lib/providers/spec";

/** What Stripe says of a payment, as fulfilment tells it. */
export type Sight = { kind: "agrees" | "still-held" | "differs" | "no-payment" };

/** The verbs of the engine that mend what reconciliation finds. They are handed in: one flow never imports another. */
export interface Engine {
  /** Asks the provider of an attempt and applies what it says; tells in words what came of it. */
  lookAgain(attempt: AttemptRow): Promise<string>;
  /** Asks of an attempt without applying anything; undefined where asking would be buying, or nobody can be asked. */
  ask(attempt: AttemptRow): Promise<Finding | undefined>;
  lookAtPayment(paymentId: string): Promise<Sight>;
  captureAgain(paymentId: string): Promise<Sight>;
  refundOvercharged(input: { paymentId: string; reason: string }): Promise<Result<Money, { code: string }>>;
  adoptRefund(input: {
    paymentId: string;
    stripeId: string;
    amount: Money;
    reason: string;
  }): Promise<Result<null, { code: string }>>;
}

export interface ReconciliationCtx extends Ctx {
  stripe: Pick<StripeGateway, "listTransactions">;
  providers: { all(): Provider[] };
  staffEmails: string[];
  /** The engine as the same actor sees it. */
  engine: Engine;
}
