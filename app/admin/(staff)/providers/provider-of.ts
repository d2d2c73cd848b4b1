import { notFound } from "next/navigation";
import { PROVIDER_NAMES, type ProviderName } from "@/lib/providers/spec";

/** The provider that an address names; any other address does not exist. */
export function providerOf(name: string): ProviderName {
  const known = PROVIDER_NAMES.find((one) => one === name);
  if (!known) notFound();
  return known;
}
