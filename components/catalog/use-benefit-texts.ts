import { useTranslations } from "next-intl";
import type { Benefits } from "@/lib/catalog/types";

export interface BenefitTexts {
  data: string | undefined;
  minutes: string | undefined;
  sms: string | undefined;
  validity: string | undefined;
}

/** What a package brings, in the reader's words; undefined where it is not known in numbers. */
export function useBenefitTexts(): (benefits: Benefits | null) => BenefitTexts {
  const t = useTranslations("product.facts");
  return (benefits) => {
    const { dataGb, minutes, sms, validityDays } = benefits ?? {};
    const count = dataGb === undefined ? undefined : Number(dataGb);
    const small = count !== undefined && count < 1;
    return {
      data: count === undefined ? undefined : small ? t("mb", { count: count * 1000 }) : t("gb", { count }),
      minutes: minutes === undefined ? undefined : t("minuteCount", { count: minutes }),
      sms: sms === undefined ? undefined : t("smsCount", { count: sms }),
      validity: validityDays === undefined ? undefined : t("dayCount", { count: validityDays }),
    };
  };
}
