import type { Ctx } from "@/db/context";
import { runStatement } from "@/db/run-statement";
import type { ProviderName } from "@/lib/providers/spec";

/** Whether a provider that takes few purchases at once has room for one more; nobody else is let in before this transaction has ended. */
export async function hasTurn(ctx: Ctx, provider: ProviderName, callsAtOnce: number): Promise<boolean> {
  await runStatement(ctx, (place) => `select pg_advisory_xact_lock(7425, hashtext(${place(provider)}))`);
  const [row] = await runStatement(
    ctx,
    (place) => `select count(*)::int from attempts where provider = ${place(provider)} and state = 'sending'`,
  );
  return Number(row?.[0] ?? 0) < callsAtOnce;
}
