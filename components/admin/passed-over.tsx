import { useTranslations } from "next-intl";
import type { PassedOffer } from "@/lib/reports/types";
import { useWords } from "./use-words";
import { providerTitle } from "./provider-title";

/** "Passed over: Reloadly (float too low)". */
export function PassedOver({ offers }: { offers: PassedOffer[] }) {
  const t = useTranslations("admin.order");
  const words = useWords();
  if (offers.length === 0) return null;
  const list = offers
    .map(({ provider, why }) => `${providerTitle(provider)} (${words("passed", why)})`)
    .join(", ");
  return <span className="block text-xs text-ink-3">{t("passedOver", { list })}</span>;
}
