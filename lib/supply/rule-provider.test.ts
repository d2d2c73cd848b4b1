import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { sql } from "drizzle-orm";
import type { Ctx } from "@/db/context";
import { providerStates, supplyRules } from "@/db/schema";
import { createTestDatabase, type TestDatabase } from "@/db/testing";
import { lowerFloat, readFloat } from "./read-float";
import { readRules } from "./read-rules";
import { setFloatAlert } from "./set-float-alert";
import { pauseProvider } from "./pause-provider";
import { endRule, ruleProvider } from "./rule-provider";
import { setPause, switchProvider } from "./switch-provider";

let database: TestDatabase;
let staff: Ctx;
beforeAll(async () => {
  database = await createTestDatabase();
  staff = { ...database.ctx, actor: { kind: "staff", id: "owner", role: "owner", raised: true } };
});
afterAll(() => database?.close());
beforeEach(() => database.ctx.db.execute(sql`truncate supply_rules, provider_states`));

const states = () => database.ctx.db.select().from(providerStates);
const usd = (micros: number) => ({ micros, currency: "USD" });

describe("rules of staff", () => {
  const rule = { provider: "telecom", effect: "exclude", country: "NG", reason: "slow" } as const;

  it("one for each scope; the newer takes the place of the older; taken back by its id", async () => {
    const made = await ruleProvider(staff, rule);
    const id = made.ok ? made.value : "";
    expect(await ruleProvider(staff, { ...rule, reason: "still slow" })).toEqual({ ok: true, value: id });
    await ruleProvider(staff, { ...rule, kind: "bundle" });
    await ruleProvider(staff, { ...rule, effect: "pin" });
    const rules = await staff.db.select().from(supplyRules);
    expect(rules).toHaveLength(3);
    expect(rules.find((row) => row.id === id)).toMatchObject({ reason: "still slow", madeBy: "owner" });
    expect(await endRule(staff, { ruleId: id })).toMatchObject({ ok: true });
    expect(await staff.db.select().from(supplyRules)).toHaveLength(2);
  });

  it("nobody else's", async () => {
    await expect(ruleProvider(database.ctx, rule)).rejects.toThrow("Not permitted");
    await expect(endRule(database.ctx, { ruleId: "01a21490-0000-7000-8000-000000000000" })).rejects.toThrow(
      "Not permitted",
    );
    const pause = { provider: "telecom", until: null, why: "" } as const;
    await expect(setPause(database.ctx, pause)).rejects.toThrow("Not permitted");
  });
});

describe("a pause", () => {
  it("of the engine never shortens a longer one of staff, and staff end it", async () => {
    const until = new Date(Date.now() + 3_600_000);
    await setPause(staff, { provider: "reloadly", until, why: "contract" });
    await pauseProvider(database.ctx, { provider: "reloadly", forMs: 60_000, why: "credentials refused" });
    expect(await states()).toMatchObject([{ pausedUntil: until, pausedWhy: "contract" }]);
    await setPause(staff, { provider: "reloadly", until: null, why: "" });
    expect(await states()).toMatchObject([{ pausedUntil: null, pausedWhy: null }]);
  });
});

