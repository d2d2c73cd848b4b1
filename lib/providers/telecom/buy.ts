import { toDecimal } from "@/lib/core/money";
import type { SendVerdict } from "../send";
import type { AttemptRequest, Finding, Outcome } from "../spec";
import { readJson, type Client } from "./client";
import { outcomeOfBody, outcomeOfPurchase } from "./map-outcome";
import { doubt } from "../verdict";
import { readSku } from "./sku";

/** Address and body of a purchase: the same attempt always makes the same, which is what a repeat rests on. */
export function purchaseOf(attempt: AttemptRequest): { path: string; body: Record<string, unknown> } {
  const { kind, id } = readSku(attempt.sku);
  const { reference, account, amount } = attempt;
  if (kind === "esim" && account)
    return {
      path: `/esim/${encodeURIComponent(account)}/topup`,
      body: { plan_id: id, external_order_id: reference },
    };
  if (kind === "esim")
    return { path: "/esim/orders", body: { plan_id: id, quantity: 1, external_order_id: reference } };
  // JSON has one kind of number: it is written with the digits it was read from.
  const sum = { amount: Number(toDecimal(amount)), currency: amount.currency };
  return {
    path: "/telecom/topup",
    body: {
      phone: (attempt.number ?? "").replace("+", ""),
      product_id: id,
      external_tx_id: reference,
      ...(kind === "airtime" ? sum : {}),
    },
  };
}

export type Purchase = (attempt: AttemptRequest) => Promise<SendVerdict>;

export function createPurchase(call: Client, timeoutMs: number): Purchase {
  return (attempt) => call({ ...purchaseOf(attempt), method: "POST", purpose: "purchase", timeoutMs });
}

/** Answers that say nothing of an earlier request, for they come before ids are looked at. */
const NOT_ASKED = new Set(["credentials", "throttled", "not-sent"]);

/**
 * Repeats the purchase under the same id, which is how it is looked up; what had not arrived is bought now. A refusal of the repeat proves
 * that nothing stands under the id yet, no more: it is "not found". README.md, "Doubt".
 */
async function repeat(buy: Purchase, attempt: AttemptRequest): Promise<Finding> {
  const verdict = await buy(attempt);
  const outcome: Outcome = outcomeOfPurchase(verdict, attempt);
  if (outcome.kind !== "rejected") return outcome;
  const { code, detail } = outcome.failure;
  if (NOT_ASKED.has(code)) return doubt("unlisted", `not asked: ${code} ${detail ?? ""}`);
  const refused = verdict.kind === "answered" && verdict.status >= 400;
  return refused ? { kind: "not-found" } : outcome;
}

/** What became of an attempt: by their id once we know it, else by the same purchase again. */
export async function findAttempt(call: Client, buy: Purchase, attempt: AttemptRequest): Promise<Finding> {
  const { providerReference, account } = attempt;
  const isEsim = readSku(attempt.sku).kind === "esim";
  // More data for an eSIM cannot be asked for by its id.
  if (!providerReference || (isEsim && account)) return repeat(buy, attempt);
  const id = encodeURIComponent(providerReference);
  const json = await readJson(call, isEsim ? `/esim/orders/${id}` : `/telecom/topup/${id}`);
  return json === undefined ? doubt("unreadable", "no answer about it") : outcomeOfBody(json, attempt);
}
