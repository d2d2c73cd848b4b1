import type { Provider } from "@/lib/providers/spec";

/** A provider that can be asked what became of an attempt. */
export type Askable = Provider & Required<Pick<Provider, "resolve">>;

export const isAskable = (provider: Provider | undefined): provider is Askable =>
  provider?.resolve !== undefined && provider.capabilities.findBy !== "none";
