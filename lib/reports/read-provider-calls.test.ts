import { afterAll, beforeAll, expect, test } from "vitest";
import type { Ctx } from "@/db/context";
import { providerCalls } from "@/db/schema";
import { createTestDatabase, type TestDatabase } from "@/db/testing";
import { readProviderCalls, type ProviderCallsInput } from "./read-provider-calls";

let database: TestDatabase;
let ctx: Ctx;

beforeAll(async () => {
  database = await createTestDatabase();
  ctx = { ...database.ctx, actor: { kind: "staff", id: "u1", role: "owner", raised: true } };
  const call = { provider: "reloadly", method: "POST", ms: 12 };
  await ctx.db.insert(providerCalls).values([
    {
      ...call,
      purpose: "submit",
      path: "/topups",
      answer: '{"status":"OK"}',
      status: 200,
      verdict: "answered",
    },
    { ...call, purpose: "balance", path: "/accounts/balance", status: 401, verdict: "answered" },
    { ...call, purpose: "submit", path: "/topups", status: null, verdict: "timeout" },
    { ...call, provider: "telecom", purpose: "submit", path: "/topups", status: 200, verdict: "answered" },
  ]);
});

afterAll(() => database.close());

const ALL = { provider: "reloadly", limit: 10 } as const;

test.each<[string, Omit<ProviderCallsInput, "provider" | "limit">, string[]]>([
  ["everything", {}, ["timeout", "answered", "answered"]],
  ["one call of its kit", { purpose: "balance" }, ["answered"]],
  ["only trouble", { trouble: true }, ["timeout", "answered"]],
  ["a text of an answer", { search: 'status":"ok' }, ["answered"]],
  ["one of our references", { search: "hl-abc-1" }, []],
  [
    "a text, and only trouble of one call",
    { search: "topups", trouble: true, purpose: "submit" },
    ["timeout"],
  ],
])("a provider's calls are listed: %s", async (_what, input, verdicts) => {
  const page = await readProviderCalls(ctx, { ...ALL, ...input });
  expect(page.calls.map(({ verdict }) => verdict)).toEqual(verdicts);
});

test("pages continue where the last one ended, also in a search", async () => {
  const first = await readProviderCalls(ctx, { ...ALL, limit: 1 });
  expect(first.older).not.toBeNull();
  const before = first.older ?? undefined;
  expect((await readProviderCalls(ctx, { ...ALL, before })).calls).toHaveLength(2);
  expect((await readProviderCalls(ctx, { ...ALL, before, search: "topups" })).calls).toHaveLength(1);
});
