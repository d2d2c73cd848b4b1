import type { Ctx } from "@/db/context";
import type { ProviderAnswer } from "@/lib/catalog";
import type { Registry } from "@/lib/providers/registry";
import type { Provider } from "@/lib/providers/spec";

export interface AskCtx extends Ctx {
  providers: Pick<Registry, "all">;
}

interface Asked {
  /** E.164. */
  e164: string;
  country: string;
}

/** Undefined where it says nothing that counts: it cannot be reached, does not look such numbers up, or speaks of another country. */
async function ask(ctx: AskCtx, provider: Provider, number: Asked): Promise<ProviderAnswer | undefined> {
  try {
    const said = await provider.lookup?.(number);
    if (!said) return undefined;
    const nobody = { provider: provider.name, operator: null, supports: null };
    if (!said.ok) return said.failure === "no-operator" ? nobody : undefined;
    const { providerOperatorId, name, country, supports = null } = said.value;
    if (country !== number.country) return undefined;
    return { provider: provider.name, operator: { providerOperatorId, name }, supports };
  } catch (error) {
    ctx.log.warn({ provider: provider.name, err: error }, "a number could not be looked up");
    return undefined;
  }
}

/**
 * What providers say of a number, all asked at once. Whoever says nothing within `policy.lookupWait` is left out, and sooner
 * (`policy.lookupGrace`) once one has said who serves the number today: a buyer waits.
 */
export async function askProviders(
  ctx: AskCtx,
  providers: Provider[],
  number: Asked,
): Promise<ProviderAnswer[]> {
  if (providers.length === 0) return [];
  const answers: ProviderAnswer[] = [];
  const timers: NodeJS.Timeout[] = [];
  await new Promise<void>((enough) => {
    timers.push(setTimeout(enough, ctx.policy.lookupWait));
    const asked = providers.map(async (provider) => {
      const answer = await ask(ctx, provider, number);
      if (!answer) return;
      answers.push(answer);
      if (answer.operator && provider.capabilities.lookup?.follows === "porting")
        timers.push(setTimeout(enough, ctx.policy.lookupGrace));
    });
    void Promise.all(asked).then(() => enough());
  });
  timers.forEach(clearTimeout);
  return [...answers];
}
