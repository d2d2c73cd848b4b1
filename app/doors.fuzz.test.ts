import { sql } from "drizzle-orm";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { createCarriers, startCheckout } from "@/lib/checkout";
import { FUZZ_TIMEOUT, fuzz, nastyText } from "@/lib/core/fuzz/testing";
import { openTestShop, type Shop } from "@/lib/fulfilment/testing";
import { workPayment } from "@/lib/fulfilment/work-payment";
import { createOrderWatch, listOrders, readOrderSearch } from "@/lib/reports";

/** What the mocks below read; filled by beforeAll. */
const world = vi.hoisted(() => ({
  guest: "",
  jar: new Map<string, string>(),
  runtime: undefined as { context: (buyerId: string) => object; watch: unknown } | undefined,
}));

class Redirected extends Error {}

vi.mock("next/headers", () => ({
  cookies: async () => ({
    get: (name: string) => (name === "hl_buyer" ? { value: world.guest } : undefined),
    set: () => undefined,
  }),
  headers: async () =>
    new Headers({ host: "shop.test", "user-agent": "\u0000fuzz".slice(1), "x-forwarded-for": "::1" }),
}));
vi.mock("next/navigation", () => ({
  redirect: (to: string) => {
    throw new Redirected(to);
  },
  notFound: () => {
    throw new Redirected("404");
  },
}));
vi.mock("next/cache", () => ({ refresh: () => undefined }));
vi.mock("next-intl/server", () => ({
  getTranslations: async () => Object.assign((key: string) => key, { has: () => true }),
}));
vi.mock("@/lib/env", () => ({ env: () => ({ appUrl: "http://shop.test", mode: "demo" }) }));
vi.mock("@/lib/runtime", () => ({
  buyerContext: ({ buyerId }: { buyerId: string }) => world.runtime?.context(buyerId),
  runtime: () => world.runtime,
}));

const OWNER = "guest-1";
const STRANGER = "s".repeat(26);

let shop: Shop;
let close: () => Promise<void>;
/** Ids and tokens that stand in addresses a stranger may have seen, but never a public id: whoever holds that may cancel. */
let seen: string[];
/** A checkout of the stranger's own, not paid yet. */
let own: string;
let before: string;

/** Everything that belongs to somebody else. */
async function snapshot(): Promise<string> {
  const rows = await shop.ctx.db.execute(sql`
    select (select json_agg(o order by o.id) from orders o join checkouts c on c.id = o.checkout_id where c.buyer_id = ${OWNER}) as orders,
      (select json_agg(p order by p.id) from payments p join checkouts c on c.id = p.checkout_id where c.buyer_id = ${OWNER}) as payments,
      (select json_agg(a order by a.id) from attempts a) as attempts, (select count(*) from ledger_entries) as entries,
      (select json_agg(q order by q.id) from quotes q join checkouts c on c.id = q.checkout_id where c.buyer_id = ${OWNER}) as quotes`);
  return JSON.stringify(rows);
}

beforeAll(async () => {
  shop = await openTestShop();
  const done = await shop.order();
  shop.stripe.hold(done.sessionId);
  await workPayment(shop.ctx, done.paymentId);
  const waiting = await shop.order(await shop.anotherRecipient());
  const { productId, recipientToken } = shop.shelf;
  seen = [
    done.checkoutId,
    done.orderId,
    done.paymentId,
    waiting.checkoutId,
    waiting.orderId,
    productId,
    recipientToken,
  ];
  const watch = createOrderWatch({ listen: async () => async () => undefined });
  world.runtime = {
    watch,
    context: (buyerId) => ({
      ...shop.ctx,
      carriers: createCarriers("public/carriers"),
      providers: { ...shop.ctx.providers, all: () => [shop.supplier.provider] },
      actor: { kind: "buyer", id: buyerId },
    }),
  };
  world.guest = STRANGER;
  const started = await startCheckout(
    { ...shop.buyer, actor: { kind: "buyer", id: STRANGER } },
    { productId, recipientToken },
  );
  if (!started.ok) throw new Error(started.failure.code);
  own = started.value.checkoutId;
  before = await snapshot();
  close = () => shop.close();
});
afterAll(async () => {
  if ((await snapshot()) !== before) throw new Error("A stranger has changed what is somebody else's");
  await close();
});

const later = <T>(make: () => fc.Arbitrary<T>): fc.Arbitrary<T> => fc.constant(null).chain(make);

const field = later(() =>
  fc.oneof(
    nastyText,
    fc.constantFrom(
      ...seen,
      "+2348031234567",
      "08031234567",
      "NG",
      "en",
      "de",
      "US",
      "on",
      "1000",
      "10.5",
      "NGN",
      "a@b.co",
      "DE",
    ),
  ),
);

