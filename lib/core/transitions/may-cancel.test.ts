import fc from "fast-check";
import { expect, test } from "vitest";
import { mayCancel } from "./may-cancel";
import { ORDER_TRANSITIONS } from "./order-transitions";

const rejected = { state: "rejected", wasOpen: false };
const rejectedAfterDoubt = { state: "rejected", wasOpen: true };

test.each([
  ["before paying", "awaiting_payment", [], true],
  ["held and nothing sent yet", "authorised", [], true],
  ["held, two plain rejections", "authorised", [rejected, rejected], true],
  ["held, one rejection came after doubt", "authorised", [rejected, rejectedAfterDoubt], false],
  ["held, an attempt is open", "authorised", [{ state: "sending", wasOpen: false }], false],
  ["held, an attempt was abandoned", "authorised", [{ state: "abandoned", wasOpen: true }], false],
  ["held, an attempt delivered", "authorised", [{ state: "delivered", wasOpen: false }], false],
])("%s: %s %j → %s", (_, state, attempts, may) => {
  expect(mayCancel(state, attempts)).toBe(may);
});

test("in no other state, whatever the attempts were", () => {
  const states = new Set(ORDER_TRANSITIONS.flatMap(([from, , to]) => [from, to] as string[]));
  states.delete("awaiting_payment");
  states.delete("authorised");
  const attempts = fc.array(
    fc.record({ state: fc.constantFrom("rejected", "delivered"), wasOpen: fc.boolean() }),
  );
  fc.assert(
    fc.property(fc.constantFrom(...states), attempts, (state, tried) => {
      expect(mayCancel(state, tried)).toBe(false);
    }),
  );
});

test.each(["cancelled_by_buyer", "cancelled_by_staff"])("%s exists exactly where it may happen", (by) => {
  const from = ORDER_TRANSITIONS.filter(([, event]) => event === by).map(([state]) => state);
  expect(from.toSorted()).toEqual(["authorised", "awaiting_payment"]);
});
