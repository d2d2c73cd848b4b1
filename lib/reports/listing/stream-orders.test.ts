import { eq, sql } from "drizzle-orm";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Ctx } from "@/db/context";
import { orders, staffActions } from "@/db/schema";
import { createTestDatabase, type TestDatabase } from "@/db/testing";
import { NotPermitted } from "@/lib/core/permissions";
import { foldFigures } from "../rollups/fold-figures";
import { seedOrders } from "../testing";
import { beginExport, streamOrders, type ExportInput } from "./stream-orders";
import { NO_FILTERS } from "./types";

/** More than two stretches. */
const COUNT = 4321;
const ALL: ExportInput = { search: { by: "nothing" }, filters: NO_FILTERS, as: "csv", whole: false };

let database: TestDatabase;
let ctx: Ctx;

beforeAll(async () => {
  database = await createTestDatabase();
  ctx = { ...database.ctx, actor: { kind: "staff", id: "u1", role: "owner" } };
  await ctx.db.transaction((tx) => seedOrders({ ...ctx, db: tx }, { count: COUNT }));
  await foldFigures(ctx);
  await ctx.db
    .update(orders)
    .set({ operatorReference: `=HYPERLINK("http://x.test","y")`, email: "+1+cmd@example.org" })
    .where(eq(orders.number, "+2348031200007"));
}, 60_000);
afterAll(() => database.close());

async function textOf(input: ExportInput): Promise<string> {
  let text = "";
  for await (const piece of streamOrders(ctx, input)) text += piece;
  return text;
}

test("every order is taken out, once, newest first", async () => {
  const lines = (await textOf(ALL)).trimEnd().split("\r\n");
  expect(lines).toHaveLength(COUNT + 1);
  const ids = lines.slice(1).map((line) => line.split(",")[0]);
  const rows = await ctx.db
    .select({ id: orders.id })
    .from(orders)
    .orderBy(sql`created_at desc, id desc`);
  expect(ids).toEqual(rows.map(({ id }) => id));
});

test("what a spreadsheet would run is made harmless; numbers and addresses are as the list shows them", async () => {
  const one = { ...ALL, search: { by: "email", email: "+1+cmd@example.org" } } as const;
  const [, line] = (await textOf(one)).split("\r\n");
  expect(line).toContain(`"'=HYPERLINK(""http://x.test"",""y"")"`);
  expect(line).toContain("'+234 803 ··· 0007");
  expect(line).not.toContain("200007");
  const [, whole] = (await textOf({ ...one, whole: true })).split("\r\n");
  expect(whole).toContain("'+2348031200007");
  expect(whole).toContain("'+1+cmd@example.org");
});

test("as JSON it can be parsed", async () => {
  const read: unknown = JSON.parse(await textOf({ ...ALL, as: "json" }));
  expect(read).toHaveLength(COUNT);
  expect(JSON.parse(await textOf({ ...ALL, as: "json", filters: { ...NO_FILTERS, country: "GH" } }))).toEqual(
    [],
  );
});

test("chosen columns are taken out alone, beside the id; what a spreadsheet would run stays harmless", async () => {
  const one = { ...ALL, search: { by: "email", email: "+1+cmd@example.org" } } as const;
  const chosen = { ...one, columns: ["total", "operatorReference", "email"] } as const;
  const [head, line] = (await textOf({ ...chosen, whole: true })).split("\r\n");
  expect(head).toBe("id,email,total,total_currency,operator_reference");
  expect(line).toMatch(/^[0-9a-f-]{36},'\+1\+cmd@example\.org,11\.42,USD,"'=HYPERLINK/);
  const [row] = JSON.parse(await textOf({ ...chosen, as: "json" })) as object[];
  expect(Object.keys(row ?? {})).toEqual(["id", "email", "total", "total_currency", "operator_reference"]);
});

test("it is noted who took what out; whoever may not, does not", async () => {
  await beginExport(ctx, { ...ALL, whole: true });
  const noted = await ctx.db.select().from(staffActions);
  expect(noted).toMatchObject([{ action: "orders-exported", data: { as: "csv", whole: true } }]);
  for (const role of ["support", "viewer", "catalog"] as const)
    await expect(beginExport({ ...ctx, actor: { kind: "staff", id: "u", role } }, ALL)).rejects.toThrow(
      NotPermitted,
    );
});
