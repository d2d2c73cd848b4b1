import type { AttemptRequest, Provider } from "@/lib/providers/spec";

/**
 * Whether to ask would be to send the purchase once more, which buys what has not arrived yet: where no id of theirs is known, and where one
 * is added to an account of theirs, which cannot be asked for by it.
 */
export function looksByRepeating(provider: Provider | undefined, request: AttemptRequest): boolean {
  if (provider?.capabilities.dedupe !== "replay" || provider.capabilities.findBy !== "theirs") return false;
  return !request.providerReference || request.account !== undefined;
}
