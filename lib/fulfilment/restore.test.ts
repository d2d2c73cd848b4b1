import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gunzipSync, gzipSync } from "node:zlib";
import { sql } from "drizzle-orm";
import { afterAll, beforeAll, expect, it } from "vitest";
import { restoreBackup, type RestoreReport } from "@/db/backup/restore-backup";
import { writeBackup } from "@/db/backup/write-backup";
import type { Ctx } from "@/db/context";
import { createEmptyDatabase, type TestDatabase } from "@/db/testing";
import { migrateJobs } from "@/lib/jobs";
import { reconcile } from "@/lib/reconciliation";
import { openBooksShop } from "@/lib/reconciliation/testing";
import { checkInvariants } from "@/lib/reports";
import { mendsOf } from "./mends-of";
import { letThrough } from "./hold-back";
import { reconcileDue } from "./reconcile-due";
import { workOrder } from "./work-order";
import { workPayment } from "./work-payment";

type BooksShop = Awaited<ReturnType<typeof openBooksShop>>;

let shop: BooksShop;
let restored: TestDatabase;
let report: RestoreReport;
/** Before the backup and after the restore. */
let both: Record<string, string>[];
let here: BooksShop["ctx"];
let folder: string;
let file: string;
const placed: Record<
  "delivered" | "doubtful" | "unsent",
  Awaited<ReturnType<BooksShop["order"]>>
> = Object.create(null);

/** Every table of ours, with a sum over all that stands in it. */
async function sums(ctx: Ctx): Promise<Record<string, string>> {
  const tables = await ctx.db.execute<{ name: string }>(sql`
    select tablename as name from pg_tables where schemaname = 'public' and tablename <> 'worker_heartbeats' order by 1`);
  const found: Record<string, string> = {};
  for (const { name } of tables) {
    const [row] = await ctx.db.execute<{ sum: string | null }>(
      sql.raw(
        `select md5(string_agg(r, E'\\n' order by r)) as sum from (select (to_jsonb(t) - 'held_back')::text as r from "${name}" t) rows`,
      ),
    );
    found[name] = row?.sum ?? "empty";
  }
  return found;
}

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "homeline-backup-"));
  file = join(folder, "shop.backup");
  shop = await openBooksShop();
  placed.delivered = await shop.sell();
  shop.supplier.answers.push({ kind: "in-doubt", why: "timeout" });
  placed.doubtful = await shop.order(await shop.anotherRecipient());
  shop.stripe.hold(placed.doubtful.sessionId);
  await workPayment(shop.ctx, placed.doubtful.paymentId);
  // The buyer has the card page open.
  placed.unsent = await shop.order(await shop.anotherRecipient());
  // More than fits into one piece of what the server sends.
  await shop.ctx.db.execute(sql`
    insert into webhook_inbox (source, event_id, type, payload, worked_at)
    select 'stripe', 'evt_' || n, 'review.opened', jsonb_build_object('checkoutId', repeat('x', 300)), app_now()
    from generate_series(1, 20000) n`);
  const [row] = await shop.ctx.db.execute<{ name: string }>(sql`select current_database() as name`);
  const url = new URL(process.env.DATABASE_URL ?? "");
  url.pathname = `/${row?.name}`;
  await writeBackup(url.href, file);
  restored = await createEmptyDatabase();
  report = await restoreBackup(restored.url, file);
  await migrateJobs(restored.url);
  both = [await sums(shop.ctx), await sums(restored.ctx)];
  here = { ...shop.ctx, db: restored.ctx.db };
});
afterAll(async () => {
  await restored.close();
  await shop.close();
  rmSync(folder, { recursive: true });
});

const stateHere = async (id: string): Promise<string | undefined> =>
  (await here.db.execute<{ state: string }>(sql`select state from orders where id = ${id}`))[0]?.state;

it("holds what stood there at one moment, row by row, and is its owner's alone to read", async () => {
  expect(statSync(file).mode & 0o077).toBe(0);
  expect(both[0]?.["orders"]).not.toBe("empty");
  expect(both[1]).toEqual(both[0]);
  expect(report.rows["orders"]).toBe(3);
});

it("holds back what was not sent at its moment", () => {
  expect(report.heldBack).toBe(2);
});

