import { eq } from "drizzle-orm";
import { afterEach, beforeEach, expect, it } from "vitest";
import { operators, products, recipients } from "@/db/schema";
import { listDecisions, mergeOperators, undoDecision } from "@/lib/catalog";
import { newId } from "@/lib/core/ids";
import { codeOf, doubt, openTestStaff } from "./open-test-staff";
import { settleReview } from "./settle-review";
import { openTestShop, type Shop } from "./testing";

let shop: Shop;
const { as, pay } = openTestStaff(() => shop);
beforeEach(async () => {
  shop = await openTestShop({ capabilities: { dedupe: "none", findBy: "none" } });
});
afterEach(async () => {
  await shop.close();
});

it("a merge is taken back once no order of what goes back is on its way; numbers that were looked up go back too", async () => {
  const { db } = shop.ctx;
  const [mtn] = await db.select().from(operators);
  const into = newId();
  const other = { country: "NG", name: "Other", slug: "other", matchName: "other" };
  await db.insert(operators).values({ id: into, ...other });
  const from = mtn?.id ?? "";
  expect(codeOf(await mergeOperators(as("kai", "catalog"), { from, into }))).toBe("ok");
  const { orderId } = await pay(doubt);
  const [decision] = await listDecisions(as("kai", "catalog"), { limit: 1 });
  const undo = () => undoDecision(as("kai", "catalog"), { decisionId: decision?.id ?? "" });
  expect(await undo()).toEqual({ ok: false, failure: { code: "orders-open", values: { count: 1 } } });
  const form = {
    verdict: "delivered",
    reason: "float",
    note: "the float fell",
    operatorReference: "",
    code: "",
  } as const;
  expect(codeOf(await settleReview(as("ann"), { orderId, form }))).toBe("ok");
  expect(codeOf(await undo())).toBe("ok");
  expect(await db.select().from(products)).toMatchObject([{ operatorId: from }]);
  expect(await db.select().from(operators).where(eq(operators.id, from))).toMatchObject([
    { enabled: true, mergedInto: null },
  ]);
  const numbers = await db.select().from(recipients);
  expect(numbers.map(({ operatorId }) => operatorId)).toContain(from);
});
