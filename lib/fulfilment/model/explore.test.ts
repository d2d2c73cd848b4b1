import { describe, expect, test } from "vitest";
import type { OrderState } from "@/lib/core/transitions";
import { DEAD_END, explore, TOO_MANY, type Model } from "./explore";
import { PRODUCT_TABLES, tablesWith, type Moves } from "./machine-rows";
import { openStage, type Stage } from "./stage";

interface Small {
  order: { state: OrderState };
  count: number;
}
type Script = (stage: Stage<Small, null>) => void;

const small = (script: Script, over: Partial<Model<Small>> = {}): Model<Small> => ({
  start: { order: { state: "authorised" }, count: 0 },
  keyOf: ({ order, count }) => `${order.state} ${count}`,
  stepsFrom: (world) => {
    const copy = ({ order, count }: Small): Small => ({ order: { ...order }, count });
    const { stage, steps } = openStage(world, null, { tables: PRODUCT_TABLES, copy });
    script(stage);
    return steps;
  },
  harmIn: ({ count }) => (count > 2 ? "counted too far" : undefined),
  isSettled: ({ order }) => order.state === "undeliverable",
  machinesOf: ({ order }) => ({ order: [order.state], attempt: [], payment: [] }),
  ...over,
});

const end = (world: Small, moves: Moves) => moves.order(world.order, "no_route", "undeliverable");

describe("the explorer", () => {
  test("visits every state once and says which rows were used", () => {
    const found = explore(
      small(({ world, add }) => {
        if (world.count < 2) add("count", (to) => void (to.count += 1));
        if (world.order.state === "authorised") add("end", end);
      }),
    );
    expect(found.harm).toBeUndefined();
    expect(found.states).toBe(6);
    expect([...found.rowsUsed]).toEqual(["order: authorised -no_route-> undeliverable"]);
  });
  test("finds the shortest way to harm", () => {
    const found = explore(
      small(({ world, add }) => {
        add("one", (to) => void (to.count += 1));
        if (world.count === 1) add("two at once", (to) => void (to.count += 2));
      }),
    );
    expect(found).toMatchObject({ harm: "counted too far", trace: ["one", "two at once"] });
  });
  test("finds a state that leads to no good end", () => {
    const found = explore(
      small(({ world, add }) => {
        if (world.order.state === "authorised" && world.count === 0) {
          add("end", end);
          add("stray", (to) => void (to.count = 1));
        }
      }),
    );
    expect(found).toMatchObject({ harm: DEAD_END, trace: ["stray"] });
  });
  test("refuses a step whose row does not exist", () => {
    const found = explore(
      small(({ add }) => add("jump", (to, moves) => moves.order(to.order, "claimed", "delivered"))),
    );
    expect(found).toMatchObject({
      harm: "no such row: order: authorised -claimed-> delivered",
      trace: ["jump"],
    });
  });
  test("refuses a state that changes behind the table's back", () => {
    const found = explore(small(({ add }) => add("cheat", (to) => void (to.order.state = "delivered"))));
    expect(found.harm).toBe("a state changed without a row of its table");
  });
  test("proves nothing once there are too many states", () => {
    const endless = small(({ add }) => add("count", (to) => void (to.count += 1)), {
      harmIn: () => undefined,
    });
    expect(explore(endless, 100).harm).toBe(TOO_MANY);
  });
  test("knows rows that a wrong variant adds", () => {
    expect(tablesWith({ order: [["sending", "lease_over", "authorised"]] }).order).toContainEqual([
      "sending",
      "lease_over",
      "authorised",
    ]);
  });
});
