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
} from "../../exact-decimal";
import type { WireError } from "../reply-with";
import type { SaleDraft } from "../sale";
import { wireErrors } from "../wire-errors";
import type { GiftCardProduct } from "./gift-card-product";

const LONGEST_IDENTIFIER = 150;
const MOST_CARDS = 10;

type Fields = Record<string, unknown>;

function identifierOf({ customIdentifier }: Fields): string | null | WireError {
  const identifier = customIdentifier ?? null;
  if (identifier === null) return null;
  return typeof identifier === "string" && identifier.length <= LONGEST_IDENTIFIER
    ? identifier
    : wireErrors.badInput("customIdentifier must be a text of at most 150 characters");
}

function problemOf(fields: Fields, product: GiftCardProduct): WireError | undefined {
  const price = readExact(fields["unitPrice"]);
  const quantity = Number(fields["quantity"]);
  if (!price || !Number.isInteger(quantity) || quantity < 1 || quantity > MOST_CARDS)
    return wireErrors.badInput("quantity and unitPrice are required");
  if (typeof fields["senderName"] !== "string") return wireErrors.badInput("senderName is required");
  const { range, amounts } = product;
  const sold = range
    ? compare(price, exact(range.min)) >= 0 && compare(price, exact(range.max)) <= 0
    : amounts.some((amount) => compare(exact(amount), price) === 0);
  if (!sold) return wireErrors.wrongPrice;
  const wishes = (fields["productAdditionalRequirements"] ?? {}) as Fields;
  return product.userIdRequired && typeof wishes["userId"] !== "string"
    ? wireErrors.badInput("productAdditionalRequirements.userId is required")
    : undefined;
}

/** Reads the body of an order; answers the documented error where it cannot be sold. */
export function readGiftCardOrder(
  body: unknown,
  productOf: (id: number) => GiftCardProduct | undefined,
): SaleDraft | WireError {
  if (typeof body !== "object" || body === null)
    return wireErrors.badInput("The request body is not readable");
  const fields = body as Fields;
  const product = productOf(Number(fields["productId"]));
  if (!product) return wireErrors.productUnknown;
  const reference = identifierOf(fields);
  if (reference !== null && typeof reference === "object") return reference;
  const problem = problemOf(fields, product);
  if (problem) return problem;
  const quantity = Number(fields["quantity"]);
  const email = fields["recipientEmail"];
  return {
    reference,
    itemId: product.id,
    itemName: product.name,
    country: product.country,
    currency: product.currency,
    quantity,
    account: null,
    told: { recipientEmail: typeof email === "string" ? email : null },
    ...priceOf(product, { unitPrice: String(fields["unitPrice"]), quantity }),
  };
}

const percent = (text: string) => divide(exact(text), exact("100"));

/** quantity × (S × (1 − discount + fee %) + flat fee), rounded once to five decimals. */
function priceOf(
  product: GiftCardProduct,
  order: { unitPrice: string; quantity: number },
): Pick<SaleDraft, "amount" | "cost" | "fee" | "discount"> {
  const quantity = exact(String(order.quantity));
  const sent = multiply(exact(order.unitPrice), exact(product.rate));
  const discountRate = percent(product.discountPercent);
  const feeRate = percent(product.senderFeePercent);
  const flat = exact(product.senderFee);
  const each = add(multiply(sent, add(subtract(ONE, discountRate), feeRate)), flat);
  return {
    amount: toUnits(multiply(exact(order.unitPrice), quantity), currencyPlaces(product.currency)),
    cost: toUnits(multiply(each, quantity), 5),
    fee: toUnits(multiply(add(multiply(sent, feeRate), flat), quantity), 5),
    discount: toUnits(multiply(multiply(sent, discountRate), quantity), 5),
  };
}
