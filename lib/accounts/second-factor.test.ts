import { eq, sql } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { alerts, secondFactors, sessions, staffActions, users } from "@/db/schema";
import { createTestDatabase, emptyTables, type TestDatabase } from "@/db/testing";
import { FactorNeeded, NotPermitted, type StaffRole } from "@/lib/core/permissions";
import { createSeal } from "@/lib/core/seal";
import {
  beginFactor,
  changeStaff,
  confirmFactor,
  endSessions,
  enterCode,
  inviteStaff,
  listStaff,
  readOwnFactor,
  readSessionUser,
  removeStaff,
  renewRecoveryCodes,
  resetFactor,
  resetFactorByServer,
} from "./index";
import { codeAt, stepOf } from "./totp";

const artefacts = createSeal(Buffer.alloc(32, 7).toString("base64"));
let database: TestDatabase;
let now = new Date("2026-11-26T10:00:00Z");

const as = (id: string, role: StaffRole = "owner", raised = true) => ({
  ...database.ctx,
  artefacts,
  clock: { ...database.ctx.clock, now: () => now },
  staffEmails: ["named@shop.test"],
  actor: { kind: "staff" as const, id, role, raised },
});

async function hire(id: string, role: StaffRole) {
  await database.ctx.db.insert(users).values({ id, email: `${id}@shop.test`, role });
  const expires = new Date(Date.now() + 86_400_000);
  const [session] = await database.ctx.db
    .insert(sessions)
    .values({ sessionToken: `token-${id}`, userId: id, expires })
    .returning({ id: sessions.id });
  return session?.id ?? "";
}

const raised = async (id: string) => (await readSessionUser(database.ctx, `token-${id}`))?.raised;
const version = async (id: string) =>
  (await database.ctx.db.select().from(users).where(eq(users.id, id)))[0]?.staffVersion ?? -1;
const acts = async () => (await database.ctx.db.select().from(staffActions)).map(({ action }) => action);

beforeAll(async () => void (database = await createTestDatabase()));
afterAll(() => database.close());
beforeEach(async () => {
  now = new Date("2026-11-26T10:00:00Z");
  await emptyTables(database.ctx, "users", "staff_actions", "mails", "alerts");
});

async function enrolled(id: string) {
  const sessionId = await hire(id, "owner");
  await beginFactor(as(id));
  const own = await readOwnFactor(as(id), { email: `${id}@shop.test`, issuer: "Homeline" });
  const secret = own.state === "begun" ? own.secret : "";
  const code = () => codeAt(secret, stepOf(now));
  const confirmed = await confirmFactor(as(id), { code: code(), sessionId });
  return { sessionId, secret, code, codes: confirmed.ok ? confirmed.value.recoveryCodes : [] };
}

describe("a second factor", () => {
  it("is on once its first code was typed, which raises the session; its secret lies sealed", async () => {
    const { secret, codes } = await enrolled("ann");
    expect(await raised("ann")).toBe(true);
    expect(codes).toHaveLength(10);
    const [row] = await database.ctx.db.select().from(secondFactors);
    expect(JSON.stringify(row)).not.toContain(secret);
    expect(await readOwnFactor(as("ann"), { email: "", issuer: "" })).toMatchObject({
      state: "on",
      codesLeft: 10,
    });
    expect(await acts()).toEqual(["second-factor-set-up"]);
  });

  it("takes a code once, also of two at the same moment", async () => {
    const { sessionId, code } = await enrolled("ann");
    expect(await enterCode(as("ann"), { code: code(), sessionId })).toMatchObject({ ok: false });
    now = new Date(now.getTime() + 30_000);
    const both = await Promise.all([1, 2].map(() => enterCode(as("ann"), { code: code(), sessionId })));
    expect(both.filter(({ ok }) => ok)).toHaveLength(1);
  });

  it("takes a recovery code once, however it is written", async () => {
    const { sessionId, codes } = await enrolled("ann");
    const typed = (codes[0] ?? "").toLowerCase().replaceAll("-", " ");
    expect(await enterCode(as("ann"), { code: typed, sessionId })).toEqual({ ok: true, value: "recovery" });
    expect(await enterCode(as("ann"), { code: typed, sessionId })).toMatchObject({ ok: false });
    expect(await readOwnFactor(as("ann"), { email: "", issuer: "" })).toMatchObject({ codesLeft: 9 });
    await renewRecoveryCodes(as("ann"));
    const old = codes[1] ?? "";
    expect(await enterCode(as("ann"), { code: old, sessionId })).toMatchObject({ ok: false });
    await expect(renewRecoveryCodes(as("ann", "owner", false))).rejects.toThrow(FactorNeeded);
  });

  it("takes nothing after five wrong codes, not even the right one, until the window is over", async () => {
    const { sessionId, code } = await enrolled("ann");
    now = new Date(now.getTime() + 60_000);
    const wrong = { code: "000000", sessionId };
    const told = [];
    for (let n = 0; n < 6; n += 1) {
      const answer = await enterCode(as("ann"), wrong);
      told.push(answer.ok ? "" : answer.failure.code);
    }
    expect(told).toEqual([...Array.from({ length: 5 }, () => "factor-wrong"), "factor-throttled"]);
    expect(await enterCode(as("ann"), { code: code(), sessionId })).toMatchObject({
      failure: { code: "factor-throttled" },
    });
    await database.ctx.db.execute(
      sql`update factor_throttles set window_started_at = app_now() - interval '16 minutes'`,
    );
    expect(await enterCode(as("ann"), { code: code(), sessionId })).toMatchObject({ ok: true });
    expect((await acts()).filter((action) => action === "code-refused")).toHaveLength(5);
  });

  it("raises one's own session alone, and not for ever", async () => {
    const { sessionId, code } = await enrolled("ann");
    const other = await hire("bob", "owner");
    now = new Date(now.getTime() + 30_000);
    await enterCode(as("ann"), { code: code(), sessionId: other });
    expect(await raised("bob")).toBe(false);
    await database.ctx.db
      .update(sessions)
      .set({ raisedUntil: sql`app_now() - interval '1 second'` })
      .where(eq(sessions.id, sessionId));
    expect(await raised("ann")).toBe(false);
  });
});

