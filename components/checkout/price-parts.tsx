import { useLocale, useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { ProviderText } from "@/components/ui/provider-text";
import { formatMoney, type Money } from "@/lib/core/money";
import { writePercent } from "@/lib/core/write-percent";
import type { PriceView } from "@/lib/orders/types";
import type { ProductKind } from "@/lib/catalog/types";
import { countryName } from "@/lib/phone/country-name";
import { writeRate } from "./write-rate";

function Part({ name, why, children }: { name: string; why?: string | undefined; children: ReactNode }) {
  return (
    <div className="flex items-baseline justify-between gap-4">
      <dt className="text-sm text-ink-2">
        {name}
        {why && <span className="block text-xs text-ink-3">{why}</span>}
      </dt>
      <dd className="num text-end text-sm whitespace-nowrap">{children}</dd>
    </div>
  );
}

/** What it is worth at mid-market, at which rate, and what our rate adds to that or saves of it. */
function Worth({ price, worth, explained }: { price: PriceView; worth: Money; explained: boolean }) {
  const t = useTranslations("checkout.price");
  const locale = useLocale();
  const { face, rateAdds } = price;
  const rates = rateAdds && writeRate({ face, worth, rateAdds }, locale);
  const saves = rateAdds !== null && rateAdds.minor < 0;
  const why = (text: string) => (explained ? text : undefined);
  return (
    <>
      <Part name={t("worth")} why={rates ? t("rates", rates) : why(t("worthWhy"))}>
        {formatMoney(worth, locale)}
      </Part>
      {rateAdds && (
        <Part name={t(saves ? "rateSaves" : "rateAdds")} why={saves ? undefined : why(t("rateAddsWhy"))}>
          {formatMoney(saves ? { ...rateAdds, minor: -rateAdds.minor } : rateAdds, locale)}
        </Part>
      )}
    </>
  );
}

/** What "they receive" means, by what is bought. */
const FACE_WHY = {
  bill: "faceWhyBill",
  pin: "faceWhyCode",
  "gift-card": "faceWhyCode",
} as const;

const faceWhyOf = (kind: ProductKind) =>
  kind in FACE_WHY ? FACE_WHY[kind as keyof typeof FACE_WHY] : "faceWhy";

/** What the recipient's country takes off on the way, which is told wherever it is known; else, explained, what the face value means. */
function useFaceWhy({ price, operator, kind, parcel, explained }: PricePartsProps): string | undefined {
  const t = useTranslations("checkout.price");
  const locale = useLocale();
  const { taken } = price;
  if (parcel) return undefined;
  if (!taken) return explained ? t(faceWhyOf(kind), { operator }) : undefined;
  return t("taken", {
    amount: formatMoney(taken.amount, locale),
    country: countryName(taken.country, locale),
    percent: writePercent(taken.percent, locale),
  });
}

interface PricePartsProps {
  price: PriceView;
  operator: string;
  kind: ProductKind;
  /** Name of a package ("1 GB, 7 days"); null where money arrives. */
  parcel: string | null;
  /** Language of its name. */
  parcelLang: string;
  explained?: boolean;
}

/** Every part of a price, summing up to the total; with `explained` each says what it is. */
export function PriceParts(props: PricePartsProps) {
  const { price, parcel, parcelLang, explained = false } = props;
  const t = useTranslations("checkout.price");
  const locale = useLocale();
  const write = (amount: Money) => formatMoney(amount, locale);
  const why = (text: string) => (explained ? text : undefined);
  const { face, worth, fee, tax, taxLater, lift, discount, total } = price;
  const beside = fee.minor + (lift?.minor ?? 0) + (tax?.minor ?? 0) - (discount?.minor ?? 0);
  return (
    <dl className="grid gap-2.5">
      <Part name={t("face")} why={useFaceWhy(props)}>
        {parcel ? (
          <span className="font-sans whitespace-normal">
            <ProviderText text={parcel} lang={parcelLang} />
          </span>
        ) : (
          write(face)
        )}
      </Part>
      {worth && <Worth price={price} worth={worth} explained={explained} />}
      {!worth && (
        <Part name={t(parcel ? "costPackage" : "cost")}>
          {write({ ...total, minor: total.minor - beside })}
        </Part>
      )}
      <Part name={t("fee")} why={why(t("feeWhy"))}>
        {write(fee)}
      </Part>
      {lift && (
        <Part name={t("lift")} why={why(t("liftWhy"))}>
          {write(lift)}
        </Part>
      )}
      <Part name={t("tax")}>
        {taxLater && <span className="font-sans whitespace-normal">{t("taxLater")}</span>}
        {!taxLater && (tax ? write(tax) : t("taxNone"))}
      </Part>
      {discount && <Part name={t("discountPlain")}>{write({ ...discount, minor: -discount.minor })}</Part>}
      <div className="mt-1 flex items-baseline justify-between gap-4 border-t border-rule pt-3">
        <dt className="font-bold">
          {t("total")}
          {explained && <span className="block text-xs font-normal text-ink-3">{t("totalWhy")}</span>}
        </dt>
        <dd className="num text-lg font-bold whitespace-nowrap">{write(total)}</dd>
      </div>
    </dl>
  );
}
