import { z } from "zod";
import type { Ctx } from "@/db/context";
import { PROVIDER_NAMES, type Provider, type ProviderName } from "@/lib/providers/spec";
import { importDue } from "./import-due";
import { refreshSearch } from "./refresh-search";

const payloadSchema = z.union([
  z.object({ what: z.literal("search") }),
  z.object({ what: z.literal("import"), provider: z.enum(PROVIDER_NAMES) }),
]);

/** Job that staff ask for: reads one provider's catalog, and makes anew what can be found. */
export async function workCatalog(
  ctx: Ctx & { providers: { get(name: ProviderName): Provider | undefined } },
  payload: unknown,
): Promise<void> {
  const { success, data } = payloadSchema.safeParse(payload);
  if (!success) return;
  const provider = data.what === "import" ? ctx.providers.get(data.provider) : undefined;
  if (provider) await importDue(ctx, { providers: [provider], fx: undefined });
  await refreshSearch(ctx);
}
