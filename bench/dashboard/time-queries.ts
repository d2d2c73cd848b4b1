import postgres from "postgres";
import { drizzle } from "drizzle-orm/postgres-js";
import type { Ctx } from "@/db/context";
import { median } from "../statistics";

const ROUNDS = 7;

/**
 * What a read's statements take together in the database, by its own clock, one after the other on one connection: the median of seven rounds
 * after one that warms up.
 * @returns milliseconds, planning included
 */
export async function timeQueries(
  url: string,
  ctx: Ctx,
  read: (ctx: Ctx) => Promise<unknown>,
): Promise<number> {
  const client = postgres(url, { max: 1, onnotice: () => undefined });
  const asked: [query: string, params: unknown[]][] = [];
  const logger = { logQuery: (query: string, params: unknown[]) => void asked.push([query, params]) };
  try {
    await read({ ...ctx, db: drizzle(client, { logger }) });
    const rounds: number[] = [];
    for (let round = 0; round <= ROUNDS; round += 1) {
      let sum = 0;
      for (const [query, params] of asked) {
        const [row] = await client.unsafe<
          { "QUERY PLAN": { "Planning Time": number; "Execution Time": number }[] }[]
        >(`explain (analyze, timing off, format json) ${query}`, params as string[]);
        const plan = row?.["QUERY PLAN"][0];
        sum += (plan?.["Planning Time"] ?? 0) + (plan?.["Execution Time"] ?? 0);
      }
      if (round > 0) rounds.push(sum);
    }
    return median(rounds);
  } finally {
    await client.end();
  }
}
