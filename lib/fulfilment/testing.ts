import { eq, sql } from "drizzle-orm";
import type { Ctx } from "@/db/context";
import { fxRates, offers, operators, orders, payments, products, quotes, recipients } from "@/db/schema";
import { createTestDatabase, type TestDatabase } from "@/db/testing";
import { payCheckout, startCheckout, type CheckoutCtx } from "@/lib/checkout";
import { answersFor } from "@/lib/checkout/testing";
import { newId, newPublicId } from "@/lib/core/ids";
import { checkInvariants } from "@/lib/reports";
import { USUAL_CAPABILITIES } from "@/lib/providers/testing";
import type {
  AttemptRequest,
  Capabilities,
  Finding,
  Outcome,
  Provider,
  ProviderName,
} from "@/lib/providers/spec";
import type { FulfilmentCtx } from "./context";
import { createFakeStripe } from "./create-fake-stripe";

/** A provider that answers what the test planned, and keeps count of what it was sent. */
export function createFakeProvider(
  capabilities: Partial<Capabilities> = {},
  name: ProviderName = "reloadly",
) {
  const sent: AttemptRequest[] = [];
  const answers: (Outcome | (() => Promise<Outcome>))[] = [];
  const findings: Finding[] = [];
  const delivered: Outcome = { kind: "delivered", providerReference: "p-1", operatorReference: "op-1" };
  const provider: Provider = {
    name,
    capabilities: { ...USUAL_CAPABILITIES, ...capabilities },
    listOffers: async function* () {},
    submit: async (attempt) => {
      sent.push(attempt);
      const answer = answers.shift() ?? delivered;
      return typeof answer === "function" ? answer() : answer;
    },
    resolve: async () => findings.shift() ?? { kind: "not-found" },
    balance: async () => ({ micros: 0, currency: "USD" }),
  };
  return { provider, sent, answers, findings };
}

/** One thing to buy and somebody to send it to. */
export async function stockShelf(ctx: Ctx): Promise<{ productId: string; recipientToken: string }> {
  const operatorId = newId();
  const productId = newId();
  await ctx.db
    .insert(operators)
    .values({ id: operatorId, country: "NG", name: "MTN", slug: "mtn", matchName: "mtn" });
  await ctx.db.insert(products).values({
    id: productId,
    operatorId,
    kind: "airtime",
    key: "airtime:fixed:NGN:1000000",
    denomination: "fixed",
    currency: "NGN",
    faceMinor: 1_000_000,
  });
  await ctx.db.insert(offers).values({
    id: newId(),
    productId,
    provider: "reloadly",
    sku: "341:usd:6.5",
    providerOperatorId: "341",
    country: "NG",
    orderCurrency: "USD",
    orderMinor: 650,
    faceMinMinor: 1_000_000,
    faceMaxMinor: 1_000_000,
    walletCurrency: "USD",
    orderUnitsPerWalletUnit: "1",
  });
  await ctx.db.insert(fxRates).values([
    { base: "USD", quote: "USD", rate: "1" },
    { base: "USD", quote: "NGN", rate: "1540" },
  ]);
  const recipientToken = newPublicId();
  await ctx.db.insert(recipients).values({
    id: newId(),
    token: recipientToken,
    number: "+2348031234567",
    country: "NG",
    operatorId,
    confidence: "prefix-only",
  });
  return { productId, recipientToken };
}

export type Shop = Awaited<ReturnType<typeof openTestShop>>;

/** Another provider of the one thing on the shelf. */
export interface Rival {
  name: ProviderName;
  /** What it takes from the float, in cents; the first provider takes 650. */
  costMinor: number;
  currency?: string;
  capabilities?: Partial<Capabilities>;
}

async function addRival(ctx: Ctx, productId: string, rival: Rival): Promise<void> {
  const { name, costMinor, currency = "USD" } = rival;
  await ctx.db.insert(offers).values({
    id: newId(),
    productId,
    provider: name,
    sku: `${name}:10000`,
    providerOperatorId: "mtn",
    country: "NG",
    orderCurrency: currency,
    orderMinor: costMinor,
    faceMinMinor: 1_000_000,
    faceMaxMinor: 1_000_000,
    walletCurrency: currency,
    orderUnitsPerWalletUnit: "1",
  });
}

