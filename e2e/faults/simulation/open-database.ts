import { sql } from "drizzle-orm";
import { connect } from "@/db/connect";
import type { Ctx } from "@/db/context";
import { createTestDatabase, type TestDatabase } from "@/db/testing";

export interface SimulatedDatabase {
  ctx: Ctx;
  /** Moves the time that every statement reads, `now()` of the job engine's own functions included. */
  moveTo(moment: number): Promise<void>;
  close(): Promise<void>;
}

/** Ours is found before the server's own where a statement says `now()`. */
const PATH = "?search_path=simulated,public,pg_catalog";
/** A parked handler holds none, so a few serve all simulated processes. */
const CONNECTIONS = 4;

/** Prepares a database whose time stands still until it is moved; copies of it are opened by `openSimulatedDatabase`. */
export async function createStillDatabase(): Promise<TestDatabase> {
  const database = await createTestDatabase();
  const { db } = database.ctx;
  await db.execute(sql`create schema simulated`);
  await db.execute(sql`create table simulated.clock (moment timestamptz not null)`);
  await db.execute(sql`insert into simulated.clock values (now())`);
  await db.execute(sql`create function simulated.now() returns timestamptz language plpgsql stable as $$
    begin return (select moment from simulated.clock); end $$`);
  return database;
}

/** Opens a still database, or a copy of it. @param as its own connection is closed first when it is copied */
export async function openSimulatedDatabase(
  still: TestDatabase,
  as: "itself" | "copy",
): Promise<SimulatedDatabase> {
  const database = as === "copy" ? await createTestDatabase({ copyOf: still }) : still;
  const connection = connect(database.url + PATH, { max: CONNECTIONS, name: "homeline simulation" });
  let last = 0;
  return {
    ctx: { ...database.ctx, db: connection.db },
    async moveTo(moment) {
      if (moment === last) return;
      last = moment;
      await connection.db.execute(
        sql`update simulated.clock set moment = to_timestamp(${moment / 1000}::float8)`,
      );
    },
    async close() {
      await connection.close();
      if (as === "copy") await database.close();
    },
  };
}
