import type { AttemptRequest, Outcome, Provider } from "../spec";

/**
 * A two-phase provider as the engine drives it: prepared, the reference kept, then submitted under it; a second send of the same attempt
 * submits the same again. Others pass through. `kept` holds references by attempt, for all kits of one bench.
 */
export function prepareFirst(provider: Provider, kept: Map<string, string>): Provider {
  const { prepare } = provider;
  if (!prepare) return provider;
  const known = (attempt: AttemptRequest): AttemptRequest => {
    const providerReference = attempt.providerReference ?? kept.get(attempt.reference);
    return providerReference ? { ...attempt, providerReference } : attempt;
  };
  const submit = async (attempt: AttemptRequest): Promise<Outcome> => {
    if (!known(attempt).providerReference) {
      const prepared = await prepare(attempt);
      if (prepared.kind !== "prepared") return prepared;
      kept.set(attempt.reference, prepared.providerReference);
    }
    return provider.submit(known(attempt));
  };
  const { resolve } = provider;
  return { ...provider, submit, ...(resolve && { resolve: (attempt) => resolve(known(attempt)) }) };
}
