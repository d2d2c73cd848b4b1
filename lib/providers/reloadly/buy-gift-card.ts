import { toDecimal } from "@/lib/core/money";
import type { AttemptRequest, Finding, Outcome } from "../spec";
import { doubt } from "../verdict";
import { read, type Client } from "./client";
import { giftCodeFrom, outcomeOfOrder } from "./map-gift-cards";
import { outcomeOfPurchase, outcomeOfReport, type ReadRow } from "./map-outcome";
import { cardsSchema, orderSchema } from "./wire-gift-cards";
import { pageSchema } from "./wire";

/** Shown on what they send; we have them send nothing. */
const SENDER = "Homeline";
const CARDS_TIMEOUT_MS = 10_000;
const MOST_TWINS = 50;

const readOrder = (json: unknown): Outcome | undefined => {
  const { data } = orderSchema.safeParse(json);
  return data && outcomeOfOrder(data);
};

const readRow: ReadRow = (row) => {
  const { data } = orderSchema.safeParse(row);
  return data && { reference: data.customIdentifier, outcome: () => outcomeOfOrder(data) };
};

/** An order that is done, with its code; until that was read it is theirs to finish. README.md, "Gift cards". */
async function withCode<T extends Finding>(
  call: Client,
  finding: T,
  timeoutMs: number,
): Promise<T | Outcome> {
  if (finding.kind !== "delivered") return finding;
  const { providerReference } = finding;
  const path = `/orders/transactions/${encodeURIComponent(providerReference)}/cards`;
  const verdict = await call({ path, version: 2, method: "GET", purpose: "lookup", timeoutMs });
  const cards =
    verdict.kind === "answered" && verdict.status === 200
      ? cardsSchema.safeParse(verdict.json).data
      : undefined;
  const artefact = giftCodeFrom(cards?.[0]);
  return artefact ? { ...finding, artefact } : { kind: "accepted", providerReference };
}

/** Orders one card; nothing is sent to anybody by them. `timeoutMs` covers the order, its code is read after it. */
export async function orderGiftCard(
  call: Client,
  attempt: AttemptRequest & { productId: string },
  { timeScale, deadlineMs }: { timeScale: number; deadlineMs: number },
): Promise<Outcome> {
  const { userId } = attempt.extra ?? {};
  const within = (milliseconds: number): number => Math.max(1, Math.round(milliseconds / timeScale));
  const verdict = await call({
    path: "/orders",
    method: "POST",
    body: {
      productId: attempt.productId,
      quantity: 1,
      unitPrice: toDecimal(attempt.amount),
      customIdentifier: attempt.reference,
      senderName: SENDER,
      ...(userId ? { productAdditionalRequirements: { userId } } : {}),
    },
    purpose: "purchase",
    timeoutMs: within(deadlineMs - CARDS_TIMEOUT_MS),
  });
  return withCode(call, outcomeOfPurchase(verdict, readOrder), within(CARDS_TIMEOUT_MS));
}

async function findOrder(call: Client, attempt: AttemptRequest): Promise<Finding> {
  const { providerReference, reference } = attempt;
  const path = providerReference
    ? `/reports/transactions/${encodeURIComponent(providerReference)}`
    : `/reports/transactions?size=${MOST_TWINS}&customIdentifier=${encodeURIComponent(reference)}`;
  const verdict = await read(call, path);
  if (verdict.kind !== "answered") return doubt("timeout", verdict.detail);
  if (verdict.status !== 200) return doubt("unreadable", `${verdict.status} ${verdict.text}`);
  if (providerReference) return readOrder(verdict.json) ?? doubt("unreadable", "no order");
  const page = pageSchema.safeParse(verdict.json).data;
  if (!page || page.last === false) return doubt("unreadable", "no whole list of orders");
  return outcomeOfReport(page.content, reference, readRow);
}

/** What became of an order: by their id once we know it, else by our reference. */
export async function findGiftCard(call: Client, attempt: AttemptRequest): Promise<Finding> {
  return withCode(call, await findOrder(call, attempt), CARDS_TIMEOUT_MS);
}
