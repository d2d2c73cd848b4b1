import { asc, eq, sql } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { Ctx } from "@/db/context";
import { offers, operators, products, providerOperators } from "@/db/schema";
import { createTestDatabase, emptyTables, type TestDatabase } from "@/db/testing";
import { newId } from "@/lib/core/ids";
import { NotPermitted } from "@/lib/core/permissions";
import type { ProviderName } from "@/lib/providers/spec";
import { findOperatorByName } from "./find-operator-by-name";
import { importCatalog } from "./import-catalog";
import { importDue } from "./import-due";
import { listUnmapped } from "./list-unmapped";
import { mapProviderOperator } from "./map-provider-operator";
import { mergeOperators } from "./merge-operators";
import { readMergedSlug } from "./read-operator-page";
import { bundleOffer, listing, rangeOffer } from "./testing";
import { listDecisions, undoDecision } from "./undo-decision";

let database: TestDatabase;
let staff: Ctx;
beforeAll(async () => {
  database = await createTestDatabase();
  staff = { ...database.ctx, actor: { kind: "staff", id: "ada", role: "owner", raised: true } };
});
afterAll(() => database?.close());
beforeEach(() =>
  emptyTables(
    database.ctx,
    "operators",
    "operator_aliases",
    "provider_operators",
    "products",
    "offers",
    "import_runs",
    "supply_rules",
    "catalog_decisions",
  ),
);

const named = (name: string, id = "77") => ({
  providerOperatorId: id,
  name,
  country: "NG",
  currency: "NGN",
});
const strange = (id = "77") => rangeOffer({ sku: `${id}:range`, operator: named("Zzyzx Wireless", id) });
const run = (listed: ReturnType<typeof rangeOffer>[], name: ProviderName = "reloadly") =>
  importCatalog(database.ctx, { provider: listing(listed, { name }) });
const operatorNamed = async (name: string) => {
  const [row] = await database.ctx.db.select().from(operators).where(eq(operators.name, name));
  if (!row) throw new Error(`No ${name}`);
  return row;
};
const theirsOf = async () =>
  database.ctx.db.select().from(providerOperators).orderBy(asc(providerOperators.provider));
const sold = async () =>
  (await database.ctx.db.select().from(products).orderBy(asc(products.key))).filter((row) => row.available);

