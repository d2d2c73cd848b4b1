import { sql } from "drizzle-orm";
import { afterAll, beforeAll, expect, it } from "vitest";
import type { Ctx } from "@/db/context";
import { attemptHours, operators } from "@/db/schema";
import { createTestDatabase, type TestDatabase } from "@/db/testing";
import { newId } from "@/lib/core/ids";
import { NotPermitted } from "@/lib/core/permissions";
import { readProviderHealth } from "./read-provider-health";

const [MTN, GLO, PROVIDER] = [newId(), newId(), "telecom" as const];
let database: TestDatabase;
let staff: Ctx;
beforeAll(async () => {
  database = await createTestDatabase();
  staff = { ...database.ctx, actor: { kind: "staff", id: "ada", role: "owner" } };
  const named = { country: "NG", networkCodes: [] };
  await staff.db.insert(operators).values([
    { ...named, id: MTN, name: "MTN", matchName: "mtn", slug: "mtn" },
    { ...named, id: GLO, name: "Glo", matchName: "glo", slug: "glo" },
  ]);
  const hour = (ago: number) => sql`date_trunc('hour', app_now(), 'UTC') - ${ago} * interval '1 hour'`;
  const one = { provider: PROVIDER, ended: "delivered", step: 1 };
  await staff.db.insert(attemptHours).values([
    { ...one, operatorId: MTN, hour: hour(0), attempts: 5 },
    { ...one, operatorId: MTN, hour: hour(2), attempts: 1, ended: "operator-down", step: -1 },
    { ...one, operatorId: GLO, hour: hour(0), attempts: 3 },
    { ...one, operatorId: GLO, hour: hour(1), attempts: 2 },
    { ...one, operatorId: MTN, hour: hour(40), attempts: 9 },
  ]);
});
afterAll(() => database?.close());

const read = (operatorId?: string) =>
  readProviderHealth(staff, { provider: PROVIDER, hours: 24, operatorId });

it("tells all hours of a provider, and its operators, the busiest first", async () => {
  const health = await read();
  expect(health.only).toBeNull();
  expect(health.hours.map(({ attempts }) => attempts)).toEqual([8, 2, 1]);
  expect(health.operators.map(({ name, attempts }) => `${name} ${attempts}`)).toEqual(["MTN 6", "Glo 5"]);
});

it("tells the hours of one operator alone, beside all operators", async () => {
  const health = await read(MTN);
  expect(health.only).toEqual({ operatorId: MTN, name: "MTN", country: "NG" });
  expect(health.all).toMatchObject({ attempts: 6, delivered: 5, failed: 1 });
  expect(health.hours.map(({ attempts, failed }) => [attempts, failed])).toEqual([
    [5, 0],
    [1, 1],
  ]);
  expect(health.operators.map(({ name, attempts }) => `${name} ${attempts}`)).toEqual(["MTN 6", "Glo 5"]);
});

it("of an operator that nothing was sent to nothing is told; whoever may not, reads nothing", async () => {
  expect(await read(newId())).toMatchObject({ only: null, hours: [], all: { attempts: 0 } });
  await expect(readProviderHealth(database.ctx, { provider: PROVIDER, hours: 24 })).rejects.toThrow(
    NotPermitted,
  );
});
