import type { Ctx } from "@/db/context";
import { runStatement } from "@/db/run-statement";
import { newId } from "@/lib/core/ids";
import { refreshProducts } from "./refresh-products";

/**
 * Puts the offers of a provider's operator under products of another operator of ours, the same ones where it has them. Products that are
 * left without offers stay, for orders name them, and are shown no more.
 */
export async function moveOffers(
  ctx: Ctx,
  { provider, providerOperatorId, to }: { provider: string; providerOperatorId: string; to: string },
): Promise<void> {
  const found = await runStatement(
    ctx,
    (place) => `select distinct p.id from products p join offers o on o.product_id = p.id
      where o.provider = ${place(provider)} and o.provider_operator_id = ${place(providerOperatorId)}
        and p.operator_id <> ${place(to)}`,
  );
  const pairs = found.map(([id]) => ({ old: String(id), made: newId() }));
  if (pairs.length === 0) return;
  const from = (place: (value: unknown) => string) =>
    `jsonb_to_recordset(${place(pairs)}::jsonb) as r(old uuid, made uuid) join products p on p.id = r.old`;
  await runStatement(
    ctx,
    (
      place,
    ) => `insert into products (id, operator_id, kind, key, benefits, description, denomination, currency, face_minor, min_minor, max_minor, recipient, popular, available)
      select r.made, ${place(to)}::uuid, p.kind, p.key, p.benefits, p.description, p.denomination, p.currency, p.face_minor, p.min_minor,
        p.max_minor, p.recipient, p.popular, false
      from ${from(place)} on conflict (operator_id, key) do nothing`,
  );
  const moved = await runStatement(
    ctx,
    (place) => `update offers o set product_id = n.id
      from ${from(place)} join products n on n.operator_id = ${place(to)}::uuid and n.key = p.key
      where o.product_id = p.id and o.provider = ${place(provider)} and o.provider_operator_id = ${place(providerOperatorId)}
      returning n.id`,
  );
  await refreshProducts(ctx, [...pairs.map(({ old }) => old), ...moved.map(([id]) => String(id))]);
}