describe("an operator that no list knows", () => {
  test("is not sold, is listed for staff, and makes no network", async () => {
    expect(await run([strange(), rangeOffer()])).toMatchObject({ value: { added: 1, skipped: 1 } });
    expect(await listUnmapped(staff)).toMatchObject([
      { provider: "reloadly", name: "Zzyzx Wireless", country: "NG", reason: "unknown", suggestions: [] },
    ]);
    expect(await database.ctx.db.select().from(operators)).toMatchObject([{ name: "MTN" }]);
  });

  test("that shares a word with networks is listed with them", async () => {
    await run([rangeOffer({ operator: named("MTN Airtel Nigeria") })]);
    const [unmapped] = await listUnmapped(staff);
    expect(unmapped).toMatchObject({ reason: "ambiguous" });
    expect(unmapped?.suggestions).toEqual(expect.arrayContaining(["MTN", "Airtel"]));
  });

  test("a suggested network without a row is made as an import makes it, and opened where it is there", async () => {
    await run([rangeOffer({ operator: named("MTN Airtel Nigeria") })]);
    const [unmapped] = await listUnmapped(staff);
    expect(unmapped?.operatorIds).toEqual(unmapped?.suggestions.map(() => null));
    const id = unmapped?.id ?? "";
    // Only what was suggested is taken for a network.
    expect(await mapProviderOperator(staff, { id, to: { network: "Glo" } })).toMatchObject({
      failure: { code: "not-found" },
    });
    expect(await mapProviderOperator(staff, { id, to: { network: "Airtel" } })).toMatchObject({ ok: true });
    const made = await operatorNamed("Airtel");
    expect(await run([rangeOffer({ operator: named("Airtel Nigeria", "9") })], "telecom")).toMatchObject({
      ok: true,
    });
    expect((await theirsOf()).map(({ operatorId }) => operatorId)).toEqual([made.id, made.id]);
    expect(await database.ctx.db.select().from(operators)).toMatchObject([
      { networkCodes: made.networkCodes },
    ]);
    expect(made.networkCodes.length).toBeGreaterThan(0);

    await run([rangeOffer({ operator: named("Airtel Glo Nigeria", "10") })], "valuetopup");
    await database.ctx.db.update(operators).set({ name: "Airtel Africa", listedName: "Airtel" });
    const [again] = await listUnmapped(staff);
    const at = again?.suggestions.indexOf("Airtel") ?? -1;
    expect(again?.operatorIds[at]).toBe(made.id);
    expect(again?.operatorIds.filter((one) => one === null)).toHaveLength(
      (again?.suggestions.length ?? 0) - 1,
    );
    const opened = await mapProviderOperator(staff, { id: again?.id ?? "", to: { network: "Airtel" } });
    expect(opened).toMatchObject({ value: { operatorId: made.id } });
    expect(await database.ctx.db.select().from(operators)).toHaveLength(1);
  });

  test("is sold once staff named it, at every provider that calls it so, after the next import, which is due", async () => {
    await run([strange()]);
    await run([strange("z1")], "telecom");
    const [first] = await listUnmapped(staff);
    const mapped = await mapProviderOperator(staff, { id: first?.id ?? "", to: { name: "Zzyzx" } });
    expect(mapped).toMatchObject({ ok: true });
    expect(await listUnmapped(staff)).toEqual([]);
    const providers = [listing([strange()]), listing([strange("z1")], { name: "telecom" })];
    await importDue(database.ctx, { providers, fx: undefined, olderThanHours: 24 });
    expect(await sold()).toHaveLength(1);
    expect(await database.ctx.db.select().from(offers)).toHaveLength(2);
    expect(await theirsOf()).toMatchObject([{ mappedBy: "staff" }, { mappedBy: "name" }]);
    expect(await findOperatorByName(database.ctx, { country: "NG", name: "ZZYZX Wireless Nigeria" })).toBe(
      mapped.ok ? mapped.value.operatorId : "",
    );
  });
});

describe("what staff decide", () => {
  test("moves what is sold already, and an import does not take it back", async () => {
    await run([rangeOffer(), bundleOffer(), rangeOffer({ sku: "g", operator: named("Glo Nigeria", "9") })]);
    const [glo, mtn] = [await operatorNamed("Glo"), await operatorNamed("MTN")];
    const row = (await theirsOf()).find(({ providerOperatorId }) => providerOperatorId === "346");
    await mapProviderOperator(staff, { id: row?.id ?? "", to: { operatorId: glo.id } });
    const kindsOf = async (operatorId: string) =>
      (await sold()).filter((product) => product.operatorId === operatorId).map(({ kind }) => kind);
    expect(await kindsOf(glo.id)).toEqual(["airtime", "bundle"]);
    expect(await kindsOf(mtn.id)).toEqual(["airtime"]);
    expect(await run([rangeOffer(), bundleOffer()])).toMatchObject({ value: { added: 0, changed: 0 } });
    expect(await kindsOf(glo.id)).toContain("bundle");
  });

  test("what is left out is sold no more from that moment", async () => {
    await run([rangeOffer()]);
    const [row] = await theirsOf();
    await mapProviderOperator(staff, { id: row?.id ?? "", to: null });
    expect(await sold()).toEqual([]);
    expect(await listUnmapped(staff)).toEqual([]);
    await run([rangeOffer(), bundleOffer()]);
    expect((await sold()).map(({ kind }) => kind)).toEqual(["bundle"]);
  });

  test("an operator of another country is refused, and so is what is not there", async () => {
    await run([
      rangeOffer(),
      rangeOffer({ sku: "gh", operator: { ...named("MTN Ghana", "g"), country: "GH" } }),
    ]);
    const row = (await theirsOf()).find(({ country }) => country === "NG");
    const [ghana] = await database.ctx.db.select().from(operators).where(eq(operators.country, "GH"));
    const to = { operatorId: ghana?.id ?? "" };
    expect(await mapProviderOperator(staff, { id: row?.id ?? "", to })).toMatchObject({
      failure: { code: "other-country" },
    });
    expect(await mapProviderOperator(staff, { id: newId(), to })).toMatchObject({
      failure: { code: "not-found" },
    });
  });

  test("of two at once one counts, and the other is told", async () => {
    await run([strange()]);
    const [row] = await theirsOf();
    const map = (to: { name: string } | null) =>
      mapProviderOperator(staff, { id: row?.id ?? "", to, seen: null });
    const both = await Promise.all([map({ name: "Zzyzx" }), map(null)]);
    expect(both.map((one) => (one.ok ? "ok" : one.failure.code)).toSorted()).toEqual([
      "changed-meanwhile",
      "ok",
    ]);
    expect(await listDecisions(staff, { limit: 5 })).toHaveLength(1);
  });

  test("is asked of staff alone", async () => {
    const asked = { id: newId(), to: null };
    await expect(mapProviderOperator(database.ctx, asked)).rejects.toThrow(NotPermitted);
    await expect(mergeOperators(database.ctx, { from: newId(), into: newId() })).rejects.toThrow(
      NotPermitted,
    );
    await expect(listUnmapped(database.ctx)).rejects.toThrow(NotPermitted);
  });
});

