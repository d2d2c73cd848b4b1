import { expect, test } from "vitest";
import { ORDER_TRANSITIONS } from "./order-transitions";
import { whyNotCancel } from "./why-not-cancel";

test.each([
  ["awaiting_payment", [], undefined],
  ["authorised", [], undefined],
  ["authorised", [{ state: "rejected", wasOpen: false }], undefined],
  ["authorised", [{ state: "rejected", wasOpen: true }], "may-arrive"],
  ["authorised", [{ state: "delivered", wasOpen: false }], "may-arrive"],
  ["draft", [], "opening"],
  ["sending", [], "sending"],
  ["accepted", [], "accepted"],
  ["in_doubt", [], "in-doubt"],
  ["review", [], "review"],
  ["delivered", [], "delivered"],
  ["cancelled", [], "cancelled"],
  ["expired", [], "over"],
  ["undeliverable", [], "over"],
])("%s after %j: %s", (state, attempts, bar) => {
  expect(whyNotCancel(state, attempts)).toBe(bar);
});

test("every state that cannot be cancelled from says why", () => {
  const states = new Set(ORDER_TRANSITIONS.flatMap(([from, , to]) => [from, to] as string[]));
  const mute = [...states].filter((state) => whyNotCancel(state, []) === undefined);
  expect(mute.toSorted()).toEqual(["authorised", "awaiting_payment"]);
});