describe("two of staff at once", () => {
  it("one wins, the other is told and changes nothing", async () => {
    const provider = "bitrefill" as const;
    expect(await switchProvider(staff, { provider, on: false, reason: "outage", seen: null })).toMatchObject({
      ok: true,
    });
    const late = await switchProvider(staff, { provider, on: true, reason: "it works", seen: null });
    expect(late).toMatchObject({ ok: false, failure: { code: "changed-meanwhile" } });
    expect(await states()).toMatchObject([{ switchedOn: false, switchedBy: "owner" }]);
    const noted = await staff.db.execute(
      sql`select data from staff_actions where action = 'provider-switched'`,
    );
    expect([...noted]).toEqual([{ data: { on: false } }]);
  });

  const codes = (results: { ok: boolean; failure?: { code: string } }[]) =>
    results.map(({ failure }) => failure?.code ?? "ok").toSorted();
  const one = { provider: "telecom", effect: "exclude", country: "NG", reason: "slow" } as const;
  const rulesNow = () => staff.db.select().from(supplyRules);

  it("of two first rules of one scope, and of two that replace it", async () => {
    const both = await Promise.all([
      ruleProvider(staff, one, null),
      ruleProvider(staff, { ...one, reason: "outage" }, null),
    ]);
    expect(codes(both)).toEqual(["changed-meanwhile", "ok"]);
    const [standing] = await readRules(staff);
    const seen = new Date(standing?.madeAt ?? 0);
    const replaced = await Promise.all([
      ruleProvider(staff, { ...one, reason: "their word" }, seen),
      ruleProvider(staff, { ...one, reason: "contract" }, seen),
    ]);
    expect(codes(replaced)).toEqual(["changed-meanwhile", "ok"]);
    expect(await rulesNow()).toHaveLength(1);
  });

  it("a rule whose time is over stands in nobody's way; one that was taken back is not made by a page that is old", async () => {
    await ruleProvider(staff, { ...one, until: new Date(Date.now() - 1000) }, null);
    expect(codes([await ruleProvider(staff, one, null)])).toEqual(["ok"]);
    const [standing] = await readRules(staff);
    await endRule(staff, { ruleId: standing?.id ?? "" });
    const late = await ruleProvider(staff, one, new Date(standing?.madeAt ?? 0));
    expect(codes([late])).toEqual(["changed-meanwhile"]);
    expect(await rulesNow()).toEqual([]);
  });

  it("a rule is taken back once, and not when it is another by now", async () => {
    await ruleProvider(staff, one, null);
    const [first] = await readRules(staff);
    const end = (madeAt: string) => endRule(staff, { ruleId: first?.id ?? "", seen: new Date(madeAt) });
    await ruleProvider(staff, { ...one, reason: "outage" });
    expect(codes([await end(first?.madeAt ?? "")])).toEqual(["changed-meanwhile"]);
    const [second] = await readRules(staff);
    const seen = second?.madeAt ?? "";
    expect(codes(await Promise.all([end(seen), end(seen)]))).toEqual(["ok", "rule-gone"]);
  });

  it("limits of a float", async () => {
    const provider = "telecom" as const;
    const seen = { hours: null, micros: null };
    const both = await Promise.all([
      setFloatAlert(staff, { provider, hours: 12, micros: null, seen }),
      setFloatAlert(staff, { provider, hours: null, micros: 5_000_000, seen }),
    ]);
    expect(codes(both)).toEqual(["changed-meanwhile", "ok"]);
    const [now] = await states();
    const next = { provider, hours: 48, micros: 1 };
    expect(codes([await setFloatAlert(staff, { ...next, seen })])).toEqual(["changed-meanwhile"]);
    const asItIs = { hours: now?.lowHours ?? null, micros: now?.lowMicros ?? null };
    expect(codes([await setFloatAlert(staff, { ...next, seen: asItIs })])).toEqual(["ok"]);
    expect(await states()).toMatchObject([{ lowHours: 48, lowMicros: 1 }]);
  });
});

describe("a float", () => {
  it("falls below a purchase that it did not cover, to what the answer told, and never rises by that", async () => {
    await lowerFloat(database.ctx, { provider: "reloadly", cost: usd(5_000_000) });
    expect(await states()).toMatchObject([{ floatMicros: 4_999_999, floatCurrency: "USD" }]);
    await lowerFloat(database.ctx, { provider: "reloadly", cost: usd(5_000_000), seen: usd(1_250_000) });
    await lowerFloat(database.ctx, { provider: "reloadly", cost: usd(9_000_000) });
    expect(await states()).toMatchObject([{ floatMicros: 1_250_000 }]);
  });

  it("stays as it is while nobody can tell it", async () => {
    await lowerFloat(database.ctx, { provider: "reloadly", cost: usd(5_000_000) });
    const silent = { name: "reloadly", balance: async () => Promise.reject(new Error("silent")) } as const;
    await readFloat(database.ctx, silent);
    expect(await states()).toMatchObject([{ floatMicros: 4_999_999 }]);
    await readFloat(database.ctx, { ...silent, balance: async () => usd(80_000_000) });
    expect(await states()).toMatchObject([{ floatMicros: 80_000_000, floatClaimedMicros: 0 }]);
  });
});
