import { useLocale } from "next-intl";
import { useBenefitTexts } from "@/components/catalog/use-benefit-texts";
import { writeBrings } from "@/components/catalog/write-brings";
import type { CheckoutLineView } from "@/lib/checkout/types";

/** What a package of a payment brings, under its name; nothing where that says it. */
export function Brings({
  line: { parcel, parcelLang, benefits },
}: {
  line: Pick<CheckoutLineView, "parcel" | "parcelLang" | "benefits">;
}) {
  const locale = useLocale();
  const texts = useBenefitTexts();
  if (parcel === null) return null;
  const brings = writeBrings({ name: parcel, lang: parcelLang, benefits }, { locale, texts });
  return brings && <p className="num text-sm text-ink-2">{brings}</p>;
}
