import { useLocale, useTranslations } from "next-intl";
import { ProviderText } from "@/components/ui/provider-text";
import type { PromotionView } from "@/lib/catalog/types";
import { formatMoney } from "@/lib/core/money";

const DAY_MS = 86_400_000;

/** "Friday" within the week, "4 December" after it; the hour too when it is nearly over. */
function writeEnd(endsAt: Date, now: Date, locale: string): string {
  const left = endsAt.getTime() - now.getTime();
  const day: Intl.DateTimeFormatOptions =
    left < 6 * DAY_MS ? { weekday: "long" } : { day: "numeric", month: "long" };
  const hour: Intl.DateTimeFormatOptions =
    left < DAY_MS ? { hour: "2-digit", minute: "2-digit", hourCycle: "h23", timeZoneName: "short" } : {};
  return new Intl.DateTimeFormat(locale, { ...day, ...hour, timeZone: "UTC" }).format(endsAt);
}

/** What an operator adds to a top-up for a while: "+50 %, from $10, until Friday". Nothing while nothing runs. */
export function PromotionList({
  promotions,
  operator,
  now,
}: {
  /** Running at `now`. */
  promotions: PromotionView[];
  operator: string;
  now: Date;
}) {
  const t = useTranslations("catalog.operator.promotions");
  const locale = useLocale();
  if (promotions.length === 0) return null;
  return (
    <section
      aria-labelledby="promotions"
      className="grid gap-2.5 rounded-lg border border-rule bg-surface p-4"
    >
      <h2 id="promotions" className="text-base">
        {t("heading")}
      </h2>
      <ul className="grid gap-3">
        {promotions.map(({ id, title, description, lang, endsAt, minimum }) => {
          const until = t.rich("until", {
            until: () => <time dateTime={endsAt.toISOString()}>{writeEnd(endsAt, now, locale)}</time>,
          });
          return (
            <li key={id} className="grid gap-0.5">
              <p className="leading-snug">
                <strong>
                  <ProviderText text={title} lang={lang} />
                </strong>{" "}
                <span className="text-sm text-ink-2">
                  {minimum && `${t("from", { minimum: formatMoney(minimum, locale, { compact: true }) })} `}
                  {until}
                </span>
              </p>
              {description && (
                <p className="text-sm whitespace-pre-line text-ink-2">
                  <ProviderText text={description} lang={lang} />
                </p>
              )}
            </li>
          );
        })}
      </ul>
      <p className="text-xs text-ink-3">{t("note", { operator })}</p>
    </section>
  );
}
