import type { getTranslations } from "next-intl/server";
import type { WrittenPlan } from "@/components/goods/plan-list";
import { setApart } from "@/i18n/locales";
import type { EsimPlanView } from "@/lib/catalog/types";
import { formatMoney } from "@/lib/core/money";

type Words = Awaited<ReturnType<typeof getTranslations<"goods.place">>>;

export const SORTS = ["data", "price", "gb"] as const;
export type PlanSort = (typeof SORTS)[number];

export const readSort = (asked: string | string[] | undefined): PlanSort =>
  SORTS.find((sort) => sort === asked) ?? "data";

/** A plan whose data is not known comes last where data is compared. */
const NEVER = Number.MAX_SAFE_INTEGER;

const ORDER: Record<PlanSort, (plan: EsimPlanView) => number> = {
  data: ({ dataGb }) => (dataGb === null ? NEVER : Number(dataGb)),
  price: ({ price }) => price.minor,
  gb: ({ perGb }) => perGb?.minor ?? NEVER,
};

export function sortPlans(plans: EsimPlanView[], sort: PlanSort): EsimPlanView[] {
  return plans.toSorted((a, b) => ORDER[sort](a) - ORDER[sort](b));
}

/** Texts of plans, in the order they come in; the cheapest per gigabyte is marked where there are several. */
export function writePlans(
  plans: EsimPlanView[],
  { t, locale }: { t: Words; locale: string },
): WrittenPlan[] {
  const least = Math.min(...plans.map(({ perGb }) => perGb?.minor ?? NEVER));
  return plans.map(({ productId, description, dataGb, validityDays, price, perGb }) => {
    const data = setApart(dataGb === null ? description : t("data", { gb: Number(dataGb) }), locale);
    const days = validityDays === null ? "" : t("days", { count: validityDays });
    const paid = formatMoney(price, locale);
    return {
      productId,
      data,
      days,
      perGb: perGb ? t("perGb", { price: formatMoney(perGb, locale) }) : "",
      price: paid,
      spoken: t("spoken", { plan: [data, days].filter(Boolean).join(", "), price: paid }),
      mark: plans.length > 2 && perGb?.minor === least ? t("best") : null,
    };
  });
}
