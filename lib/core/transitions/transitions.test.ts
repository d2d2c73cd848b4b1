import { describe, expect, test } from "vitest";
import { ATTEMPT_TRANSITIONS } from "./attempt-transitions";
import { ORDER_TRANSITIONS } from "./order-transitions";
import { PAYMENT_TRANSITIONS } from "./payment-transitions";
import { FINAL_ORDER_STATES, FINAL_PAYMENT_STATES, OPEN_ATTEMPT_STATES } from "./state-groups";
import { targetsOf, type Transition } from "./transition";

interface Machine {
  rows: readonly Transition[];
  start: string;
  ends: readonly string[];
  /** By these alone may an end state be left: late evidence, a late hold, a reversal and what pays it back. */
  leavesEndBy: readonly string[];
}

const MACHINES: Record<string, Machine> = {
  order: {
    rows: ORDER_TRANSITIONS,
    start: "draft",
    ends: FINAL_ORDER_STATES,
    leavesEndBy: ["payment_authorised", "late_evidence", "reversed"],
  },
  attempt: {
    rows: ATTEMPT_TRANSITIONS,
    start: "sending",
    ends: ["delivered", "rejected", "abandoned"],
    leavesEndBy: ["late_evidence", "reversed"],
  },
  payment: {
    rows: PAYMENT_TRANSITIONS,
    start: "open",
    ends: FINAL_PAYMENT_STATES,
    leavesEndBy: ["hold_confirmed", "late_evidence", "refund_intended", "refund_failed", "paid_by_hand"],
  },
};

const statesOf = (rows: readonly Transition[]) => [...new Set(rows.flatMap(([from, , to]) => [from, to]))];

function reachable(rows: readonly Transition[], start: string): Set<string> {
  const seen = new Set([start]);
  for (const state of seen) for (const [from, , to] of rows) if (from === state) seen.add(to);
  return seen;
}

describe.each(Object.entries(MACHINES))("the machine of an %s", (_, { rows, start, ends, leavesEndBy }) => {
  test("reaches every state from its first", () => {
    expect([...reachable(rows, start)].toSorted()).toEqual(statesOf(rows).toSorted());
  });
  test("can come to an end from everywhere", () => {
    const stuck = statesOf(rows).filter((state) => !ends.some((end) => reachable(rows, state).has(end)));
    expect(stuck).toEqual([]);
  });
  test("never comes back to its first state before anything happened", () => {
    if (start === "sending") return;
    expect(rows.filter(([, , to]) => to === start)).toEqual([]);
  });
  test("ends where it says", () => {
    const known = statesOf(rows);
    expect(ends.filter((end) => !known.includes(end))).toEqual([]);
    const leaves = new Set(rows.map(([from]) => from));
    expect(known.filter((state) => !leaves.has(state) && !ends.includes(state))).toEqual([]);
  });
  test("leaves an end state by late evidence and reversal alone", () => {
    const out = rows.filter(([from]) => ends.includes(from));
    expect(out.filter(([, event]) => !leavesEndBy.includes(event))).toEqual([]);
  });
  test("says nothing twice", () => {
    expect(new Set(rows.map(String)).size).toBe(rows.length);
  });
});

describe("no hole in the promise", () => {
  test("only proof of delivery leads to delivered", () => {
    const proofs = /^(answer_delivered|found_delivered|staff_says_delivered|late_evidence)$/;
    for (const { rows } of Object.values(MACHINES)) {
      expect(rows.filter(([, event, to]) => to === "delivered" && !proofs.test(event))).toEqual([]);
    }
  });
  test("what may have been sent is sent anew only as itself, never as something new", () => {
    const doubtful = ["in_doubt", "accepted", "review"];
    const back = ORDER_TRANSITIONS.filter(
      ([from, , to]) => doubtful.includes(from) && ["authorised", "sending"].includes(to),
    );
    expect(back.filter(([, event]) => event !== "found_rejected" && event !== "sent_again")).toEqual([]);
    expect(targetsOf(ORDER_TRANSITIONS, "sending", "lease_over")).toEqual(["in_doubt"]);
    expect(targetsOf(ORDER_TRANSITIONS, "sending", "answer_lost")).toEqual(["in_doubt"]);
  });
  test("money is captured and released out of a hold alone", () => {
    const into = (state: string) =>
      PAYMENT_TRANSITIONS.filter(([, , to]) => to === state).map(([from]) => from as string);
    expect(into("capturing")).toEqual(["authorised"]);
    expect(into("voiding")).toEqual(["authorised"]);
  });
  test("an order is open exactly as long as its attempt is", () => {
    const orderOf: Record<string, string> = {};
    for (const state of OPEN_ATTEMPT_STATES) orderOf[state] = state;
    expect(Object.keys(orderOf).every((state) => statesOf(ORDER_TRANSITIONS).includes(state))).toBe(true);
    const closes = ATTEMPT_TRANSITIONS.filter(
      ([from, , to]) =>
        OPEN_ATTEMPT_STATES.includes(from) && !OPEN_ATTEMPT_STATES.some((open) => open === to),
    );
    expect(new Set(closes.map(([, , to]) => to))).toEqual(new Set(["delivered", "rejected", "abandoned"]));
  });
  test("an unknown state or event leads nowhere", () => {
    expect(targetsOf(ORDER_TRANSITIONS, "authorised", "answer_delivered")).toEqual([]);
    expect(targetsOf(ORDER_TRANSITIONS, "nowhere", "claimed")).toEqual([]);
    expect(targetsOf(ORDER_TRANSITIONS, "sending", "answer_rejected")).toEqual([
      "authorised",
      "undeliverable",
    ]);
  });
});
