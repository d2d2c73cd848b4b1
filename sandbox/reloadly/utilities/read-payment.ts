import { currencyPlaces } from "../../currency-places";
import {
  add,
  compare,
  divide,
  exact,
  multiply,
  ONE,
  readExact,
  subtract,
  toUnits,
  type Exact,
} from "../../exact-decimal";
import type { WireError } from "../reply-with";
import type { SaleDraft } from "../sale";
import { wireErrors } from "../wire-errors";
import type { Biller } from "./biller";

type Fields = Record<string, unknown>;

interface Sum {
  amount: Exact;
  /** In the biller's currency; otherwise in dollars. */
  local: boolean;
}

function sumOf(fields: Fields, biller: Biller): Sum | WireError {
  const local = fields["useLocalAmount"] === true;
  if (!biller.range) {
    const { amountId } = fields;
    if (amountId === undefined || amountId === null) return wireErrors.amountIdMissing;
    const plan = biller.plans.find(({ id }) => id === Number(amountId));
    return plan ? { amount: exact(plan.amount), local: true } : wireErrors.amountIdUnknown;
  }
  const amount = readExact(fields["amount"]);
  const { min, max, minUsd, maxUsd } = biller.range;
  const [least, most] = local ? [min, max] : [minUsd, maxUsd];
  const sold = local || biller.international;
  if (!amount || !sold || compare(amount, exact(least)) < 0 || compare(amount, exact(most)) > 0)
    return wireErrors.billAmount;
  return { amount, local };
}

/** Reads the body of a payment; answers the documented error where it cannot be made. */
export function readPayment(
  body: unknown,
  billerOf: (id: number) => Biller | undefined,
): SaleDraft | WireError {
  if (typeof body !== "object" || body === null)
    return wireErrors.badInput("The request body is not readable");
  const fields = body as Fields;
  const account = fields["subscriberAccountNumber"];
  const reference = fields["referenceId"] ?? null;
  if (typeof account !== "string" || account === "")
    return wireErrors.badInput("subscriberAccountNumber is required");
  if (reference !== null && (typeof reference !== "string" || reference.length > 150))
    return wireErrors.badInput("referenceId must be a text of at most 150 characters");
  const biller = billerOf(Number(fields["billerId"]));
  if (!biller) return wireErrors.billerUnknown;
  const { invoiceId } = (fields["additionalInfo"] ?? {}) as Fields;
  if (biller.requiresInvoice && typeof invoiceId !== "string") return wireErrors.invoiceMissing;
  const sum = sumOf(fields, biller);
  if ("errorCode" in sum) return sum;
  return {
    reference,
    itemId: biller.id,
    itemName: biller.name,
    country: biller.country,
    currency: biller.currency,
    quantity: 1,
    account,
    told: { invoiceId: typeof invoiceId === "string" ? invoiceId : null },
    ...priceOf(biller, sum),
  };
}

/** (S × (1 − discount) + flat fee), in dollars; rounded once to five decimals. */
function priceOf(
  biller: Biller,
  { amount, local }: Sum,
): Pick<SaleDraft, "amount" | "cost" | "fee" | "discount"> {
  const rate = exact(biller.rate);
  const sent = local ? divide(amount, rate) : amount;
  const flat = local ? divide(exact(biller.localFee), rate) : exact(biller.internationalFee);
  const discountRate = divide(exact(biller.discountPercent), exact("100"));
  const arrives = local ? amount : multiply(amount, rate);
  return {
    amount: toUnits(arrives, currencyPlaces(biller.currency)),
    cost: toUnits(add(multiply(sent, subtract(ONE, discountRate)), flat), 5),
    fee: toUnits(flat, 5),
    discount: toUnits(multiply(sent, discountRate), 5),
  };
}
