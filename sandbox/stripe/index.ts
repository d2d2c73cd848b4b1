import type { LedgerPayment } from "../control/read-ledger";
import type { Mount, Outside, SandboxReply, SandboxRequest } from "../outside";
import { afterSaleEndpoints } from "./after-sale-endpoints";
import { checkoutRoutes } from "./checkout-routes";
import { planSessionEnd } from "./expire-session";
import { createGuard, errorReply } from "./guard-endpoint";
import { intentEndpoints } from "./intent-endpoints";
import { listLedgerPayments } from "./list-ledger-payments";
import { type Books, openBooks } from "./open-books";
import { planDispute } from "./open-dispute";
import { readEndpoints } from "./read-endpoints";
import { planRefundEnd } from "./refund-charge";
import { planDisputeEnd } from "./settle-dispute";
import { planHoldEnd } from "./release-hold";
import { sessionEndpoints } from "./session-endpoints";
import { StripeError } from "./stripe-error";
import { STRIPE_FAULTS } from "./stripe-faults";

export interface Stripe {
  mounts: Mount[];
  payments(): LedgerPayment[];
}

/** The part of Stripe's API that a shop with held cards needs, and its Checkout page. */
export function createStripe(outside: Outside): Stripe {
  const books = openBooks(outside);
  const guard = createGuard(books);
  const endpoints = [
    ...sessionEndpoints(books),
    ...intentEndpoints(books),
    ...afterSaleEndpoints(books),
    ...readEndpoints(books),
  ];
  resumeWaits(books);
  return {
    mounts: [
      {
        provider: "stripe",
        prefix: "",
        routes: [...endpoints.map(guard), ...checkoutRoutes(books)],
        ownFaults: Object.keys(STRIPE_FAULTS),
        notFound: (request) => unknownUrl(books, request),
      },
    ],
    payments: () => listLedgerPayments(books),
  };
}

/** Timers do not survive a restart, so every row that waits for something is looked at again. */
function resumeWaits(books: Books): void {
  for (const session of books.sessions.all()) if (session.status === "open") planSessionEnd(books, session);
  for (const intent of books.intents.all()) {
    const charge = intent.charge === null ? undefined : books.charges.get(intent.charge);
    if (charge && intent.status === "requires_capture") planHoldEnd(books, charge);
    if (charge?.captured && charge.dispute === null) planDispute(books, charge);
  }
  for (const refund of books.refunds.all()) planRefundEnd(books, refund);
  for (const dispute of books.disputes.all()) planDisputeEnd(books, dispute);
}

function unknownUrl(books: Books, request: SandboxRequest): SandboxReply {
  const message = `Unrecognized request URL (${request.method}: ${request.path}).`;
  return errorReply(new StripeError(message, { status: 404 }), books.newId("req", 14));
}
