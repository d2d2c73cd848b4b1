import { Notice } from "@/components/ui/notice";
import type { DeliveryRecord } from "@/lib/reports/types";
import { useDeliveryWords } from "./write-delivery";

/** That an operator is slow or fails at this moment; nothing while it is as usual. */
export function DeliveryNotice({ now, operator }: { now: DeliveryRecord["now"]; operator: string }) {
  const { t, time } = useDeliveryWords();
  if (now === null) return null;
  if (now.is === "failing") {
    return (
      <Notice tone="wait" title={t("failing.title", { operator })}>
        {t("failing.text", { failed: now.failed, all: now.all })}
      </Notice>
    );
  }
  const { ms, usualMs } = now;
  return (
    <Notice tone="wait" title={t("slow.title", { operator })}>
      {ms === null || usualMs === null
        ? t("slow.waiting")
        : t("slow.text", { time: time(ms), usual: time(usualMs) })}
    </Notice>
  );
}
