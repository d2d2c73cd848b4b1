import { OPTIONAL_CALLS, type OptionalCall, type Provider, type ProviderName } from "./spec";

export interface Registry {
  /** Undefined when the provider is off: it has no credentials. */
  get(name: ProviderName): Provider | undefined;
  all(): Provider[];
  /** Real money is spent: what is off until it is switched on is off. */
  live: boolean;
}

export function createRegistry(providers: Provider[], { live }: { live: boolean }): Registry {
  const byName = new Map(providers.map((provider) => [provider.name, provider]));
  return { get: (name) => byName.get(name), all: () => [...byName.values()], live };
}

/** Which of the optional calls a provider has. */
export function callsOf(provider: Provider): OptionalCall[] {
  return OPTIONAL_CALLS.filter((call) => provider[call] !== undefined);
}
