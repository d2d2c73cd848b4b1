import { sql } from "drizzle-orm";
import type { Ctx } from "@/db/context";
import { operators, products } from "@/db/schema";

/** Brings availability, bounds and popularity of products in line with their active offers. */
export async function refreshProducts(ctx: Ctx, productIds: string[]): Promise<void> {
  const ids = [...new Set(productIds)].sort();
  if (ids.length === 0) return;
  const list = sql.join(
    ids.map((id) => sql`${id}::uuid`),
    sql`, `,
  );
  // Bounds of a product without offers stay as they were: they cannot be told, and it is not shown.
  await ctx.db.execute(sql`
    update ${products} as p
    set available = now.available,
        popular = now.popular,
        min_minor = case when p.denomination = 'range' then coalesce(now.least, p.min_minor) end,
        max_minor = case when p.denomination = 'range' then coalesce(now.most, p.max_minor) end
    from (
      select of.id,
        count(o.id) > 0 as available,
        coalesce(bool_or(o.popular), false) as popular,
        min(o.face_min_minor) as least,
        max(o.face_max_minor) as most
      from ${products} as of
      left join offers as o on o.product_id = of.id and o.active and o.required_fields = '[]'
      where of.id in (${list})
      group by of.id
    ) as now
    where p.id = now.id and (p.available, p.popular, p.min_minor, p.max_minor) is distinct from (
      now.available,
      now.popular,
      case when p.denomination = 'range' then coalesce(now.least, p.min_minor) end,
      case when p.denomination = 'range' then coalesce(now.most, p.max_minor) end
    )`);
}

/** Until orders tell more, the operator with the most to choose from comes first. */
export async function refreshPopularity(ctx: Ctx): Promise<void> {
  await ctx.db.execute(sql`
    update ${operators} as o
    set popularity = now.choices
    from (select operator_id, count(*) filter (where available)::int as choices from ${products} group by operator_id) as now
    where o.id = now.operator_id and o.popularity <> now.choices`);
}
