import type { DeliveryRecord } from "@/lib/reports/types";
import { useDeliveryWords } from "./write-delivery";

/** The figures of a delivery record in one sentence, beside the button that pays; nothing while there are too few. */
export function DeliveryLine({ figures, days }: { figures: DeliveryRecord["figures"]; days: number }) {
  const { t, share, time } = useDeliveryWords();
  if (figures === null) return null;
  const values = { share: share(figures.share), count: figures.orders, days };
  return (
    <p className="text-sm text-ink-2">
      {figures.usualMs === null
        ? t("shortNoTime", values)
        : t("short", { ...values, time: time(figures.usualMs) })}
    </p>
  );
}
