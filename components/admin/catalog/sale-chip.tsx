import { useTranslations } from "next-intl";
import { Chip } from "@/components/ui/chip";
import type { StaffOperator } from "@/lib/catalog/types";
import { When } from "../when";

type Sale = Pick<StaffOperator, "forbidden" | "off" | "countryOff"> & { available: boolean };

/** Whether something is on sale, and if not, why. */
export function SaleChip({ forbidden, off, countryOff, available }: Sale) {
  const t = useTranslations("staff-supply.sale");
  const why = off ?? countryOff;
  if (forbidden) return <Chip tone="bad">{t("forbidden")}</Chip>;
  if (!why) return <Chip tone={available ? "ok" : "plain"}>{t(available ? "on" : "nobody")}</Chip>;
  return (
    <span className="grid gap-0.5 max-md:justify-items-end">
      <Chip tone="wait">{t(off ? "off" : "countryOff")}</Chip>
      <span className="text-xs text-ink-2">
        {why.reason}, <When at={why.at} />
      </span>
    </span>
  );
}
