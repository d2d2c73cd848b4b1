import type { Provider, ProviderName } from "./spec";

export interface Registry {
  /** Undefined when the provider is off: it has no credentials. */
  get(name: ProviderName): Provider | undefined;
  all(): Provider[];
}

export function createRegistry(providers: Provider[]): Registry {
  const byName = new Map(providers.map((provider) => [provider.name, provider]));
  return { get: (name) => byName.get(name), all: () => [...byName.values()] };
}
