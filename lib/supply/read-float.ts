import type { Ctx } from "@/db/context";
import { readAppTime } from "@/db/read-app-time";
import { runStatement } from "@/db/run-statement";
import { micros, type Micros } from "@/lib/core/money";
import type { Provider, ProviderName } from "@/lib/providers/spec";

/** Claims of other wallets' currencies are not summed up: a provider has one wallet. */
const CLAIMED = `coalesce((select sum(a.expected_micros) from attempts a
  where a.provider = s.provider and a.created_at > s.float_at and a.state <> 'rejected'
    and a.expected_currency = s.float_currency), 0)`;

/** Sums up what was claimed from each float since it was read. Every few seconds; it bears running twice at once. */
export async function sumClaims(ctx: Ctx): Promise<void> {
  await runStatement(
    ctx,
    () => `update provider_states s set float_claimed_micros = now.claimed
      from (select s.provider, ${CLAIMED} as claimed from provider_states s where s.float_at is not null) now
      where now.provider = s.provider and now.claimed <> s.float_claimed_micros`,
  );
}

/** Stores what a provider's float is or was said to be at a moment. */
async function storeFloat(
  ctx: Ctx,
  seen: { provider: ProviderName; float: Micros; at: Date },
): Promise<void> {
  const { provider, float, at } = seen;
  await runStatement(
    ctx,
    (
      place,
    ) => `insert into provider_states as s (provider, float_micros, float_currency, float_at, float_until)
      values (${place(provider)}, ${place(float.micros)}, ${place(float.currency)}, ${place(at)}::timestamptz,
        app_now() + ${place(`${ctx.policy.floatFresh} milliseconds`)}::interval)
      on conflict (provider) do update set float_micros = excluded.float_micros, float_currency = excluded.float_currency,
        float_at = excluded.float_at, float_until = excluded.float_until, float_claimed_micros = 0`,
  );
}

/** Asks a provider for our float and stores it. Nothing changes when it does not answer. */
export async function readFloat(ctx: Ctx, provider: Pick<Provider, "name" | "balance">): Promise<void> {
  if (!provider.balance) return;
  const at = await readAppTime(ctx);
  try {
    await storeFloat(ctx, { provider: provider.name, float: await provider.balance(), at });
  } catch (error) {
    ctx.log.warn({ provider: provider.name, error: String(error) }, "the float could not be read");
  }
}

/** Where nobody can be asked, the answers to purchases tell it: the newest counts. */
async function takeToldFloat(ctx: Ctx, provider: ProviderName): Promise<void> {
  const [row] = await runStatement(
    ctx,
    (
      place,
    ) => `select (told.after ->> 'micros')::float8, told.after ->> 'currency', extract(epoch from told.at) * 1000
      from (select outcome -> 'float' -> 'after' as after, coalesce(settled_at, last_sent_at) as at
        from attempts where provider = ${place(provider)} order by created_at desc limit 20) told
      where told.after is not null and told.at > coalesce(
        (select float_at from provider_states where provider = ${place(provider)}), '-infinity')
      order by told.at desc limit 1`,
  );
  if (!row) return;
  const [after, currency, at] = row;
  const float = micros(Number(after), String(currency));
  await storeFloat(ctx, { provider, float, at: new Date(Number(at)) });
}

/** Reads the float of every provider. Once a minute; it bears running twice at once. */
export async function readFloats(ctx: Ctx, providers: Provider[]): Promise<void> {
  await Promise.all(
    providers.map((provider) =>
      provider.balance ? readFloat(ctx, provider) : takeToldFloat(ctx, provider.name),
    ),
  );
  await sumClaims(ctx);
}

/**
 * A provider said that our float does not cover a purchase: it holds less than that, or what the answer told.
 * @param said.cost of the purchase it did not cover
 */
export async function lowerFloat(
  ctx: Ctx,
  said: { provider: ProviderName; cost: Micros; seen?: Micros | undefined },
): Promise<void> {
  const { provider, cost, seen } = said;
  const most = seen ?? micros(Math.max(0, cost.micros - 1), cost.currency);
  ctx.log.warn({ provider, float: most }, "the float does not cover an order");
  await runStatement(
    ctx,
    (
      place,
    ) => `insert into provider_states as s (provider, float_micros, float_currency, float_at, float_until)
      values (${place(provider)}, ${place(most.micros)}, ${place(most.currency)}, app_now(),
        app_now() + ${place(`${ctx.policy.floatFresh} milliseconds`)}::interval)
      on conflict (provider) do update set float_currency = excluded.float_currency, float_at = excluded.float_at,
        float_until = excluded.float_until, float_claimed_micros = 0,
        float_micros = case when s.float_currency = excluded.float_currency and s.float_until > app_now()
          then least(s.float_micros - s.float_claimed_micros, excluded.float_micros) else excluded.float_micros end`,
  );
}
