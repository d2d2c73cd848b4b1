import { useTranslations } from "next-intl";

import type { BreakView } from "@/lib/reports/types";
import { buttonClass, inputClass } from "../control-class";
import { providerTitle } from "../provider-title";

/** Which open differences are shown; stands in the address. */
export function BreakFilter({
  kind,
  source,
  kinds,
  sources,
}: {
  kind: string;
  source: string;
  kinds: readonly BreakView["class"][];
  sources: string[];
}) {
  const t = useTranslations();
  const field = (
    name: string,
    label: string,
    chosen: { value: string; choices: { value: string; text: string }[] },
  ) => (
    <label className="grid gap-1.5 text-sm font-semibold">
      {label}
      <select name={name} defaultValue={chosen.value} className={`${inputClass} w-60`}>
        <option value="">{t("staff-prices.run.all")}</option>
        {chosen.choices.map(({ value, text }) => (
          <option key={value} value={value}>
            {text}
          </option>
        ))}
      </select>
    </label>
  );
  const named = kinds.map((value) => ({ value, text: t(`admin.books.class.${value}`) }));
  return (
    <form action="/admin/reconciliation" className="mb-4 flex flex-wrap items-end gap-3">
      {field("class", t("staff-prices.run.class"), { value: kind, choices: named })}
      {field("source", t("staff-prices.run.source"), {
        value: source,
        choices: sources.map((value) => ({ value, text: providerTitle(value) })),
      })}
      <button type="submit" className={buttonClass}>
        {t("staff-prices.run.show")}
      </button>
    </form>
  );
}
