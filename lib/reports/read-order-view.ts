import type { Ctx } from "@/db/context";
import { readAppTime } from "@/db/read-app-time";
import { maskEmail } from "@/lib/core/mask-email";
import { money, type Money } from "@/lib/core/money";
import { shownValues } from "@/lib/core/sealed-values";
import { FINAL_ORDER_STATES, FINAL_PAYMENT_STATES, whyNotCancel } from "@/lib/core/transitions";
import type { ArtefactView, OrderView, PriceView } from "@/lib/orders/types";
import { countrySlug } from "@/lib/phone/country-slug";
import { maskRecipient } from "@/lib/phone/mask-recipient";
import { tellTaken } from "@/lib/pricing";
import { facesTell, langIn, mayHaveItsLike, parcelOf } from "@/lib/providers/parcel-of";
import type { ProductKind, ProviderName } from "@/lib/providers/spec";
import { drawLine, type Drawing } from "./draw-line";
import { readOrderFacts, type OrderFacts } from "./read-order-facts";
import { tellMoney } from "./tell-money";

const maybe = (minor: number | null, currency: string): Money | null =>
  minor === null ? null : money(minor, currency);

export function priceOf({ quote, product, operator }: OrderFacts): PriceView {
  const { price, totalCurrency } = quote;
  const face = money(quote.faceMinor, quote.faceCurrency);
  const tells = facesTell(product, face, totalCurrency);
  return {
    face,
    taken: tellTaken(price.taken, { currency: face.currency, country: operator.country }),
    worth: tells ? maybe(price.worthMinor, totalCurrency) : null,
    rateAdds: tells ? maybe(price.rateAddsMinor, totalCurrency) : null,
    fee: money(price.feeMinor, totalCurrency),
    tax: maybe(price.taxMinor, totalCurrency),
    lift: maybe(price.liftMinor ?? null, totalCurrency),
    discount: maybe(price.discountMinor ?? null, totalCurrency),
    total: money(quote.totalMinor, totalCurrency),
  };
}

/** A bill may bring a code too: the token of a meter, which is typed in as a PIN is. */
const BRINGS: Partial<Record<ProductKind, ArtefactView["kind"]>> = { esim: "esim", "gift-card": "gift-code" };

function operatorOf({ operator }: OrderFacts): OrderView["operator"] {
  const { id, name, slug, country } = operator;
  return { id, name, slug, country, countrySlug: countrySlug(country) ?? country.toLowerCase() };
}

/** Until when the buyer may undo it; the first claim ends that. */
function undoUntilOf({ order, attempts }: OrderFacts): string | null {
  const waits = order.state === "authorised" && attempts.length === 0;
  return waits && order.undoUntil ? order.undoUntil.toISOString() : null;
}

function viewOf(facts: OrderFacts, drawing: Drawing): OrderView {
  const { order, payment, product } = facts;
  const cancelBar = whyNotCancel(order.state, facts.attempts) ?? null;
  const ended = FINAL_ORDER_STATES.includes(order.state) && FINAL_PAYMENT_STATES.includes(payment.state);
  return {
    publicId: order.publicId,
    checkoutId: order.checkoutId,
    locale: facts.locale,
    state: order.state,
    ended,
    money: tellMoney(facts).state,
    paymentState: payment.state,
    version: order.version + payment.version + (facts.othersVersion ?? 0),
    operator: operatorOf(facts),
    kind: product.kind,
    description: product.description,
    parcel: parcelOf(product, facts.locale),
    parcelLang: langIn(product, facts.locale),
    fields: shownValues(order.fields),
    to: maskRecipient(order),
    maskedEmail: maskEmail(order.email),
    gift: facts.quote.gift,
    price: priceOf(facts),
    stops: drawLine(facts, drawing),
    attempts: facts.attempts.map((attempt) => ({
      provider: attempt.provider as ProviderName,
      reference: attempt.reference,
      providerReference: attempt.providerReference,
      state: attempt.state,
      startedAt: attempt.createdAt.toISOString(),
      settledAt: attempt.settledAt?.toISOString() ?? null,
    })),
    operatorReference: order.operatorReference,
    payUrl: order.state === "awaiting_payment" && payment.state === "open" ? payment.sessionUrl : null,
    cancellable: cancelBar === null,
    cancelBar,
    exchangeable:
      order.state === "authorised" &&
      payment.state === "authorised" &&
      cancelBar === null &&
      order.number !== null &&
      Object.keys(order.fields).length === 0 &&
      mayHaveItsLike(product),
    undoUntil: undoUntilOf(facts),
    artefact: order.artefact === null ? null : (BRINGS[product.kind] ?? "pin"),
    createdAt: order.createdAt.toISOString(),
  };
}

/** Whether the open attempt has been waiting for longer than the buyer is left without a word. */
async function waitsLong(ctx: Ctx, facts: OrderFacts): Promise<boolean> {
  const open = facts.attempts.find(
    ({ state }) => state === "in_doubt" || state === "accepted" || state === "sending",
  );
  if (!open) return false;
  const now = await readAppTime(ctx);
  return now.getTime() - open.createdAt.getTime() > ctx.policy.buyerToldOfDoubt;
}

/** One order as its buyer sees it; null when there is none. It never carries a code: `readArtefact` does. */
export async function readOrderView(
  ctx: Ctx,
  key: { publicId: string } | { id: string },
): Promise<OrderView | null> {
  const facts = await readOrderFacts(ctx, key);
  if (!facts) return null;
  return viewOf(facts, { doubtful: await waitsLong(ctx, facts), policy: ctx.policy });
}
