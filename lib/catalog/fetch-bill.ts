import { validate as isUuid } from "uuid";
import type { Ctx } from "@/db/context";
import type { Failure } from "@/lib/core/failure";
import { fail, ok, type Result } from "@/lib/core/result";
import type { Bill, Provider, ProviderName } from "@/lib/providers/spec";
import { ACCOUNT, cleanField, fieldOf, readFields } from "./field-schema";
import { readOffers, type SellableOffer } from "./read-offers";

/** Who can be asked what is due. */
export interface BillTellers {
  get(name: ProviderName): Pick<Provider, "fetchBill"> | undefined;
}

export type FetchedBill = Bill;

export type FetchBillFailure = Failure<
  /** The biller knows no such account. */
  | "bill-no-account"
  /** Nobody tells what is due, now or at all: it can be paid all the same. */
  | "bill-silent"
  | "product-gone"
  | "fields-invalid"
>;

type Teller = SellableOffer & { ask: NonNullable<Provider["fetchBill"]> };

/** Those behind a bill who can say what is due. */
export function tellersOf({ providers }: { providers: BillTellers }, offers: SellableOffer[]): Teller[] {
  const one = new Map<ProviderName, Teller>();
  for (const offer of offers) {
    const ask = providers.get(offer.provider)?.fetchBill;
    if (ask && !one.has(offer.provider)) one.set(offer.provider, { ...offer, ask });
  }
  return [...one.values()];
}

/**
 * What is due on an account, as the biller says; the first of our providers that tells is believed. It buys nothing, and what it says is a
 * proposal: the price is made of what the buyer then types.
 */
export async function fetchBill(
  ctx: Ctx & { providers: BillTellers },
  input: { productId: string; account: string },
): Promise<Result<FetchedBill, FetchBillFailure>> {
  if (!isUuid(input.productId)) return fail({ code: "product-gone" });
  const field = fieldOf(ACCOUNT);
  const read = readFields([field], { [ACCOUNT]: input.account });
  if (!read.ok) return fail({ code: "fields-invalid", values: read.problems });
  const [found] = await readOffers(ctx, { productId: input.productId });
  if (!found) return fail({ code: "product-gone" });
  const account = cleanField(field, input.account);
  for (const { ask, ...offer } of tellersOf(ctx, found.offers)) {
    const bill = await ask(offer, account);
    if (bill.ok) return ok(bill.value);
    if (bill.failure === "no-account") return fail({ code: "bill-no-account" });
  }
  return fail({ code: "bill-silent" });
}
