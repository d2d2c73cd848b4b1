import type { Ctx } from "@/db/context";
import { runStatement } from "@/db/run-statement";
import type { Pace, ProviderName } from "@/lib/providers/spec";

export type PacedCall = "prepare" | "submit" | "resolve";

export interface TokenWish {
  provider: ProviderName;
  call: PacedCall;
  pace: Pace;
}

const callsOf = ({ call, pace }: TokenWish): number => (call === "resolve" ? pace.looks : pace.purchases);

async function takeSlot(ctx: Ctx, wish: TokenWish): Promise<boolean> {
  const taken = await runStatement(ctx, (place) => {
    const of = `provider = ${place(wish.provider)} and call = ${place(wish.call)}`;
    const passes = `${place(`${ctx.policy.scaled(wish.pace.perMs)} milliseconds`)}::interval`;
    return `with free as (
        select slot from supply_tokens where ${of} and slot <= ${place(callsOf(wish))}::int and free_at <= app_now()
        order by free_at limit 1 for update skip locked)
      update supply_tokens set free_at = app_now() + ${passes} where ${of} and slot in (select slot from free) returning 1`;
  });
  return taken.length > 0;
}

/** The rows of a provider that is called for the first time, or may be called more often than before. */
async function addSlots(ctx: Ctx, wish: TokenWish): Promise<void> {
  await runStatement(
    ctx,
    (place) => `insert into supply_tokens (provider, call, slot, free_at)
      select ${place(wish.provider)}, ${place(wish.call)}, slot, app_now() from generate_series(1, ${place(callsOf(wish))}::int) slot
      on conflict do nothing`,
  );
}

/**
 * Draws leave to make one call of a provider that names a pace. Each row is a call that may be made in its window: taken, it is free again
 * when the window has passed, so that no window of that length ever holds more calls.
 * @returns nought when the call may be made; else milliseconds until the next one is free
 */
export async function drawToken(ctx: Ctx, wish: TokenWish): Promise<number> {
  if (await takeSlot(ctx, wish)) return 0;
  const [row] = await runStatement(
    ctx,
    (
      place,
    ) => `select count(*)::int, (extract(epoch from min(free_at) - app_now()) * 1000)::float8 from supply_tokens
      where provider = ${place(wish.provider)} and call = ${place(wish.call)} and slot <= ${place(callsOf(wish))}::int`,
  );
  const [slots, waitMs] = row ?? [];
  if (Number(slots) < callsOf(wish)) {
    await addSlots(ctx, wish);
    if (await takeSlot(ctx, wish)) return 0;
  }
  // What others hold at this moment is free again soon, or taken.
  return Math.max(Math.ceil(Number(waitMs ?? 0)), ctx.policy.scaled(1000));
}
