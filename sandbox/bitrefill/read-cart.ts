import type { BitrefillProduct } from "./bitrefill-product";
import type { Catalogue } from "./open-catalogue";
import { priceOf } from "./price-amount";
import { readPhone } from "./read-phone";
import type { WireError } from "./reply-with";
import { wireErrors } from "./wire-errors";

/** One line of an invoice, checked and priced. */
export interface CartItem {
  product: BitrefillProduct;
  value: string;
  amount: number | null;
  price: number;
  quantity: number;
  recipient: string | null;
  esimId: string | null;
}

const MOST_ITEMS = 20;

/** The `products` of an invoice; the first thing wrong is what is answered. */
export function readCart(
  products: unknown,
  catalogue: Catalogue,
  isEsim: (iccid: string) => boolean,
): CartItem[] | WireError {
  if (!Array.isArray(products) || products.length === 0) return wireErrors.missing("products");
  if (products.length > MOST_ITEMS) return wireErrors.tooManyItems;
  const cart: CartItem[] = [];
  for (const line of products) {
    if (typeof line !== "object" || line === null) return wireErrors.invalid("products");
    const item = readItem(line as Record<string, unknown>, { catalogue, isEsim });
    if ("message" in item) return item;
    cart.push(item);
  }
  return cart.reduce((sum, { quantity }) => sum + quantity, 0) > MOST_ITEMS ? wireErrors.tooManyItems : cart;
}

function readItem(
  fields: Record<string, unknown>,
  shop: { catalogue: Catalogue; isEsim(iccid: string): boolean },
): CartItem | WireError {
  const id = fields["product_id"];
  if (typeof id !== "string") return wireErrors.missing("product_id");
  const product = shop.catalogue.byId(id);
  if (!product) return wireErrors.productUnknown(id);
  if (!product.inStock) return wireErrors.outOfStock;
  const choice = readChoice(fields, product);
  if ("message" in choice) return choice;
  const quantity = fields["quantity"] ?? 1;
  if (typeof quantity !== "number" || !Number.isInteger(quantity) || quantity < 1)
    return wireErrors.invalid("quantity");
  const recipient = readRecipient(fields["phone_number"], product);
  if (recipient !== null && typeof recipient === "object") return recipient;
  const esimId = fields["esim_id"] ?? null;
  if (esimId !== null && (typeof esimId !== "string" || product.type !== "esim" || !shop.isEsim(esimId)))
    return wireErrors.invalid("esim_id");
  return { product, ...choice, quantity, recipient, esimId };
}

type Choice = Pick<CartItem, "value" | "amount" | "price">;

function readChoice(fields: Record<string, unknown>, product: BitrefillProduct): Choice | WireError {
  const packageId = fields["package_id"];
  if (packageId !== undefined) {
    const found = product.packages.find(({ value }) => `${product.id}<&>${value}` === packageId);
    return found ? priced(product, found) : wireErrors.invalid("package_id");
  }
  const value = fields["value"];
  if (value === undefined) return wireErrors.missing("package_id or value");
  const listed = product.packages.find((one) => one.value === value || one.amount === value);
  if (listed) return priced(product, listed);
  const { range } = product;
  if (typeof value !== "number" || !range) return wireErrors.invalid("value");
  const steps = (value - range.min) / range.step;
  if (value < range.min || value > range.max || !Number.isInteger(steps)) return wireErrors.invalid("value");
  return priced(product, { value: String(value), amount: value, price: priceOf(value, product.rate) });
}

const priced = (product: BitrefillProduct, choice: Choice): Choice => ({
  value: choice.value,
  amount: choice.amount,
  price: product.test ? 0 : choice.price,
});

/** For bills `phone_number` carries the account. */
function readRecipient(given: unknown, product: BitrefillProduct): string | null | WireError {
  if (product.recipient === "none") return null;
  if (given === undefined || given === "") return wireErrors.missing("phone_number");
  if (product.recipient === "account")
    return typeof given === "string" && given.length <= 64 ? given : wireErrors.invalid("phone_number");
  const phone = readPhone(given);
  if (!phone) return wireErrors.phone;
  return product.test || phone.country === product.country ? phone.e164 : wireErrors.operator;
}
