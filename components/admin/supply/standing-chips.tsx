import { useTranslations } from "next-intl";
import { Chip } from "@/components/ui/chip";
import type { ProviderStanding } from "@/lib/reports/types";

/** How a provider stands, in words. */
export function StandingChips({ standing }: { standing: ProviderStanding | null }) {
  const t = useTranslations("staff-supply.standing");
  if (!standing) return <Chip tone="plain">{t("unknown")}</Chip>;
  const { needsLook, silent, paused, switchedOff, floatLow, circuits } = standing;
  return (
    <span className="inline-flex flex-wrap gap-1.5 max-md:justify-end">
      {switchedOff && <Chip tone="plain">{t("off")}</Chip>}
      {silent && <Chip tone="bad">{t("silent")}</Chip>}
      {paused && <Chip tone="bad">{t("paused")}</Chip>}
      {floatLow && <Chip tone="bad">{t("floatLow")}</Chip>}
      {circuits.length > 0 && <Chip tone="wait">{t("circuits", { count: circuits.length })}</Chip>}
      {!needsLook && <Chip tone="ok">{t("fine")}</Chip>}
    </span>
  );
}
