import { setTimeout as wait } from "node:timers/promises";
import type postgres from "postgres";

const TRIES = 30;
const AGAIN_MS = 400;
const IS_THERE = "23505";

async function addLine(
  sql: postgres.Sql,
  checkoutId: string,
  { line, number }: { line: number; number: string },
): Promise<void> {
  await sql`
      with first as (select * from quotes where checkout_id = ${checkoutId} and line = 1 and not replaced),
      dialled as (
        insert into recipients
        select (jsonb_populate_record(r, jsonb_build_object(
          'id', gen_random_uuid(), 'number', ${number}::text, 'token', md5(random()::text || ${number}::text)))).*
        from recipients r join first on first.recipient_id = r.id returning id)
      insert into quotes
      select (jsonb_populate_record(q, jsonb_build_object(
        'id', gen_random_uuid(), 'line', ${line}::int, 'recipient_id', dialled.id))).*
      from quotes q join first on first.id = q.id cross join dialled`;
}

/** Makes a checkout one of several orders: the same thing, at the same price, for other numbers. Also while the database comes and goes. */
export async function addLines(
  sql: () => postgres.Sql,
  checkoutId: string,
  numbers: string[],
): Promise<void> {
  for (const [index, number] of numbers.entries()) {
    for (let tried = 1; ; tried += 1) {
      const error: unknown = await addLine(sql(), checkoutId, { line: index + 2, number }).then(
        () => undefined,
        (thrown: unknown) => thrown,
      );
      // The answer to the one before was lost, not the line.
      if (error === undefined || (error as { code?: string }).code === IS_THERE) break;
      if (tried === TRIES) throw error;
      await wait(AGAIN_MS);
    }
  }
}
