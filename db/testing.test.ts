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

test("what a test was done with is as good as new for the next one", async () => {
  const one = await createTestDatabase();
  await one.ctx.db.execute(sql`insert into provider_states (provider) values ('reloadly')`);
  await one.ctx.db.execute(sql`insert into app_clock (ahead) values ('1 hour')`);
  await one.ctx.db.execute(sql`
    insert into ledger_entries (posting_id, kind, account, currency, micros)
    select gen_random_uuid(), 'capture', 'stripe', 'USD', 0 from generate_series(1, 3)`);
  await one.ctx.db.execute(sql`select graphile_worker.add_job('order', '{}')`);
  await one.close();
  const two = await createTestDatabase();
  const [left] = await two.ctx.db.execute(sql`
    select (select count(*) from provider_states)::int as states, (select count(*) from ledger_entries)::int as entries,
      (select count(*) from graphile_worker.jobs)::int as jobs, now() = app_now() as "onTime"`);
  expect(left).toEqual({ states: 0, entries: 0, jobs: 0, onTime: true });
  const [entry] = await two.ctx.db.execute(sql`
    insert into ledger_entries (posting_id, kind, account, currency, micros)
    values (gen_random_uuid(), 'capture', 'stripe', 'USD', 0) returning id::int`);
  expect(entry).toEqual({ id: 1 });
  await two.close();
});

test("one whose guards were switched off is not used again", async () => {
  const one = await createTestDatabase();
  await one.ctx.db.execute(sql`alter table orders disable trigger user`);
  await one.close();
  const two = await createTestDatabase();
  expect(two.url).not.toBe(one.url);
  await two.close();
});
