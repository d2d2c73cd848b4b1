import { eq, sql } from "drizzle-orm";
import { checkouts, offers, orders, payments, products, quotes, recipients } from "@/db/schema";
import { confirmPayment, payCheckout, startCheckout } from "@/lib/checkout";
import { answersFor } from "@/lib/checkout/testing";
import { newId, newPublicId } from "@/lib/core/ids";
import { formatMoney, money } from "@/lib/core/money";
import { numberOf } from "@/lib/fulfilment/open-test-kits";
import type { ProviderName } from "@/lib/providers/spec";
import type { World, WorldCtx } from "./open-world";

export interface Line {
  provider: ProviderName;
  /** The last six digits of the number; the last four choose the scenario. */
  digits: string;
}

export interface Purchase {
  lines: Line[];
  /** When pay is pressed, from now on. */
  afterMs?: number;
  card?: string;
  /** How often pay is pressed, all at once; again five seconds later if no page came. */
  presses?: number;
  /** Leaves without paying, or does not come back to the shop's page after paying. */
  leaves?: "at-the-card" | "after-paying";
  /** Who got no page presses again; not when false. */
  returns?: boolean;
}

/** What is known of a checkout, whatever became of it. */
export interface Bought {
  name: string;
  checkoutId: string;
  numbers: string[];
  /** Pages that were opened for it. */
  payUrls: Set<string>;
}

const READS_MS = 4000;
const TYPES_CARD_MS = 25_000;
const GOOD_CARD = "4242424242424242";

export const buyerOf = (world: World): WorldCtx => ({
  ...world.ctx,
  actor: { kind: "buyer", id: "guest" },
});

async function addRecipient(ctx: WorldCtx, { provider, digits }: Line) {
  const [offer] = await ctx.db
    .select()
    .from(offers)
    .innerJoin(products, eq(products.id, offers.productId))
    .where(eq(offers.provider, provider));
  if (!offer) throw new Error(`${provider} sells nothing`);
  const recipientToken = newPublicId();
  await ctx.db.insert(recipients).values({
    id: newId(),
    token: recipientToken,
    number: numberOf(provider, digits),
    country: offer.offers.country,
    operatorId: offer.products.operatorId,
    confidence: "prefix-only",
  });
  return { product: offer.products, recipientToken };
}

/** A checkout of one line, as the shop's own pages make it. */
async function startLine(ctx: WorldCtx, line: Line): Promise<string> {
  const { product, recipientToken } = await addRecipient(ctx, line);
  const { id: productId, currency, denomination, minMinor } = product;
  const amount = money(Math.ceil((minMinor ?? 0) / 100) * 300, currency);
  const text = formatMoney(amount, "en").replace(/[^\d.,]/g, "");
  const face = denomination === "range" ? { face: { text, currency } } : {};
  const started = await startCheckout(ctx, { recipientToken, productId, ...face });
  if (!started.ok) throw new Error(`${line.provider} ${line.digits}: ${started.failure.code}`);
  return started.value.checkoutId;
}

/** Several lines become one checkout: each priced by the shop, then laid together. */
async function startAll(ctx: WorldCtx, [first, ...rest]: Line[]): Promise<string> {
  if (!first) throw new Error("Nothing to buy");
  const checkoutId = await startLine(ctx, first);
  for (const [index, line] of rest.entries()) {
    const other = await startLine(ctx, line);
    await ctx.db
      .update(quotes)
      .set({ checkoutId, line: index + 2 })
      .where(eq(quotes.checkoutId, other));
    await ctx.db.delete(checkouts).where(eq(checkouts.id, other));
  }
  return checkoutId;
}

async function press(world: World, { name, checkoutId, payUrls }: Bought): Promise<void> {
  const answers = await answersFor({ ...world.ctx, db: world.database.ctx.db }, checkoutId);
  const form = { checkoutId, email: "ama@example.org", residence: "US", consent: false, consentText: "" };
  const paid = await payCheckout(buyerOf(world), { ...form, answers, ip: null, userAgent: null });
  world.story.push(`            ${name} pressed pay: ${paid.ok ? paid.value.payUrl : paid.failure.code}`);
  if (paid.ok) payUrls.add(paid.value.payUrl);
}

/** Fills in the card on Stripe's page. */
export async function payByCard(world: World, payUrl: string, card: string): Promise<void> {
  const fields = {
    email: "ama@example.org",
    number: card,
    expiry: "12 / 34",
    cvc: card.startsWith("3") ? "1234" : "123",
  };
  const rawBody = Buffer.from(new URLSearchParams({ ...fields, name: "Ama", country: "DE" }).toString());
  const headers = { "content-type": "application/x-www-form-urlencoded" };
  await world.ground.sandbox.answer({ method: "POST", url: new URL(payUrl), headers, rawBody });
}

async function comeBack(world: World, checkoutId: string): Promise<void> {
  const [payment] = await world.ctx.db
    .select({ sessionId: payments.sessionId })
    .from(payments)
    .where(eq(payments.checkoutId, checkoutId));
  await confirmPayment(buyerOf(world), { checkoutId, sessionId: payment?.sessionId ?? null });
}

const visit = (world: World, name: string, work: () => Promise<void>): Promise<void> =>
  world.stage.play({ process: world.processes.web(), name }, work, async (end) => {
    if (end.kind === "failed") world.story.push(`            ${name}: ${String(end.error)}`);
  });

/** Somebody buys: everything they do is planned now and happens in virtual time. */
export async function buy(world: World, purchase: Purchase): Promise<Bought> {
  const { lines, afterMs = 0, card = GOOD_CARD, presses = 1, leaves, returns = true } = purchase;
  const { timeline } = world;
  const name = lines.map(({ provider, digits }) => `${provider} ${digits}`).join(" + ");
  const checkoutId = await startAll({ ...buyerOf(world), db: world.database.ctx.db }, lines);
  const numbers = lines.map(({ provider, digits }) => numberOf(provider, digits));
  const bought: Bought = { name, checkoutId, numbers, payUrls: new Set() };
  const pressOften = async (): Promise<void> => {
    for (let pressed = 0; pressed < presses; pressed += 1)
      await visit(world, `pay ${name}`, () => press(world, bought));
  };
  timeline.after(afterMs, pressOften);
  if (returns)
    timeline.after(afterMs + READS_MS, async () => void (bought.payUrls.size === 0 && (await pressOften())));
  if (leaves === "at-the-card") return bought;
  timeline.after(afterMs + TYPES_CARD_MS, async () => {
    const [payUrl] = bought.payUrls;
    if (!payUrl) return;
    await payByCard(world, payUrl, card);
    if (leaves !== "after-paying")
      timeline.after(READS_MS, () => visit(world, `back ${name}`, () => comeBack(world, checkoutId)));
  });
  return bought;
}

/** The rows of a checkout as they are now. */
export async function readRows(world: World, checkoutId: string) {
  const { db } = world.database.ctx;
  const rows = await db
    .select()
    .from(orders)
    .where(eq(orders.checkoutId, checkoutId))
    .orderBy(sql`line`);
  const [payment] = await db.select().from(payments).where(eq(payments.checkoutId, checkoutId));
  return { orders: rows, payment };
}
