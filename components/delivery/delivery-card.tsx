import type { ReactNode } from "react";
import type { DeliveryRecord } from "@/lib/reports/types";
import { useDeliveryWords } from "./write-delivery";

/** How deliveries to an operator went lately: two figures from our own orders, or the word that there are too few. */
export function DeliveryCard({
  figures,
  operator,
  days,
}: {
  figures: DeliveryRecord["figures"];
  operator: string;
  /** So far back it looks. */
  days: number;
}) {
  const { t, share, time } = useDeliveryWords();
  const b = (text: ReactNode) => <strong className="num text-lg font-bold text-ink">{text}</strong>;
  return (
    <section aria-labelledby="delivery-record" className="rounded-lg border border-rule px-5 py-4">
      <h2 id="delivery-record" className="text-sm font-semibold tracking-normal">
        {t("heading")}
      </h2>
      {figures === null ? (
        <p className="mt-1 text-sm text-ink-2">{t("few", { operator })}</p>
      ) : (
        <dl className="mt-2 grid gap-3 text-sm text-ink-2">
          <div>
            <dt>{t.rich("share", { share: share(figures.share), b })}</dt>
            <dd className="text-xs text-ink-3">
              {t("shareNote", { count: figures.orders, operator, days })}
            </dd>
          </div>
          {figures.usualMs !== null && (
            <div>
              <dt>{t.rich("time", { time: time(figures.usualMs), b })}</dt>
              <dd className="text-xs text-ink-3">{t("timeNote")}</dd>
            </div>
          )}
        </dl>
      )}
    </section>
  );
}
