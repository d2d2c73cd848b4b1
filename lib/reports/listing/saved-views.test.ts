import { afterAll, beforeAll, expect, test } from "vitest";
import type { Ctx } from "@/db/context";
import { users } from "@/db/schema";
import { createTestDatabase, type TestDatabase } from "@/db/testing";
import { forgetView, listViews, saveView } from "./saved-views";

let database: TestDatabase;
const as = (id: string): Ctx => ({ ...database.ctx, actor: { kind: "staff", id, role: "viewer" } });

beforeAll(async () => {
  database = await createTestDatabase();
  await database.ctx.db
    .insert(users)
    .values(["ann", "ben"].map((id) => ({ id, email: `${id}@example.org` })));
});
afterAll(() => database.close());

test("views are one's own until they are shared; names are known once, and nobody forgets another's", async () => {
  expect((await saveView(as("ann"), { name: " Nigeria ", query: "country=NG", shared: false })).ok).toBe(
    true,
  );
  expect(await saveView(as("ann"), { name: "nigeria", query: "q=1", shared: false })).toMatchObject({
    failure: { code: "view-known" },
  });
  expect(await saveView(as("ann"), { name: " ", query: "q=1", shared: false })).toMatchObject({
    failure: { code: "view-unnamed" },
  });
  expect(await listViews(as("ben"))).toEqual([]);
  await saveView(as("ann"), { name: "Review", query: "state=review", shared: true });
  const [shared] = await listViews(as("ben"));
  expect(shared).toMatchObject({ name: "Review", query: "state=review", mine: false, by: "ann@example.org" });
  await forgetView(as("ben"), { id: shared?.id ?? "" });
  expect(await listViews(as("ann"))).toHaveLength(2);
  await forgetView(as("ann"), { id: shared?.id ?? "" });
  expect(await listViews(as("ben"))).toEqual([]);
});
