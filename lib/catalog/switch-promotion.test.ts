import { eq, sql } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import type { Ctx } from "@/db/context";
import { operators, promotions, staffActions } from "@/db/schema";
import { createTestDatabase, emptyTables, type TestDatabase } from "@/db/testing";
import type { ProviderName } from "@/lib/providers/spec";
import { listPromotions } from "@/lib/reports";
import { importCatalog } from "./import-catalog";
import { importPromotions } from "./import-promotions";
import { readPromotions } from "./read-promotions";
import { switchPromotion } from "./switch-promotion";
import { listing, rangeOffer } from "./testing";

let database: TestDatabase;
let staff: Ctx;
let operatorId: string;
beforeAll(async () => {
  database = await createTestDatabase();
  staff = { ...database.ctx, actor: { kind: "staff", id: "ada", role: "catalog" } };
});
afterAll(() => database?.close());

const tell = async (title: string, name: ProviderName = "reloadly") => {
  const [clock] = await database.ctx.db.execute<{ at: string }>(
    sql`select extract(epoch from app_now()) as at`,
  );
  const now = Number(clock?.at) * 1000;
  const told = {
    promotionId: "1",
    providerOperatorId: "341",
    title,
    description: "On every top-up.",
    startsAt: new Date(now - 3_600_000),
    endsAt: new Date(now + 3_600_000),
    appliesTo: "",
  };
  return importPromotions(database.ctx, { provider: { name, promotions: async () => [told] } });
};
const shown = async () => (await readPromotions(database.ctx, { operatorId })).map(({ title }) => title);
const idOf = async (provider: string) => {
  const [row] = await database.ctx.db.select().from(promotions).where(eq(promotions.provider, provider));
  return row?.id ?? "";
};

beforeEach(async () => {
  await emptyTables(
    database.ctx,
    "operators",
    "provider_operators",
    "products",
    "offers",
    "import_runs",
    "promotions",
    "catalog_switches",
  );
  for (const name of ["reloadly", "valuetopup"] as const)
    await importCatalog(database.ctx, { provider: listing([rangeOffer()], { name }) });
  const [mtn] = await database.ctx.db.select().from(operators);
  operatorId = mtn?.id ?? "";
  await tell("Bonus 50%");
});

const hide = async (change: Partial<Parameters<typeof switchPromotion>[1]> = {}) =>
  switchPromotion(staff, {
    promotionId: await idOf("reloadly"),
    shown: false,
    reason: "they do not pay it",
    seen: "Bonus 50%",
    ...change,
  });

test("what is hidden is gone from the shop, stays so through imports, and is shown again; the log tells both", async () => {
  expect(await shown()).toEqual(["Bonus 50%"]);
  expect(await hide()).toMatchObject({ ok: true });
  expect(await shown()).toEqual([]);
  await tell("Bonus 50%");
  expect(await shown()).toEqual([]);
  const listed = async (asked = {}) => (await listPromotions(staff, { limit: 10, ...asked })).promotions;
  expect(await listed()).toMatchObject([{ title: "Bonus 50%", hidden: { reason: "they do not pay it" } }]);
  expect(await hide({ shown: true, reason: "they do" })).toMatchObject({ ok: true });
  expect(await shown()).toEqual(["Bonus 50%"]);
  expect(await listed()).toMatchObject([{ hidden: null }]);
  expect(await listed({ hiddenOnly: true })).toEqual([]);
  const noted = await database.ctx.db.select().from(staffActions).orderBy(staffActions.id);
  expect(noted).toMatchObject([
    {
      action: "promotion-hidden",
      actor: "staff:ada",
      reason: "they do not pay it",
      subjectKind: "promotion",
    },
    { action: "promotion-shown", reason: "they do", data: { provider: "reloadly", title: "Bonus 50%" } },
  ]);
});

test("what another provider tells of the same stays", async () => {
  await tell("MTN Nigeria: 50% bonus", "valuetopup");
  expect(await shown()).toHaveLength(1);
  await hide();
  expect(await shown()).toEqual(["50% bonus"]);
});

test("of two at once one counts; what has changed meanwhile, is so already, is not there or has no reason is refused", async () => {
  const both = await Promise.all([hide(), hide()]);
  expect(both.map((one) => (one.ok ? "ok" : one.failure.code)).toSorted()).toEqual(["already-so", "ok"]);
  expect(await hide({ shown: true, seen: "Bonus 20%" })).toMatchObject({
    failure: { code: "changed-meanwhile" },
  });
  expect(await hide({ shown: true, reason: " " })).toMatchObject({ failure: { code: "reason-missing" } });
  expect(await hide({ promotionId: "x" })).toMatchObject({ failure: { code: "not-found" } });
  expect(await hide({ promotionId: operatorId })).toMatchObject({ failure: { code: "not-found" } });
  expect(await shown()).toEqual([]);
  await expect(
    switchPromotion(
      { ...staff, actor: { kind: "staff", id: "v", role: "viewer" } },
      { promotionId: await idOf("reloadly"), shown: true, reason: "why not", seen: "Bonus 50%" },
    ),
  ).rejects.toThrow("Not permitted");
});

test("is found by a part of the operator's name, the country's or its words, and told whether there are more", async () => {
  await tell("MTN Nigeria: free calls", "valuetopup");
  const found = async (search: string, limit = 10) => {
    const { promotions: rows, more } = await listPromotions(staff, { search, limit });
    return { titles: rows.map(({ title }) => title).toSorted(), more };
  };
  const both = ["Bonus 50%", "MTN Nigeria: free calls"];
  expect(await found("")).toEqual({ titles: both, more: false });
  expect(await found("mtn")).toEqual({ titles: both, more: false });
  expect(await found(" NIGER ")).toEqual({ titles: both, more: false });
  expect(await found("50%")).toEqual({ titles: ["Bonus 50%"], more: false });
  expect(await found("glo")).toEqual({ titles: [], more: false });
  expect(await found("", 1)).toMatchObject({ more: true });
  await hide();
  const hidden = await listPromotions(staff, { hiddenOnly: true, limit: 10 });
  expect(hidden.promotions.map(({ title }) => title)).toEqual(["Bonus 50%"]);
});
