import type { ProviderAnswer } from "@/lib/catalog";
import type { Ctx } from "@/db/context";
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

async function ask(provider: Provider, number: Asked): Promise<ProviderAnswer | undefined> {
  const said = await provider.lookup?.(number);
  if (!said) return undefined;
  if (!said.ok)
    return said.failure === "no-operator" ? { provider: provider.name, operator: null } : undefined;
  const { providerOperatorId, name, country } = said.value;
  if (country !== number.country) return undefined;
  return { provider: provider.name, operator: { providerOperatorId, name } };
}

/**
 * What the first provider that can look numbers up says of one. Undefined when it says nothing in time (`policy.lookupWait`) or fails:
 * the buyer goes on with the number range alone.
 */
export async function askProviders(ctx: AskCtx, number: Asked): Promise<ProviderAnswer | undefined> {
  const provider = ctx.providers.all().find(({ lookup }) => lookup !== undefined);
  if (!provider) return undefined;
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<undefined>((resolve) => {
    timer = setTimeout(() => resolve(undefined), ctx.policy.lookupWait);
  });
  try {
    return await Promise.race([ask(provider, number), late]);
  } catch (error) {
    ctx.log.warn({ provider: provider.name, err: error }, "a number could not be looked up");
    return undefined;
  } finally {
    clearTimeout(timer);
  }
}
