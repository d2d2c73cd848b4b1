import { describe, expect, it } from "vitest";
import { createPolicy } from "@/lib/core/policy";
import type { AttemptState, OrderState } from "@/lib/core/transitions";
import { drawLine } from "./draw-line";
import type { OrderFacts } from "./read-order-facts";

interface Tried {
  provider: string;
  state: AttemptState;
  code?: string;
}

const at = (minute: number) => new Date(Date.UTC(2026, 10, 1, 10, minute));

/** An order of $11.42 that was held and sent, as far as a drawing looks at it. */
function factsOf(
  state: OrderState,
  tried: Tried[],
  more: { event?: string; retrying?: boolean; kind?: string } = {},
): OrderFacts {
  return {
    order: {
      state,
      totalMinor: 1142,
      totalCurrency: "USD",
      faceMinor: 1_000_000,
      faceCurrency: "NGN",
      deliveredMinor: null,
      deliveredCurrency: null,
      retryingSince: more.retrying ? at(1) : null,
      nextActionAt: null,
    },
    operator: { name: "MTN" },
    product: { kind: more.kind ?? "airtime", description: "1 GB, 7 days" },
    payment: { state: "authorised", capturedMinor: 0, currency: "USD" },
    paymentEvents: [{ event: "hold_confirmed", to: "authorised", at: at(0) }],
    orderEvents: [
      { event: "claimed", to: "sending", at: at(1) },
      { event: more.event ?? "answer_rejected", to: state, at: at(9) },
    ],
    attempts: tried.map(({ provider, state: ended, code }, index) => ({
      provider,
      state: ended,
      reference: `hl-0000000000-${index + 1}`,
      outcome: code ? { kind: "rejected", code } : null,
      settledAt: ended === "sending" ? null : at(index + 1),
    })),
  } as unknown as OrderFacts;
}

const draw = (facts: OrderFacts) => drawLine(facts, { doubtful: false, policy: createPolicy(1) });
const no = (provider: string, code = "refused"): Tried => ({ provider, state: "rejected", code });

describe("tries", () => {
  it.each<[string, OrderState, Tried[], boolean, string[]]>([
    ["one that arrived needs no word", "delivered", [{ provider: "telecom", state: "delivered" }], false, []],
    ["one that did not has its stop", "undeliverable", [no("telecom")], false, []],
    ["another way is looked for", "authorised", [no("telecom")], false, ["other-way"]],
    ["the operator is down", "authorised", [no("telecom")], true, ["waits"]],
    [
      "another way is open",
      "sending",
      [no("telecom"), { provider: "reloadly", state: "sending" }],
      false,
      ["other-way"],
    ],
    [
      "the same way again, then another",
      "undeliverable",
      [no("telecom"), no("telecom"), no("reloadly")],
      false,
      ["again", "other-way", "not-either"],
    ],
    [
      "the second one delivered",
      "delivered",
      [no("telecom"), { provider: "reloadly", state: "delivered" }],
      false,
      ["other-way"],
    ],
  ])("%s", (_what, state, tried, retrying, said) => {
    const sent = draw(factsOf(state, tried, { retrying })).find(({ stop }) => stop === "sent");
    expect(sent?.tries?.map(({ next }) => next) ?? []).toEqual(said);
    sent?.tries?.forEach((one, index) => expect(one.at).toBe(at(index + 1).toISOString()));
  });

  it("never say by whom", () => {
    const drawn = draw(factsOf("undeliverable", [no("telecom"), no("reloadly"), no("bitrefill")]));
    expect(JSON.stringify(drawn)).not.toMatch(/telecom|reloadly|bitrefill/);
  });
});

it.each([
  ["airtime", { amount: { minor: 1_000_000, currency: "NGN" } }],
  ["bundle", { parcel: "1 GB, 7 days" }],
])("what arrived of %s is %j", (kind, arrived) => {
  const facts = factsOf("delivered", [{ provider: "telecom", state: "delivered" }], { kind });
  expect(draw(facts).find(({ stop }) => stop === "delivered")).toMatchObject(arrived);
});

describe("why it did not arrive", () => {
  it.each<[string, Tried[], string | undefined]>([
    ["answer_rejected", [no("telecom", "number-invalid")], "number-invalid"],
    ["found_rejected", [no("telecom", "recipient-limit")], "recipient-limit"],
    ["no_route", [no("telecom", "number-not-prepaid")], "number-not-prepaid"],
    ["no_route", [no("telecom", "float-empty")], "no-way"],
    ["no_route", [], "no-way"],
    ["hold_lost", [], "hold-lost"],
    ["abandoned", [{ provider: "a1topup", state: "abandoned" }], "unproven"],
    ["reversed", [{ provider: "reloadly", state: "rejected" }], "reversed"],
    ["answer_rejected", [no("telecom", "credentials")], undefined],
    ["staff_says_undelivered", [no("a1topup", "refused")], undefined],
  ])("%s of %j", (event, tried, why) => {
    const drawn = draw(factsOf("undeliverable", tried, { event }));
    expect(drawn.find(({ stop }) => stop === "not-delivered")?.why).toBe(why);
  });
});

describe("what went back", () => {
  const refunded = (minor: number): OrderFacts => {
    const facts = factsOf("delivered", [{ provider: "telecom", state: "delivered" }]);
    const amount = { minor, currency: "USD" };
    return {
      ...facts,
      payment: { state: "refunded", amountMinor: 1142, capturedMinor: 1142, currency: "USD" },
      paymentEvents: [
        { event: "capture_confirmed", to: "captured", at: at(2), data: {} },
        { event: "refund_intended", to: "refunding", at: at(3), data: { amount } },
        { event: "refund_confirmed", to: "refunded", at: at(4), data: {} },
      ],
    } as unknown as OrderFacts;
  };

  it("stands beside what was charged, where that was more", () => {
    expect(draw(refunded(100)).at(-1)).toMatchObject({
      stop: "refunded",
      amount: { minor: 100, currency: "USD" },
      of: { minor: 1142, currency: "USD" },
    });
  });

  it("stands alone, where it was all", () => {
    expect(draw(refunded(1142)).at(-1)).not.toHaveProperty("of");
  });
});
