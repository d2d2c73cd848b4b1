import { sql } from "drizzle-orm";
import { expect, test } from "vitest";
import { createTestDatabase } from "./testing";

test("two test databases are migrated and know nothing of each other", async () => {
  const [one, two] = await Promise.all([createTestDatabase(), createTestDatabase()]);
  try {
    await one.ctx.db.execute(sql`insert into provider_states (provider) values ('reloadly')`);
    const count = (database: typeof one) =>
      database.ctx.db.execute(sql`select count(*)::int as n from provider_states`);
    expect((await count(one))[0]?.n).toBe(1);
    expect((await count(two))[0]?.n).toBe(0);
    const jobs = await one.ctx.db.execute(sql`select to_regclass('graphile_worker._private_jobs') as name`);
    expect(jobs[0]?.name).not.toBeNull();
  } finally {
    await Promise.all([one.close(), two.close()]);
  }
});
