import { useTranslations } from "next-intl";
import type { PassedOffer } from "@/lib/reports/types";
import { useWords } from "./use-words";

/** "Passed over: reloadly (float too low)". */
export function PassedOver({ offers }: { offers: PassedOffer[] }) {
  const t = useTranslations("admin.order");
  const words = useWords();
  if (offers.length === 0) return null;
  const list = offers.map(({ provider, why }) => `${provider} (${words("passed", why)})`).join(", ");
  return <span className="block text-xs text-ink-3">{t("passedOver", { list })}</span>;
}
