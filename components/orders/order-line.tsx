import { useLocale, useTranslations } from "next-intl";
import { setApart } from "@/i18n/locales";
import type { Messages } from "@/i18n/messages-en";
import { formatMoney } from "@/lib/core/money";
import type { Stop } from "@/lib/orders/types";
import { Line, type LineStop } from "./line";
import { Moment } from "./moment";

type StopKey = keyof Messages["orders"]["line"];

function keyOf({ stop, status, why }: Stop): StopKey {
  return [stop, status, why].filter(Boolean).join("-") as StopKey;
}

/** The line of a real order: texts, amounts and times filled in. */
export function OrderLine({
  stops,
  direction,
  region,
}: {
  stops: Stop[];
  direction: "across" | "down";
  /** What is good in several countries is called by its region, in the page's language. */
  region?: string | undefined;
}) {
  const t = useTranslations("orders.line");
  const tried = useTranslations("orders.tries");
  const locale = useLocale();
  const start = stops.find(({ at }) => at)?.at ?? undefined;
  const drawn = stops.map((stop): LineStop => {
    const key = keyOf(stop);
    const { card = "none", reference = "none", at } = stop;
    const operator = region ?? stop.operator ?? "";
    const amount = stop.amount ?? stops.find((other) => other.amount)?.amount;
    const when = (time: string | undefined) => () =>
      time ? <Moment at={time} locale={locale} shape="minutes" near={start ?? time} /> : null;
    return {
      status: stop.status,
      name: t(`${key}.name`, { operator }),
      note: t.rich(`${key}.note`, {
        operator,
        card,
        reference,
        amount:
          stop.parcel === undefined
            ? amount
              ? formatMoney(amount, locale, { compact: stop.stop === "delivered" })
              : ""
            : setApart(stop.parcel, locale),
        asks: stop.next ? "yes" : "none",
        ends: stop.until ? "yes" : "none",
        of: stop.of ? formatMoney(stop.of, locale, { compact: stop.stop === "delivered" }) : "",
        together: stop.together ? formatMoney(stop.together, locale) : "",
        moment: () =>
          stop.until ? <Moment at={stop.until} locale={locale} near={start ?? stop.until} /> : null,
        next: when(stop.next),
        until: when(stop.until),
      }),
      steps: (stop.tries ?? []).map(({ at: ended, next }) => ({
        key: `${ended} ${next}`,
        time: <Moment at={ended} locale={locale} near={start ?? ended} />,
        text: tried(next, { operator }),
      })),
      time: at ? <Moment at={at} locale={locale} near={start ?? at} /> : undefined,
    };
  });
  return <Line stops={drawn} direction={direction} />;
}
