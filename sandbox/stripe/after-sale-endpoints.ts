import { disputeEndpoints } from "./dispute-endpoints";
import type { Endpoint } from "./guard-endpoint";
import { listPage } from "./list-page";
import type { Books } from "./open-books";
import type { ParamReader } from "./read-params";
import { payOut, renderPayout } from "./pay-out";
import { refundCharge } from "./refund-charge";
import { closeReview } from "./release-hold";
import { renderRefund, renderReview, renderTransaction } from "./render-objects";
import type { ChargeRow, PayoutRow, RefundRow } from "./rows";
import { badParameter, noSuch, StripeError } from "./stripe-error";

const REASONS = ["duplicate", "fraudulent", "requested_by_customer"] as const;

/** `/v1/refunds`, `/v1/disputes`, `/v1/radar`, `/v1/reviews`, `/v1/balance_transactions` and `/v1/payouts`. */
export function afterSaleEndpoints(books: Books): Endpoint[] {
  return [
    ...refundEndpoints(books),
    ...disputeEndpoints(books),
    ...transactionEndpoints(books),
    ...payoutEndpoints(books),
    ...reviewEndpoints(books),
  ];
}

function refundEndpoints(books: Books): Endpoint[] {
  return [
    {
      method: "POST",
      path: "/v1/refunds",
      run({ params }) {
        params.allow(["amount", "charge", "expand", "metadata", "payment_intent", "reason"]);
        const refund = refundCharge(books, {
          amount: params.integer("amount"),
          reason: params.choice("reason", REASONS),
          metadata: params.metadata(),
          charge: chargeToRefund(books, params),
        });
        return renderRefund(refund);
      },
    },
    {
      method: "GET",
      path: "/v1/refunds",
      run: ({ params }) =>
        listPage({ rows: refundsFor(books, params), params, url: "/v1/refunds", draw: renderRefund }),
    },
    {
      method: "GET",
      path: "/v1/refunds/:id",
      run({ id }) {
        const refund = books.refunds.get(id);
        if (!refund) throw noSuch("refund", id);
        return renderRefund(refund);
      },
    },
  ];
}

function transactionEndpoints(books: Books): Endpoint[] {
  return [
    {
      method: "GET",
      path: "/v1/balance_transactions",
      run({ params }) {
        payOut(books);
        const source = params.text("source");
        const type = params.text("type");
        const payout = params.text("payout");
        const rows = books.transactions
          .all()
          .filter(
            (row) =>
              (source === null || row.source === source) &&
              (type === null || row.type === type) &&
              (payout === null || row.payout === payout),
          );
        return listPage({ rows, params, url: "/v1/balance_transactions", draw: renderTransaction });
      },
    },
    {
      method: "GET",
      path: "/v1/balance_transactions/:id",
      run({ id }) {
        const transaction = books.transactions.get(id);
        if (!transaction) throw noSuch("balance transaction", id);
        return renderTransaction(transaction);
      },
    },
  ];
}

function payoutEndpoints(books: Books): Endpoint[] {
  const draw = (row: PayoutRow) => renderPayout(books, row);
  return [
    {
      method: "GET",
      path: "/v1/payouts",
      run({ params }) {
        payOut(books);
        return listPage({ rows: books.payouts.all(), params, url: "/v1/payouts", draw });
      },
    },
    {
      method: "GET",
      path: "/v1/payouts/:id",
      run({ id }) {
        const payout = books.payouts.get(id);
        if (!payout) throw noSuch("payout", id);
        return draw(payout);
      },
    },
  ];
}

function reviewEndpoints(books: Books): Endpoint[] {
  return [
    {
      method: "GET",
      path: "/v1/reviews",
      run: ({ params }) =>
        listPage({
          rows: books.reviews.all().filter((row) => row.open),
          params,
          url: "/v1/reviews",
          draw: renderReview,
        }),
    },
    {
      method: "GET",
      path: "/v1/reviews/:id",
      run({ id }) {
        const review = books.reviews.get(id);
        if (!review) throw noSuch("review", id, "review");
        return renderReview(review);
      },
    },
    {
      method: "POST",
      path: "/v1/reviews/:id/approve",
      run({ id }) {
        const review = books.reviews.get(id);
        if (!review) throw noSuch("review", id, "review");
        if (!review.open) throw new StripeError("This review has already been closed.");
        closeReview(books, id, "approved");
        return renderReview(books.reviews.get(id) ?? review);
      },
    },
  ];
}

function chargeToRefund(books: Books, params: ParamReader): ChargeRow {
  const chargeId = params.text("charge");
  const intentId = params.text("payment_intent");
  if ((chargeId === null) === (intentId === null)) {
    throw badParameter(
      "payment_intent",
      "One of the following params should be provided: payment_intent or charge.",
    );
  }
  const intent = intentId === null ? undefined : books.intents.get(intentId);
  if (intentId !== null && !intent) throw noSuch("payment_intent", intentId, "payment_intent");
  const id = chargeId ?? intent?.charge ?? "";
  const charge = books.charges.get(id);
  if (charge?.captured) return charge;
  if (chargeId !== null && !charge) throw noSuch("charge", chargeId, "charge");
  throw new StripeError(
    `This PaymentIntent (${intentId ?? charge?.intent ?? ""}) does not have a successful charge to refund.`,
    { code: "payment_intent_unexpected_state", param: "payment_intent" },
  );
}

function refundsFor(books: Books, params: ParamReader): RefundRow[] {
  const intentId = params.text("payment_intent");
  const chargeId = params.text("charge") ?? (intentId && (books.intents.get(intentId)?.charge ?? ""));
  if (chargeId === null) return books.refunds.all();
  const refunds = books.charges.get(chargeId)?.refunds ?? [];
  return refunds.map((id) => books.refunds.get(id)).filter((row) => row !== undefined);
}
