import { getTranslations } from "next-intl/server";
import type { NamedRule } from "@/components/admin/supply/rule-table";
import { countryName } from "@/lib/phone/country-name";
import { readStaffNames } from "@/lib/reports";
import type { AppCtx } from "@/lib/runtime";
import { readRules } from "@/lib/supply";

/** The rules of routing that hold, in words. */
export async function readNamedRules(ctx: AppCtx): Promise<NamedRule[]> {
  const [rules, t] = await Promise.all([readRules(ctx), getTranslations("staff-supply.rules")]);
  const names = await readStaffNames(
    ctx,
    rules.map(({ madeBy }) => madeBy),
  );
  return rules.map((rule) => {
    const { operator, country, kind } = rule;
    const place = operator
      ? t("scopes.operator", { operator: operator.name, country: countryName(operator.country, "en") })
      : country
        ? countryName(country, "en")
        : t("scopes.everywhere");
    return {
      ...rule,
      by: names.get(rule.madeBy) ?? t("somebody"),
      scope: kind ? t("scopes.kind", { place, kind }) : place,
    };
  });
}
