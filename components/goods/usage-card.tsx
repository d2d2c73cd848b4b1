import Link from "next/link";
import { useLocale, useTranslations } from "next-intl";
import { Moment } from "@/components/orders/moment";
import { buttonClass } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { Chip } from "@/components/ui/chip";
import type { EsimUsageView } from "@/lib/orders/types";

type Plan = NonNullable<EsimUsageView["plans"]>[number];

/** Sellers of data count 10⁹ bytes as a gigabyte. */
const GIGA = 1_000_000_000;

function writeBytes(bytes: number, locale: string): string {
  const giga = bytes >= GIGA;
  return new Intl.NumberFormat(locale, {
    style: "unit",
    unit: giga ? "gigabyte" : "megabyte",
    maximumFractionDigits: giga ? 2 : 0,
    numberingSystem: "latn",
  }).format(bytes / (giga ? GIGA : 1_000_000));
}

function Meter({ plan }: { plan: Plan }) {
  const t = useTranslations("goods.arrival.usage");
  const locale = useLocale();
  const { remainingBytes: left, totalBytes: total, endsAt } = plan;
  const text =
    left === null
      ? t("unknown")
      : total === null
        ? t("left", { left: writeBytes(left, locale) })
        : t("leftOf", { left: writeBytes(left, locale), total: writeBytes(total, locale) });
  const share = left !== null && total ? Math.round(Math.min(1, left / total) * 100) : null;
  return (
    <div className="grid gap-2">
      <p className="num font-bold">{text}</p>
      {share !== null && (
        <div
          role="meter"
          aria-label={text}
          aria-valuemin={0}
          aria-valuemax={100}
          aria-valuenow={share}
          className="h-2.5 overflow-hidden rounded-full bg-sunk"
        >
          <div
            className={`h-full rounded-full ${share > 15 ? "bg-leaf" : "bg-marigold"}`}
            style={{ width: `${share}%` }}
          />
        </div>
      )}
      {endsAt && (
        <p className="text-sm text-ink-2">
          {t.rich("ends", { moment: () => <Moment at={endsAt} locale={locale} shape="date" /> })}
        </p>
      )}
    </div>
  );
}

/** How much data is left on an eSIM, as its provider last said, with the ways to ask again and to add to it. */
export function UsageCard({
  usage,
  askHref,
  topUpHref,
}: {
  /** Null: nobody has asked yet. */
  usage: EsimUsageView | null;
  askHref: string;
  /** Null: the provider of this eSIM adds nothing to it. */
  topUpHref: string | null;
}) {
  const t = useTranslations("goods.arrival.usage");
  const locale = useLocale();
  return (
    <Card id="usage" className="print:hidden">
      <div className="flex items-center justify-between gap-4">
        <h2 className="text-lg">{t("heading")}</h2>
        {usage?.plans?.length === 0 && <Chip>{t("notYet")}</Chip>}
      </div>
      <div className="mt-3 grid gap-4">
        {usage === null && <p className="text-sm text-ink-2">{t("ask")}</p>}
        {usage && usage.plans === null && <p className="text-sm text-ink-2">{t("silent")}</p>}
        {usage?.plans?.map((plan, at) => (
          // oxlint-disable-next-line react/no-array-index-key -- two plans may be alike in everything
          <Meter key={at} plan={plan} />
        ))}
        {usage && (
          <p className="text-xs text-ink-3">
            {t.rich("asOf", { moment: () => <Moment at={usage.askedAt} locale={locale} shape="day" /> })}
          </p>
        )}
        <div className="flex flex-wrap gap-2.5">
          <Link href={askHref} prefetch={false} scroll={false} className={buttonClass("quiet")}>
            {t(usage ? "again" : "first")}
          </Link>
          {topUpHref && (
            <Link href={topUpHref} prefetch={false} className={buttonClass("quiet")}>
              {t("topUp")}
            </Link>
          )}
        </div>
      </div>
    </Card>
  );
}
