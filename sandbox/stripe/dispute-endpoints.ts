import type { Endpoint } from "./guard-endpoint";
import { listPage } from "./list-page";
import type { Books } from "./open-books";
import type { ParamReader } from "./read-params";
import { EVIDENCE_FIELDS, renderDispute, renderFraudWarning } from "./render-dispute";
import type { DisputeRow } from "./rows";
import { closeDispute } from "./close-dispute";
import { answerDispute, isOpen } from "./settle-dispute";
import { noSuch, StripeError } from "./stripe-error";

const LONGEST_EVIDENCE = 150_000;

/** `/v1/disputes` and `/v1/radar/early_fraud_warnings`. */
export function disputeEndpoints(books: Books): Endpoint[] {
  const find = (id: string): DisputeRow => {
    const dispute = books.disputes.get(id);
    if (!dispute) throw noSuch("dispute", id);
    return dispute;
  };
  return [
    {
      method: "GET",
      path: "/v1/disputes",
      run: ({ params }) =>
        listPage({
          rows: books.disputes.all().filter(wanted(params)),
          params,
          url: "/v1/disputes",
          draw: (row) => renderDispute(books, row),
        }),
    },
    { method: "GET", path: "/v1/disputes/:id", run: ({ id }) => renderDispute(books, find(id)) },
    {
      method: "POST",
      path: "/v1/disputes/:id",
      run({ id, params }) {
        params.allow(["evidence", "expand", "metadata", "submit"]);
        const answer = { evidence: readEvidence(params), submit: params.flag("submit") };
        return renderDispute(books, answerDispute(books, find(id), answer));
      },
    },
    {
      method: "POST",
      path: "/v1/disputes/:id/close",
      run({ id }) {
        const dispute = find(id);
        if (!isOpen(dispute)) throw new StripeError("This dispute is already closed.");
        return renderDispute(books, closeDispute(books, dispute, "lost"));
      },
    },
    {
      method: "GET",
      path: "/v1/radar/early_fraud_warnings",
      run: ({ params }) =>
        listPage({
          rows: books.fraudWarnings.all().filter(wanted(params)),
          params,
          url: "/v1/radar/early_fraud_warnings",
          draw: (row) => renderFraudWarning(books, row),
        }),
    },
    {
      method: "GET",
      path: "/v1/radar/early_fraud_warnings/:id",
      run({ id }) {
        const warning = books.fraudWarnings.get(id);
        if (!warning) throw noSuch("early fraud warning", id);
        return renderFraudWarning(books, warning);
      },
    },
  ];
}

function wanted(params: ParamReader): (row: { charge: string; intent: string }) => boolean {
  const intent = params.text("payment_intent");
  const charge = params.text("charge");
  return (row) => (intent === null || row.intent === intent) && (charge === null || row.charge === charge);
}

function readEvidence(params: ParamReader): Record<string, string> {
  if (!params.has("evidence")) return {};
  const given = params.inside("evidence");
  given.allow([...EVIDENCE_FIELDS]);
  const fields = EVIDENCE_FIELDS.flatMap((field) => {
    const value = given.text(field);
    return value === null ? [] : [[field, value.slice(0, LONGEST_EVIDENCE)] as const];
  });
  return Object.fromEntries(fields);
}
