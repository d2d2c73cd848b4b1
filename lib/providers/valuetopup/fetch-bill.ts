import { fail, ok, type Result } from "@/lib/core/result";
import type { Bill, BillFailure } from "../spec";
import { envelopeOf, type Client } from "./client";
import { moneyFrom } from "../read-amount";
import { readSku } from "./sku";
import { billSchema } from "./wire";

const TIMEOUT_MS = 15_000;
/** Codes that speak of the account. README.md, "Bills". */
const NO_ACCOUNT = new Set(["500", "501", "033"]);

/** What an account owes; the amount may be absent. */
export async function fetchBill(
  call: Client,
  offer: { sku: string },
  account: string,
): Promise<Result<Bill, BillFailure>> {
  const sku = readSku(offer.sku);
  if (sku?.kind !== "bill") return fail("unsupported");
  const query = new URLSearchParams({ skuId: sku.id, accountNumber: account });
  const path = `/lookup/billpay/fetch-account-detail?${query.toString()}`;
  const envelope = envelopeOf(await call({ path, method: "GET", purpose: "lookup", timeoutMs: TIMEOUT_MS }));
  if (envelope && NO_ACCOUNT.has(envelope.responseCode)) return fail("no-account");
  const bill = envelope?.responseCode === "000" ? billSchema.safeParse(envelope.payLoad).data : undefined;
  if (!bill) return fail("unavailable");
  const amount = moneyFrom(bill.billAmount, bill.currencyCode);
  const min = moneyFrom(bill.minAmount, bill.currencyCode);
  const max = moneyFrom(bill.maxAmount, bill.currencyCode);
  const dueOn = /^\d{4}-\d\d-\d\d/.exec(bill.dueDate ?? "")?.[0];
  return ok({
    account: bill.accountNumber ?? account,
    ...(bill.customerName ? { customer: bill.customerName } : {}),
    ...(amount ? { amount } : {}),
    ...(min ? { min } : {}),
    ...(max ? { max } : {}),
    ...(dueOn ? { dueOn } : {}),
  });
}
