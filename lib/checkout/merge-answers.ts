import type { Confidence } from "@/lib/catalog/types";

/** What number range and provider say of a number together. They are operator ids; null for "knows none", undefined for "not asked". */
export function mergeAnswers(input: { prefix: string | null; provider: string | null | undefined }): {
  operatorId: string | null;
  confidence: Confidence;
} {
  const { prefix, provider } = input;
  if (provider && prefix) {
    // Numbers are ported; only the provider may know where to.
    return {
      operatorId: provider,
      confidence: provider === prefix ? "provider-and-prefix-agree" : "disagree",
    };
  }
  if (provider) return { operatorId: provider, confidence: "provider-only" };
  if (prefix) return { operatorId: prefix, confidence: "prefix-only" };
  return { operatorId: null, confidence: "unknown" };
}