describe("people of staff", () => {
  it("are invited once, by a mail, and only by who may", async () => {
    await hire("ann", "owner");
    const input = { email: "new@shop.test", role: "support" as const };
    await expect(inviteStaff(as("f", "finance"), input)).rejects.toThrow(NotPermitted);
    await expect(inviteStaff(as("ann", "owner", false), input)).rejects.toThrow(FactorNeeded);
    const both = await Promise.all([inviteStaff(as("ann"), input), inviteStaff(as("ann"), input)]);
    expect(both.filter(({ ok }) => ok)).toHaveLength(1);
    const staff = await listStaff(as("ann"));
    expect(staff.map(({ email, role, invited }) => [email, role, invited])).toContainEqual([
      "new@shop.test",
      "support",
      true,
    ]);
  });

  it("get a role and permissions of their own; nobody changes themselves, or what changed meanwhile", async () => {
    await hire("ann", "owner");
    await hire("sue", "support");
    const change = {
      userId: "sue",
      version: 0,
      role: "support" as const,
      permissions: ["orders.read", "books.read", "staff.write"] as const,
    };
    expect(await changeStaff(as("ann"), change)).toEqual({ ok: true, value: null });
    const sue = (await listStaff(as("ann"))).find(({ userId }) => userId === "sue");
    expect(sue).toMatchObject({ granted: ["books.read"] });
    expect(sue?.withdrawn).toContain("orders.refund");
    expect(await changeStaff(as("ann"), change)).toMatchObject({ failure: { code: "changed-meanwhile" } });
    const own = { ...change, userId: "ann", role: "owner" as const };
    expect(await changeStaff(as("ann"), own)).toMatchObject({ failure: { code: "own-account" } });
  });

  it("always have an owner, whoever of two takes the other's role first", async () => {
    await hire("ann", "owner");
    await hire("bob", "owner");
    const demote = (by: string, userId: string) =>
      changeStaff(as(by), { userId, version: 0, role: "viewer", permissions: [] });
    const both = await Promise.all([demote("ann", "bob"), demote("bob", "ann")]);
    expect(both.filter(({ ok }) => ok)).toHaveLength(1);
    expect(both.find(({ ok }) => !ok)).toMatchObject({ failure: { code: "last-owner" } });
  });

  it("that the settings name stay owners", async () => {
    await hire("ann", "owner");
    await hire("named", "owner");
    const of = { userId: "named", version: 0 };
    expect(await removeStaff(as("ann"), of)).toMatchObject({ failure: { code: "named-in-settings" } });
  });

  it("lose sessions and authenticator when they are removed or reset", async () => {
    await hire("bob", "owner");
    await enrolled("ann");
    await resetFactor(as("bob"), { userId: "ann", version: await version("ann"), reason: "lost phone" });
    expect(await readSessionUser(database.ctx, "token-ann")).toBeNull();
    expect(await readOwnFactor(as("ann"), { email: "", issuer: "" })).toEqual({ state: "none" });
    await removeStaff(as("bob"), { userId: "ann", version: await version("ann"), reason: "left" });
    expect((await listStaff(as("bob"))).map(({ userId }) => userId)).toEqual(["bob"]);
    expect(await acts()).toEqual(["second-factor-set-up", "second-factor-reset", "staff-removed"]);
  });

  it("who lost everything are let in again by a command on the server, which all owners are told of", async () => {
    await enrolled("ann");
    await hire("bob", "owner");
    const server = { ...as("ann"), actor: { kind: "system" as const, id: "reset-factor" } };
    const input = { email: " Ann@Shop.test" };
    await expect(resetFactorByServer(as("bob"), input)).rejects.toThrow(NotPermitted);
    expect(await resetFactorByServer(server, { email: "nobody@shop.test" })).toMatchObject({
      failure: { code: "no-such-staff" },
    });
    expect(await resetFactorByServer(server, input)).toEqual({
      ok: true,
      value: { email: "ann@shop.test", hadFactor: true, codes: 10, sessions: 1 },
    });
    expect(await readSessionUser(database.ctx, "token-ann")).toBeNull();
    expect(await readSessionUser(database.ctx, "token-bob")).not.toBeNull();
    expect(await readOwnFactor(as("ann"), { email: "", issuer: "" })).toEqual({ state: "none" });
    const log = await database.ctx.db.select().from(staffActions);
    expect(log.at(-1)).toMatchObject({ actor: "system:reset-factor", action: "second-factor-reset" });
    expect(await database.ctx.db.select().from(alerts)).toMatchObject([
      { kind: "factor-reset", subject: "staff:ann", urgent: true, path: "/admin/staff/ann" },
    ]);
  });

  it("end their own sessions; those of others an owner alone", async () => {
    await hire("ann", "owner");
    const sue = await hire("sue", "support");
    await expect(endSessions(as("tom", "support"), { userId: "sue" })).rejects.toThrow(NotPermitted);
    expect(await endSessions(as("sue", "support", false), { userId: "sue", but: sue })).toBe(0);
    expect(await endSessions(as("ann"), { userId: "sue", sessionId: sue })).toBe(1);
  });
});
