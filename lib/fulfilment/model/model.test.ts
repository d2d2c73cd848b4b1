import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { ROWS_OF_FLAWS } from "./order-rules";
import { explore } from "./explore";
import { allRowNames, PRODUCT_TABLES } from "./machine-rows";
import { PROVIDER_CLASSES, SKIES } from "./order-cases";
import { createOrderModel } from "./order-model";
import { renderModelPage } from "./render-model-page";
import { ROWS_BEYOND_THE_MODELS } from "./rows-beyond-the-models";
import { CHECKOUT_CASES, ORDER_CASES, WRONG_CHECKOUTS, WRONG_ORDERS } from "./run-cases";

/** All explorations of a file's tests together, on a busy machine. */
const PATIENCE = 600_000;

describe("the rules hold in every interleaving", () => {
  test.each([...ORDER_CASES, ...CHECKOUT_CASES])(
    "$name",
    ({ run }) => {
      const { harm, trace } = run();
      expect({ harm, trace }).toEqual({ harm: undefined, trace: [] });
    },
    PATIENCE,
  );
});

describe("a wrong variant is caught", () => {
  test.each([...WRONG_ORDERS, ...WRONG_CHECKOUTS])(
    "$name: $harm",
    ({ run, harm }) => {
      expect(run().harm).toBe(harm);
    },
    PATIENCE,
  );

  test.each(Object.entries(ROWS_OF_FLAWS))("and the tables alone refuse this one: %s", (name) => {
    const flaw = WRONG_ORDERS.find((wrong) => wrong.name === name)?.name as keyof typeof ROWS_OF_FLAWS;
    const rules = { provider: PROVIDER_CLASSES.reloadly, circumstances: SKIES["workers that die"], flaw };
    expect(explore(createOrderModel(rules, { tables: PRODUCT_TABLES })).harm).toMatch(/^no such row/);
  });
});

test("no client can help where doubles slip through and a worker wakes up late", () => {
  const circumstances = { ...SKIES["workers that wake up late"], racyDedupe: true };
  const found = explore(createOrderModel({ provider: PROVIDER_CLASSES.reloadly, circumstances }));
  expect(found.harm).toBe("double top-up");
});

test(
  "every row of the tables is applied by some step, or has a reason",
  () => {
    const used = new Set([...ORDER_CASES, ...CHECKOUT_CASES].flatMap(({ run }) => [...run().rowsUsed]));
    const missing = allRowNames(PRODUCT_TABLES).filter((row) => !used.has(row));
    expect(missing).toEqual(Object.keys(ROWS_BEYOND_THE_MODELS));
  },
  PATIENCE,
);

test(
  "the page of the documentation says what was found",
  async () => {
    const page = renderModelPage({
      orders: ORDER_CASES,
      checkouts: CHECKOUT_CASES,
      wrongOrders: WRONG_ORDERS,
      wrongCheckouts: WRONG_CHECKOUTS,
      beyond: ROWS_BEYOND_THE_MODELS,
    });
    await expect(page).toMatchFileSnapshot(join(import.meta.dirname, "../../../docs/model.md"));
  },
  PATIENCE,
);