describe("two rows that are one network", () => {
  const telenor = (sku: string) =>
    rangeOffer({ sku, operator: { ...named("Airtel Nigeria", "a"), providerOperatorId: "a" } });

  test("become one: same products share their offers, others go over, old names lead to it", async () => {
    await run([rangeOffer(), bundleOffer()]);
    await run(
      [telenor("a:range"), bundleOffer({ sku: "a:b", description: "2GB", operator: named("Airtel", "a") })],
      "telecom",
    );
    const [mtn, airtel] = [await operatorNamed("MTN"), await operatorNamed("Airtel")];
    const before = (await sold()).find(
      ({ operatorId, kind }) => operatorId === airtel.id && kind === "bundle",
    );
    await database.ctx.db
      .execute(sql`insert into supply_rules (id, provider, effect, operator_id, reason, made_by)
      values (${newId()}, 'telecom', 'exclude', ${airtel.id}, 'test', 'ada')`);
    expect(await mergeOperators(staff, { from: airtel.id, into: mtn.id })).toMatchObject({ ok: true });
    const now = await sold();
    expect(now.map(({ kind, operatorId }) => [kind, operatorId === mtn.id])).toEqual([
      ["airtime", true],
      ["bundle", true],
      ["bundle", true],
    ]);
    expect(now.map(({ id }) => id)).toContain(before?.id);
    const [rule] = await database.ctx.db.execute<{ operator_id: string }>(
      sql`select operator_id from supply_rules`,
    );
    expect(rule?.operator_id).toBe(mtn.id);
    const leads = (operatorSlug: string) =>
      readMergedSlug(database.ctx, { countrySlug: "nigeria", operatorSlug });
    expect([await leads("airtel"), await leads("mtn"), await leads("nobody")]).toEqual(["mtn", null, null]);
    expect(await findOperatorByName(database.ctx, { country: "NG", name: "Airtel Nigeria" })).toBe(mtn.id);
    expect(await run([telenor("a:range")], "bitrefill")).toMatchObject({ value: { added: 1, skipped: 0 } });
    expect((await sold()).filter(({ kind }) => kind === "airtime")).toHaveLength(1);
  });

  test("are parted again as they were; what an import brought since goes with its provider's operator", async () => {
    await run([rangeOffer(), bundleOffer()]);
    await run(
      [telenor("a:range"), bundleOffer({ sku: "a:b", description: "2GB", operator: named("Airtel", "a") })],
      "telecom",
    );
    const [mtn, airtel] = [await operatorNamed("MTN"), await operatorNamed("Airtel")];
    const whose = async () =>
      (await sold())
        .map(({ id, operatorId, kind }) => `${kind} ${operatorId === mtn.id ? "MTN" : "Airtel"} ${id}`)
        .toSorted();
    const before = await whose();
    await database.ctx.db
      .execute(sql`insert into supply_rules (id, provider, effect, operator_id, reason, made_by)
      values (${newId()}, 'telecom', 'exclude', ${airtel.id}, 'test', 'ada')`);
    await mergeOperators(staff, { from: airtel.id, into: mtn.id });
    // Came in while they were one: under the product of the row that stayed.
    await run(
      [telenor("a:range"), bundleOffer({ sku: "a:c", description: "9GB", operator: named("Airtel", "a") })],
      "telecom",
    );
    const [decision] = await listDecisions(staff, { limit: 1 });
    const undo = () => undoDecision(staff, { decisionId: decision?.id ?? "" });
    expect(await undo()).toMatchObject({ ok: true });
    const now = await whose();
    // The bundle it no longer lists is gone, the new one is there; what it still has kept its product.
    expect(now.filter((one) => one.startsWith("airtime"))).toEqual(
      before.filter((one) => one.startsWith("airtime")),
    );
    expect(now.filter((one) => one.startsWith("bundle Airtel"))).toHaveLength(1);
    expect(now.filter((one) => one.startsWith("bundle MTN"))).toEqual(
      before.filter((one) => one.startsWith("bundle MTN")),
    );
    expect(await operatorNamed("Airtel")).toMatchObject({ id: airtel.id, enabled: true, mergedInto: null });
    const [rule] = await database.ctx.db.execute<{ operator_id: string }>(
      sql`select operator_id from supply_rules`,
    );
    expect(rule?.operator_id).toBe(airtel.id);
    expect(await findOperatorByName(database.ctx, { country: "NG", name: "Airtel Nigeria" })).toBe(airtel.id);
    expect(await run([telenor("a:range")], "telecom")).toMatchObject({ value: { added: 0 } });
    expect(await undo()).toMatchObject({ failure: { code: "undone-already" } });
  });

  test("stay together where a later decision rests on it, or where nobody kept what went over", async () => {
    await run([
      rangeOffer(),
      telenor("a:range"),
      rangeOffer({ sku: "g:range", operator: named("Glo", "g") }),
    ]);
    const [mtn, airtel, glo] = [
      await operatorNamed("MTN"),
      await operatorNamed("Airtel"),
      await operatorNamed("Glo"),
    ];
    const undo = async (decisionId: string | undefined) =>
      undoDecision(staff, { decisionId: decisionId ?? "" });
    await mergeOperators(staff, { from: airtel.id, into: mtn.id });
    await mergeOperators(staff, { from: mtn.id, into: glo.id });
    const [second, first] = await listDecisions(staff, { limit: 5 });
    expect(await undo(first?.id)).toMatchObject({ failure: { code: "decided-since" } });
    expect(await undo(second?.id)).toMatchObject({ ok: true });
    expect(await operatorNamed("Airtel")).toMatchObject({ mergedInto: mtn.id });
    await database.ctx.db.execute(
      sql`update catalog_decisions set before = jsonb_build_object('into', before->>'into') where id = ${first?.id ?? ""}`,
    );
    expect(await undo(first?.id)).toMatchObject({ failure: { code: "not-undone" } });
  });

  test("only once, only of one country, and never with itself", async () => {
    await run([
      rangeOffer(),
      telenor("a:range"),
      rangeOffer({ sku: "gh", operator: { ...named("MTN Ghana", "g"), country: "GH" } }),
    ]);
    const rows = await database.ctx.db.select().from(operators);
    const idOf = (country: string, name: string) =>
      rows.find((row) => row.country === country && row.name === name)?.id ?? "";
    const [mtn, airtel, ghana] = [idOf("NG", "MTN"), idOf("NG", "Airtel"), idOf("GH", "MTN")];
    const merge = (from: string, into: string) => mergeOperators(staff, { from, into });
    expect(await merge(mtn, mtn)).toMatchObject({ failure: { code: "same-operator" } });
    expect(await merge(mtn, ghana)).toMatchObject({ failure: { code: "other-country" } });
    expect(await merge(newId(), mtn)).toMatchObject({ failure: { code: "not-found" } });
    expect(await merge(airtel, mtn)).toMatchObject({ ok: true });
    expect(await merge(airtel, mtn)).toMatchObject({ failure: { code: "merged-already" } });
  });
});
