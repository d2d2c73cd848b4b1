import type postgres from "postgres";

/** Makes a checkout one of several orders: the same thing, at the same price, for other numbers. */
export async function addLines(sql: postgres.Sql, checkoutId: string, numbers: string[]): Promise<void> {
  for (const [index, number] of numbers.entries()) {
    const line = index + 2;
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
}
