import { checkAmount } from "./check-amount";
import type { ParamReader } from "./read-params";
import type { IntentInput, LineItem, SessionRow } from "./rows";
import { badParameter } from "./stripe-error";

const KNOWN = (
  "adaptive_pricing after_expiration allow_promotion_codes allowed_payment_method_types automatic_tax " +
  "billing_address_collection " +
  "branding_settings cancel_url client_reference_id consent_collection currency custom_fields custom_text " +
  "customer_creation customer_email excluded_payment_method_types expand expires_at invoice_creation line_items " +
  "locale metadata mode name_collection payment_intent_data payment_method_collection payment_method_options " +
  "phone_number_collection redirect_on_completion submit_type success_url " +
  "tax_id_collection ui_mode wallet_options"
).split(" ");

const CAPTURE_METHODS = ["automatic", "automatic_async", "manual"] as const;
const SHORTEST_S = 30 * 60;
const LONGEST_S = 24 * 60 * 60;

export type SessionInput = Omit<SessionRow, "id" | "created" | "status" | "payer" | "intent">;

/** Reads and checks `POST /v1/checkout/sessions`; with TIME_SCALE the shortest life shrinks as all waits do. */
export function readSessionParams(
  params: ParamReader,
  time: { seconds: number; timeScale: number },
): SessionInput {
  params.allow(KNOWN);
  const mode = params.choice("mode", ["payment", "setup", "subscription"]);
  if (mode === null) throw badParameter("mode", "Missing required param: mode.", "parameter_missing");
  if (mode !== "payment")
    throw badParameter("mode", "The sandbox knows Checkout Sessions in payment mode only");
  params.choice("ui_mode", ["hosted_page"]);
  const { items, currency } = readItems(params);
  const amount = items.reduce((sum, item) => sum + item.unitAmount * item.quantity, 0);
  checkAmount(amount, currency, "line_items");
  const options = params.inside("payment_method_options");
  const allowed = readMethodTypes(params);
  return {
    currency,
    amount,
    items,
    metadata: params.metadata(),
    clientReferenceId: params.text("client_reference_id"),
    customerEmail: readEmail(params, "customer_email"),
    locale: params.text("locale"),
    submitType: params.text("submit_type"),
    successUrl: readUrl(params, "success_url") ?? params.requiredText("success_url"),
    cancelUrl: readUrl(params, "cancel_url"),
    expiresAt: readExpiry(params, time),
    allowedMethodTypes: allowed,
    paymentMethodTypes: ["card"],
    paymentMethodOptions: asObject(params.raw("payment_method_options")),
    intentInput: readIntentData(params.inside("payment_intent_data"), options.inside("card")),
  };
}

/** A filter on what can be offered; the sandbox offers cards and nothing else, so that cards must pass it. */
function readMethodTypes(params: ParamReader): string[] | null {
  const allowed = params.texts("allowed_payment_method_types");
  const excluded = params.texts("excluded_payment_method_types");
  if ((allowed.length > 0 && !allowed.includes("card")) || excluded.includes("card")) {
    throw badParameter(
      "allowed_payment_method_types",
      "No valid payment method types for this Checkout Session.",
    );
  }
  return allowed.length > 0 ? allowed : null;
}

function readIntentData(data: ParamReader, card: ParamReader): IntentInput {
  const general = data.choice("capture_method", CAPTURE_METHODS);
  const ofCard = card.choice("capture_method", ["manual"]);
  return {
    captureMethod: general ?? "automatic_async",
    manual: ofCard === "manual" || general === "manual",
    metadata: data.metadata(),
    description: data.text("description"),
    receiptEmail: readEmail(data, "receipt_email"),
    statementDescriptor: data.text("statement_descriptor"),
    setupFutureUsage: data.choice("setup_future_usage", ["off_session", "on_session"]),
    requestThreeDSecure:
      card.choice("request_three_d_secure", ["any", "automatic", "challenge"]) === "challenge",
  };
}

function readItems(params: ParamReader): { items: LineItem[]; currency: string } {
  const list = params.list("line_items");
  if (list.length === 0) {
    throw badParameter("line_items", "Missing required param: line_items.", "parameter_missing");
  }
  const currencies = new Set<string>();
  const items = list.map((item) => {
    item.allow([
      "adjustable_quantity",
      "dynamic_tax_rates",
      "metadata",
      "price_data",
      "quantity",
      "tax_rates",
    ]);
    const price = item.inside("price_data");
    const product = price.inside("product_data");
    currencies.add(price.requiredText("currency").toLowerCase());
    return {
      name: product.requiredText("name"),
      description: product.text("description"),
      quantity: readPositive(item, "quantity"),
      unitAmount: readPositive(price, "unit_amount"),
    };
  });
  const [currency = "", second] = currencies;
  if (second !== undefined) throw badParameter("line_items", "All line items must have the same currency");
  return { items, currency };
}

function readPositive(params: ParamReader, key: string): number {
  const value = params.requiredInteger(key);
  if (value < (key === "quantity" ? 1 : 0)) {
    throw badParameter(
      params.name(key),
      "This value must be greater than or equal to 0.",
      "parameter_invalid_integer",
    );
  }
  return value;
}

function readExpiry(params: ParamReader, time: { seconds: number; timeScale: number }): number {
  const asked = params.integer("expires_at");
  if (asked === null) return time.seconds + LONGEST_S;
  // A second of grace, since both sides count in whole seconds.
  if (asked < time.seconds + Math.floor(SHORTEST_S / Math.max(time.timeScale, 1)) - 1) {
    throw badParameter(
      "expires_at",
      "The `expires_at` timestamp must be at least 30 minutes from Checkout Session creation.",
    );
  }
  if (asked > time.seconds + LONGEST_S) {
    throw badParameter(
      "expires_at",
      "The `expires_at` timestamp must be less than 24 hours from Checkout Session creation.",
    );
  }
  return asked;
}

function readUrl(params: ParamReader, key: string): string | null {
  const value = params.text(key);
  // The placeholder's braces are legal here, though not in a URL as such.
  if (value !== null && !/^https?:\/\/[^\s]+$/.test(value)) {
    throw badParameter(params.name(key), "Not a valid URL", "url_invalid");
  }
  return value;
}

export function readEmail(params: ParamReader, key: string): string | null {
  const value = params.text(key);
  if (value !== null && !/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(value)) {
    throw badParameter(params.name(key), `Invalid email address: ${value}`, "email_invalid");
  }
  return value;
}

function asObject(value: unknown): object {
  return typeof value === "object" && value !== null ? value : {};
}
