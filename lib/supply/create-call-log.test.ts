import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import { providerCalls } from "@/db/schema";
import { createTestDatabase, emptyTables, type TestDatabase } from "@/db/testing";
import { silentLog } from "@/lib/core/log";
import type { CallNote } from "@/lib/providers/spec";
import { createCallLog } from "./create-call-log";
import { forgetCalls } from "./forget-calls";

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database?.close());
beforeEach(() => emptyTables(database.ctx, "provider_calls"));

const call: CallNote = {
  provider: "telecom",
  purpose: "balance",
  method: "GET",
  path: "/balance",
  request: null,
  status: 200,
  answer: "{}",
  verdict: "answered",
  ms: 12,
  at: new Date("2026-01-01T10:00:00Z"),
};

it("writes what waits in one go, drops what is too much, and forgets it after some days", async () => {
  const warned: unknown[] = [];
  const log = { ...silentLog, warn: (data: unknown) => void warned.push(data) };
  const calls = createCallLog({ db: database.ctx.db, log });
  for (let n = 0; n < 2003; n += 1) calls.note({ ...call, ms: n });
  await calls.flush();
  expect(await database.ctx.db.$count(providerCalls)).toBe(2000);
  expect(warned).toEqual([{ lost: 3 }]);
  calls.note({ ...call, at: new Date(), reference: "hl-none-1" });
  await calls.flush();
  await forgetCalls(database.ctx);
  expect(await database.ctx.db.select().from(providerCalls)).toMatchObject([
    { reference: "hl-none-1", attemptId: null, path: "/balance" },
  ]);
});

it("gives a batch up that cannot be written, and goes on", async () => {
  const calls = createCallLog({ db: database.ctx.db, log: silentLog });
  calls.note({ ...call, method: null as unknown as string });
  await calls.flush();
  calls.note(call);
  await calls.flush();
  expect(await database.ctx.db.$count(providerCalls)).toBe(1);
});
