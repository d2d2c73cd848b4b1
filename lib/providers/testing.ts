import type { Capabilities, ProviderName } from "./spec";

/** What tests take a provider to be like unless they say otherwise. */
export const USUAL_CAPABILITIES: Capabilities = {
  dedupe: "reject",
  findBy: "ours",
  twoPhase: false,
  deadlineMs: 90_000,
  notFoundHorizonMs: 600_000,
  notFoundMisses: 3,
  maxSends: 3,
};

/** Every provider is there, with the usual capabilities but for what is said of one. */
export function sellersOf(over: Partial<Record<ProviderName, Partial<Capabilities>>> = {}) {
  return {
    get: (name: ProviderName) => ({ capabilities: { ...USUAL_CAPABILITIES, ...over[name] } }),
  };
}