it("goes on: doubt ends without a second send, nothing unsent is sent unseen, and the books agree", async () => {
  expect(await checkInvariants(here)).toEqual([]);
  await shop.mirror();
  await here.db.execute(sql`insert into app_clock (ahead) values (interval '1 hour')`);
  const window = { from: new Date(Date.now() - 3_600_000), to: new Date(Date.now() + 30_000) };
  const compared = await reconcile({ ...shop.system, db: here.db, engine: mendsOf(here) }, window);
  expect(compared).toMatchObject({ state: "complete", found: {} });
  const sent = shop.supplier.sent.length;

  // Nobody woke it: the queue is not part of a backup.
  await here.db.execute(
    sql`update orders set next_action_at = app_now() - interval '1 minute' where state = 'in_doubt'`,
  );
  await reconcileDue(here);
  const [job] = await here.db.execute(
    sql`select 1 from graphile_worker.jobs where key = ${`order:${placed.doubtful.orderId}`}`,
  );
  expect(job).toBeDefined();
  shop.supplier.findings.push({ kind: "delivered", providerReference: "p-doubtful" });
  await workOrder(here, placed.doubtful.orderId);
  expect(await stateHere(placed.doubtful.orderId)).toBe("delivered");
  await workPayment(here, placed.doubtful.paymentId);
  expect(shop.supplier.sent).toHaveLength(sent);

  // It may have been paid and sent after the backup: a person looks first.
  shop.stripe.hold(placed.unsent.sessionId);
  await workPayment(here, placed.unsent.paymentId);
  await workOrder(here, placed.unsent.orderId);
  expect(await stateHere(placed.unsent.orderId)).toBe("authorised");
  expect(shop.supplier.sent).toHaveLength(sent);
  const staff: typeof here = { ...here, actor: { kind: "staff", id: "ann", role: "owner", raised: true } };
  expect((await letThrough(staff, { orderId: placed.unsent.orderId })).ok).toBe(true);
  shop.supplier.answers.push({ kind: "delivered", providerReference: "p-unsent" });
  await workOrder(here, placed.unsent.orderId);
  await workPayment(here, placed.unsent.paymentId);
  expect(await stateHere(placed.unsent.orderId)).toBe("delivered");
  expect(shop.supplier.sent).toHaveLength(sent + 1);

  expect(await checkInvariants(here)).toEqual([]);
  const captures = shop.stripe.calls.filter((call) => call.startsWith("capture"));
  expect(captures).toHaveLength(3);
  // History and numbers go on where they were.
  await expect(here.db.execute(sql`delete from order_events`)).rejects.toThrow();
});

it("is taken whole or not at all, into an empty database or by force", async () => {
  await expect(restoreBackup(restored.url, file)).rejects.toThrow(/not empty/);
  const bytes = gunzipSync(readFileSync(file));
  const cut = join(folder, "cut.backup");
  writeFileSync(cut, gzipSync(bytes.subarray(0, bytes.length - 200)));
  const other = await createEmptyDatabase();
  await expect(restoreBackup(other.url, cut)).rejects.toThrow(/was cut/);
  // What is cut inside the packing is no better.
  writeFileSync(cut, readFileSync(file).subarray(0, 500));
  await expect(restoreBackup(other.url, cut, { force: true })).rejects.toThrow();
  const [left] = await other.ctx.db.execute<{ count: number }>(
    sql`select count(*)::int as count from orders`,
  );
  expect(left?.count).toBe(0);
  writeFileSync(cut, gzipSync("not a backup\n"));
  await expect(restoreBackup(other.url, cut, { force: true })).rejects.toThrow(/no backup of Homeline/);
  const text = bytes.toString("latin1").replace(/"migrations":\["[0-9a-f]{4}/, '"migrations":["0000');
  writeFileSync(cut, gzipSync(Buffer.from(text, "latin1")));
  await expect(restoreBackup(other.url, cut, { force: true })).rejects.toThrow(/migrations are not those/);
  const again = await restoreBackup(other.url, file, { force: true, nothingSince: true });
  expect(again).toMatchObject({ heldBack: 0, rows: report.rows });
  await other.close();
});