/** Forms of an action's fields: most of them well, others wrong, missing, doubled, or a file where a text was meant. */
function formOf(good: Record<string, () => string>): fc.Arbitrary<FormData> {
  const one = (name: string) =>
    fc.tuple(
      fc.oneof({ weight: 20, arbitrary: fc.constant(name) }, { weight: 1, arbitrary: nastyText }),
      fc.oneof(
        { weight: 3, arbitrary: later(() => fc.constant(good[name]?.() ?? "")) },
        { weight: 2, arbitrary: field },
      ),
      fc.constantFrom("once", "once", "once", "once", "once", "once", "once", "twice", "file", "never"),
    );
  return fc.tuple(...Object.keys(good).map(one)).map((entries) => {
    const data = new FormData();
    for (const [name, value, how] of entries) {
      if (how === "file") data.append(name, new Blob([value]), "file.txt");
      if (how === "once" || how === "twice") data.append(name, value);
      if (how === "twice") data.append(name, "again");
    }
    return data;
  });
}

/** Refused with a failure that has a text, or sent on to a page of the shop or to the card page. */
async function expectAnswered(act: () => Promise<unknown>): Promise<void> {
  try {
    const state = await act();
    expect(state).toMatchObject({ failure: { text: expect.any(String) } });
  } catch (error) {
    if (!(error instanceof Redirected)) throw error;
    expect(error.message).toMatch(/^(\/|404|http:\/\/stripe\.test\/)/);
    expect(error.message).not.toMatch(/^\/\//);
  }
}

describe("what a form may say to a server action", () => {
  it("find the operator of a number", { timeout: FUZZ_TIMEOUT }, async () => {
    const { findOperatorAction } = await import("./[locale]/(shop)/find-operator-action");
    const form = formOf({ number: () => "08031234567", country: () => "NG", locale: () => "en" });
    await fuzz(form, (data) =>
      expectAnswered(() => findOperatorAction({ failure: null, typed: { number: "", country: "" } }, data)),
    );
  });
  it("start a checkout", { timeout: FUZZ_TIMEOUT }, async () => {
    const { startCheckoutAction } = await import("./[locale]/(checkout)/checkout-actions");
    const { recipientToken, productId } = shop.shelf;
    const form = formOf({
      to: () => recipientToken,
      product: () => productId,
      amount: () => "",
      "face-currency": () => "NGN",
      locale: () => "en",
    });
    await fuzz(form, (data) => expectAnswered(() => startCheckoutAction({ failure: null, typed: {} }, data)));
  });
  it("pay", { timeout: FUZZ_TIMEOUT }, async () => {
    const { payAction } = await import("./[locale]/(checkout)/checkout-actions");
    const typed = { email: "", residence: "", consent: false, answers: {} };
    const form = formOf({
      checkout: () => own,
      email: () => "a@b.co",
      residence: () => "US",
      consent: () => "on",
      seen: () => "",
      "answers.four-1": () => "4567",
      "answers.again-1": () => "on",
      "answers.name-1": () => "Ama",
      locale: () => "en",
    });
    await fuzz(form, (data) => expectAnswered(() => payAction({ failure: null, typed }, data)));
  });
  it("renew a price", { timeout: FUZZ_TIMEOUT }, async () => {
    const { renewQuoteAction } = await import("./[locale]/(checkout)/checkout-actions");
    const form = formOf({ checkout: () => own, locale: () => "en" });
    await fuzz(form, (data) => expectAnswered(() => renewQuoteAction({ failure: null }, data)));
  });
  it("cancel an order", { timeout: FUZZ_TIMEOUT }, async () => {
    const { cancelOrderAction } = await import("./[locale]/(checkout)/orders/[publicId]/cancel-order-action");
    const form = formOf({ order: () => "0".repeat(26), locale: () => "en" });
    await fuzz(form, (data) => expectAnswered(() => cancelOrderAction({ failure: null }, data)));
  });
});

describe("what an address may say", () => {
  const expectAnswer = (response: Response) => {
    expect(response.status).toBeLessThan(500);
    void response.body?.cancel();
  };
  it("an order as JSON and as a stream", { timeout: FUZZ_TIMEOUT }, async () => {
    const json = await import("./api/orders/[publicId]/route");
    const events = await import("./api/orders/[publicId]/events/route");
    const text = fc.oneof(
      field,
      fc.string({
        unit: fc.constantFrom(..."0123456789abcdefghjkmnpqrstvwxyz"),
        minLength: 26,
        maxLength: 26,
      }),
    );
    await fuzz(fc.tuple(text, fc.string({ maxLength: 20 })), async ([publicId, lastEvent]) => {
      const params = Promise.resolve({ publicId });
      const request = new Request("http://shop.test/", {
        headers: { "last-event-id": encodeURIComponent(lastEvent) },
      });
      expectAnswer(await json.GET(request, { params }));
      expectAnswer(await events.GET(request, { params }));
    });
  });
  it(
    "what staff type into the search, and the place in the list they come from",
    { timeout: FUZZ_TIMEOUT },
    async () => {
      const staff = {
        ...shop.ctx,
        actor: { kind: "staff" as const, id: "ann", role: "owner" as const, raised: true },
      };
      await fuzz(
        fc.tuple(field, field, fc.constantFrom("older" as const, "newer" as const)),
        async ([typed, id, way]) => {
          const page = await listOrders(staff, {
            search: readOrderSearch(typed),
            cursor: { way, id },
            limit: 5,
          });
          expect(page.rows.length).toBeLessThanOrEqual(5);
        },
      );
    },
  );
});
