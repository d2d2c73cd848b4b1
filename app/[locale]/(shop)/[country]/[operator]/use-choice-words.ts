import { useTranslations } from "next-intl";
import { useBenefitTexts } from "@/components/catalog/use-benefit-texts";
import type { ChoiceWords } from "@/components/catalog/write-choice";

/** The texts that choices are written with. */
export function useChoiceWords(): ChoiceWords {
  const t = useTranslations("catalog.operator");
  const product = useTranslations("product");
  return {
    price: (price) => t("youPay", { price }),
    worth: (face) => t("worth", { face }),
    worthAbout: (face) => t("worthAbout", { face }),
    popular: t("popular"),
    pin: t("pin"),
    perGb: (price) => product("compare.perGb", { price }),
    perDay: (price) => product("compare.perDay", { price }),
    brings: useBenefitTexts(),
    changesPlan: product("asksPlan"),
    months: product("asksMonths"),
  };
}