/** A shop on a database of its own with one thing on its shelf, a fake Stripe and a fake provider, or several. */
export async function openTestShop(
  options: { capabilities?: Partial<Capabilities>; rivals?: Rival[]; live?: boolean } = {},
) {
  const database: TestDatabase = await createTestDatabase();
  const stripe = createFakeStripe();
  const supplier = createFakeProvider(options.capabilities);
  const rivals = (options.rivals ?? []).map(({ name, capabilities }) =>
    createFakeProvider(capabilities, name),
  );
  const sellers = [supplier, ...rivals];
  const ctx: FulfilmentCtx & CheckoutCtx = {
    ...database.ctx,
    stripe: stripe.gateway,
    providers: {
      get: (wanted) => sellers.find(({ provider }) => provider.name === wanted)?.provider,
      live: options.live === true,
    },
    seal: (plain) => plain,
    unseal: (sealed) => sealed,
    staffEmails: ["owner@homeline.test"],
    appUrl: "http://shop.test",
    currency: "USD",
    locale: "en",
  };
  const buyer: typeof ctx = { ...ctx, actor: { kind: "buyer", id: "guest-1" } };
  const shelf = await stockShelf(ctx);
  for (const rival of options.rivals ?? []) await addRival(ctx, shelf.productId, rival);
  let numbers = 0;

  const press = async (checkoutId: string, email = "ama@example.org") =>
    payCheckout(buyer, {
      answers: await answersFor(ctx, checkoutId),
      checkoutId,
      email,
      residence: "US",
      consent: false,
      consentText: "",
      ip: null,
      userAgent: null,
    });
  /** Puts one more line into a checkout: the same thing for somebody else. */
  const addLine = async (checkoutId: string, recipientToken: string): Promise<void> => {
    const [first] = await ctx.db.select().from(quotes).where(eq(quotes.checkoutId, checkoutId));
    const [recipient] = await ctx.db.select().from(recipients).where(eq(recipients.token, recipientToken));
    if (!first || !recipient) throw new Error("Nothing to add to");
    await ctx.db.insert(quotes).values({ ...first, id: newId(), line: 2, recipientId: recipient.id });
  };
  const readRows = async (checkoutId: string) => {
    const [order] = await ctx.db.select().from(orders).where(eq(orders.checkoutId, checkoutId));
    const [payment] = await ctx.db.select().from(payments).where(eq(payments.checkoutId, checkoutId));
    if (!order || !payment) throw new Error("No order");
    return { order, payment };
  };
  return {
    ctx,
    buyer,
    stripe,
    supplier,
    rivals,
    shelf,
    press,
    readRows,
    /** Checks every rule that always holds, then drops the database. */
    close: async () => {
      const broken = await checkInvariants(ctx);
      await database.close();
      if (broken.length > 0) throw new Error(`Broken: ${JSON.stringify(broken)}`);
    },
    /** Moves the shop's time ahead. */
    travel: async (milliseconds: number) => {
      const ahead = sql`${`${milliseconds} milliseconds`}::interval`;
      await ctx.db.execute(
        sql`insert into app_clock (ahead) values (${ahead}) on conflict (only_row) do update set ahead = app_clock.ahead + excluded.ahead`,
      );
    },
    /** Somebody else to send it to. */
    anotherRecipient: async () => {
      const [seed] = await ctx.db.select().from(recipients).limit(1);
      const recipientToken = newPublicId();
      numbers += 1;
      await ctx.db.insert(recipients).values({
        id: newId(),
        token: recipientToken,
        number: `+23480312300${String(numbers).padStart(2, "0")}`,
        country: "NG",
        operatorId: seed?.operatorId ?? null,
        confidence: "prefix-only",
      });
      return recipientToken;
    },
    /** A checkout of one order or two whose pay button was pressed; returns its id and the Session's. */
    order: async (recipientToken = shelf.recipientToken, alsoFor?: string) => {
      const started = await startCheckout(buyer, { ...shelf, recipientToken });
      if (!started.ok) throw new Error(started.failure.code);
      const { checkoutId } = started.value;
      if (alsoFor) await addLine(checkoutId, alsoFor);
      const paid = await press(checkoutId);
      if (!paid.ok) throw new Error(paid.failure.code);
      const { order, payment } = await readRows(checkoutId);
      return {
        checkoutId,
        orderId: order.id,
        publicId: order.publicId,
        paymentId: payment.id,
        sessionId: payment.sessionId ?? "",
      };
    },
  };
}
