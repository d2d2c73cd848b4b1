import { eq } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import type { Ctx } from "@/db/context";
import { importRuns, offers, operatorAliases, products } from "@/db/schema";
import { createTestDatabase, emptyTables, type TestDatabase } from "@/db/testing";
import type { ProviderOffer } from "@/lib/providers/spec";
import { importCatalog } from "./import-catalog";
import { readImportRun } from "./list-import-runs";
import { listStaffOperators, readStaffOperator } from "./list-staff-operators";
import { listUnmapped } from "./list-unmapped";
import { mapProviderOperator } from "./map-provider-operator";
import { listing, rangeOffer } from "./testing";
import { listDecisions, undoDecision } from "./undo-decision";

let database: TestDatabase;
let staff: Ctx;
beforeAll(async () => {
  database = await createTestDatabase();
  staff = { ...database.ctx, actor: { kind: "staff", id: "ada", role: "catalog" } };
});
afterAll(() => database?.close());
beforeEach(() =>
  emptyTables(
    database.ctx,
    "import_changes",
    "catalog_decisions",
    "operators",
    "operator_aliases",
    "provider_operators",
    "products",
    "offers",
    "import_runs",
  ),
);

const run = (listed: ProviderOffer[]) =>
  importCatalog(database.ctx, { provider: listing(listed, { name: "reloadly" }) });
const strange = rangeOffer({
  sku: "77:range",
  operator: { providerOperatorId: "77", name: "Zzyzx Wireless", country: "NG", currency: "NGN" },
});
const sold = async () => (await database.ctx.db.select().from(products)).filter(({ available }) => available);

test("a mapping is taken back: nothing of it is sold, its name is asked about again", async () => {
  await run([strange]);
  const [one] = await listUnmapped(staff);
  await mapProviderOperator(staff, { id: one?.id ?? "", to: { name: "Zzyzx" } });
  await run([strange]);
  expect(await sold()).toHaveLength(1);
  const [decision] = await listDecisions(staff, { limit: 5 });
  expect(decision).toMatchObject({
    kind: "map",
    provider: "reloadly",
    from: "Zzyzx Wireless",
    to: "Zzyzx",
    undoneAt: null,
  });
  expect(await undoDecision(staff, { decisionId: decision?.id ?? "" })).toMatchObject({ ok: true });
  expect(await sold()).toHaveLength(0);
  expect(await listUnmapped(staff)).toMatchObject([{ name: "Zzyzx Wireless" }]);
  expect(await database.ctx.db.select().from(operatorAliases)).toEqual([]);
  await run([strange]);
  expect(await sold()).toHaveLength(0);
  expect(await undoDecision(staff, { decisionId: decision?.id ?? "" })).toMatchObject({
    failure: { code: "undone-already" },
  });
});

test("what was decided anew since is taken back first", async () => {
  await run([strange]);
  const [one] = await listUnmapped(staff);
  await mapProviderOperator(staff, { id: one?.id ?? "", to: { name: "Zzyzx" } });
  await mapProviderOperator(staff, { id: one?.id ?? "", to: null });
  const [last, first] = await listDecisions(staff, { limit: 5 });
  expect(await undoDecision(staff, { decisionId: first?.id ?? "" })).toMatchObject({
    failure: { code: "decided-since" },
  });
  expect(await undoDecision(staff, { decisionId: last?.id ?? "" })).toMatchObject({ ok: true });
  expect(await undoDecision(staff, { decisionId: first?.id ?? "" })).toMatchObject({ ok: true });
});

test("a run of the import keeps what is new, dearer and gone, but nothing of the first one", async () => {
  const another = rangeOffer({ sku: "341:other", description: "more" });
  await run([rangeOffer(), strange]);
  await run([rangeOffer({ cost: { ...rangeOffer().cost, discountPercent: "1" } }), another]);
  const runs = await database.ctx.db.select().from(importRuns).orderBy(importRuns.startedAt);
  const first = await readImportRun(staff, { runId: runs[0]?.id ?? "", limit: 10 });
  expect(first?.differences).toEqual([]);
  const second = await readImportRun(staff, { runId: runs[1]?.id ?? "", limit: 10 });
  expect(second?.counts).toEqual({ new: 1, price: 1 });
  expect(second?.differences.find(({ change }) => change === "price")?.fields).toMatchObject([
    { name: "discount_percent", is: "1" },
  ]);
  await run([another]);
  const [, , third] = await database.ctx.db.select().from(importRuns).orderBy(importRuns.startedAt);
  const gone = await readImportRun(staff, { runId: third?.id ?? "", change: "gone", limit: 10 });
  expect(gone?.differences).toHaveLength(1);
});

test("a run of the import tells what a country takes from now on", async () => {
  await run([rangeOffer()]);
  await run([rangeOffer({ takenPercent: "12.5" })]);
  const [, second] = await database.ctx.db.select().from(importRuns).orderBy(importRuns.startedAt);
  const read = await readImportRun(staff, { runId: second?.id ?? "", limit: 10 });
  expect(read?.differences).toMatchObject([
    { change: "terms", fields: [{ name: "taken_percent", was: "–", is: "12.5" }] },
  ]);
});

test("operators are found by a part of their name, page by page, with what they sell", async () => {
  await run([rangeOffer()]);
  const found = await listStaffOperators(staff, { search: "mt", limit: 10 });
  expect(found).toMatchObject({
    more: false,
    operators: [{ name: "MTN", country: "NG", providers: ["reloadly"], off: null }],
  });
  const [mtn] = found.operators;
  const after = { name: mtn?.name ?? "", id: mtn?.id ?? "" };
  expect((await listStaffOperators(staff, { after, limit: 10 })).operators).toEqual([]);
  const one = await readStaffOperator(staff, { operatorId: after.id });
  expect(one?.products).toHaveLength(1);
  await database.ctx.db.update(offers).set({ active: false }).where(eq(offers.provider, "reloadly"));
});
