import { useLocale, useTranslations } from "next-intl";
import { setApart } from "@/i18n/locales";
import type { Benefits } from "@/lib/catalog/types";

export interface BenefitTexts {
  data: string | undefined;
  minutes: string | undefined;
  sms: string | undefined;
  validity: string | undefined;
}

/** What a package brings, in the reader's words, each fit to stand in a row with others; undefined where it is not known in numbers. */
export function useBenefitTexts(): (benefits: Benefits | null) => BenefitTexts {
  const t = useTranslations("product.facts");
  const locale = useLocale();
  const apart = (text: string) => setApart(text, locale);
  return (benefits) => {
    const { dataGb, minutes, sms, validityDays } = benefits ?? {};
    const count = dataGb === undefined ? undefined : Number(dataGb);
    const small = count !== undefined && count < 1;
    return {
      data:
        count === undefined
          ? undefined
          : apart(small ? t("mb", { count: count * 1000 }) : t("gb", { count })),
      minutes: minutes === undefined ? undefined : apart(t("minuteCount", { count: minutes })),
      sms: sms === undefined ? undefined : apart(t("smsCount", { count: sms })),
      validity: validityDays === undefined ? undefined : apart(t("dayCount", { count: validityDays })),
    };
  };
}
