import { describe, expect, it } from "vitest";
import { readForms } from "./buyer/read-forms";
import { countByOrders, FAULTS_OF_ORDERS } from "./count-by-orders";
import type { Hooks } from "./create-hooks";
import { createRandom } from "./create-random";
import { planOrders } from "./plan-orders";
import { planStrikes, STRIKE_KINDS } from "./plan-strikes";
import { LOST_FOR_GOOD } from "./strikes/lose-for-good";

const strikesOf = (seed: number, orders: number) =>
  planStrikes(createRandom(seed).branch("strikes"), orders).map(({ kind, at }) => ({ name: kind.name, at }));

describe("the plan of a campaign", () => {
  it("is the same for the same seed, and another for another", () => {
    expect(planOrders(createRandom(1), 200)).toEqual(planOrders(createRandom(1), 200));
    expect(planOrders(createRandom(1), 200)).not.toEqual(planOrders(createRandom(2), 200));
    expect(strikesOf(1, 300)).toEqual(strikesOf(1, 300));
    expect(strikesOf(1, 300)).not.toEqual(strikesOf(2, 300));
  });

  it("strikes every kind that counts fully once in a short run, and thirty times in a long one", () => {
    const whole = STRIKE_KINDS.filter(({ weight = 1 }) => weight >= 1);
    const short = strikesOf(1, 300).map(({ name }) => name);
    const long = strikesOf(1, 10_000).map(({ name }) => name);
    for (const { name, long: takesLong } of whole) {
      if (!takesLong) expect(short).toContain(name);
      expect(long.filter((one) => one === name).length).toBeGreaterThanOrEqual(30);
    }
    const points = long.filter((name) => name.includes(" killed at "));
    expect(points.length).toBeGreaterThanOrEqual(30);
    expect(short.filter((name) => name === LOST_FOR_GOOD.name)).toHaveLength(1);
  });

  it("dials no number twice", () => {
    const numbers = planOrders(createRandom(1), 10_000).flatMap((order) => order.numbers);
    expect(new Set(numbers).size).toBe(numbers.length);
    expect(numbers.every((number) => /^\+\d{12,13}$/.test(number))).toBe(true);
  });
});

it("orders bring the faults that are said to be theirs", () => {
  const counts = Object.fromEntries(
    [
      "pass",
      "lose",
      "repeat",
      "delay",
      "reverse",
      "forge",
      "stranger",
      "refused",
      "forged",
      "wrongly-taken",
    ].map((name) => [name, 0]),
  ) as Hooks["counts"];
  const faults = countByOrders(planOrders(createRandom(1), 10), [], counts).flatMap(
    (counted) => counted.faults,
  );
  expect(faults).toEqual(FAULTS_OF_ORDERS);
});

describe("a page as a browser without scripts reads it", () => {
  it("finds fields, choices and buttons of each form", () => {
    const html = `<form action="" method="POST"><input type="hidden" name="$ACTION_1:0" value="{&quot;a&quot;:1}"/>
      <input type="checkbox" name="consent"/><select name="residence"><option value="">–</option>
      <option value="US" selected="">USA</option></select><button name="product" value="p&amp;1">Send <b>5</b></button></form>
      <form><input name="number"></form>`;
    expect(readForms(html)).toEqual([
      {
        action: "",
        fields: [
          ["$ACTION_1:0", '{"a":1}'],
          ["residence", "US"],
        ],
        buttons: [{ name: "product", value: "p&1", text: "Send 5" }],
      },
      { action: "", fields: [["number", ""]], buttons: [] },
    ]);
  });
});
