import { useTranslations } from "next-intl";
import { Field, fieldAria } from "@/components/ui/field";
import { ROUNDING_CHOICES } from "@/lib/catalog/prices/draft-schema";
import { BUYER_CURRENCIES } from "@/lib/core/buyer-currencies";
import { inputClass } from "../control-class";
import { ShowLine } from "./rule-form";
import { NumberField } from "./scope-fields";

/** What is set beside the rules, sent by its address. */
export function SettingForm({
  values,
  measured,
}: {
  values: Record<string, string>;
  measured: string | null;
}) {
  const t = useTranslations("staff-prices");
  const of = (name: string) => values[name] ?? "";
  return (
    <form action="/admin/prices/change" className="grid max-w-[44rem] gap-4 sm:grid-cols-2">
      <input type="hidden" name="settings" value="1" />
      <input type="hidden" name="show" value="1" />
      {BUYER_CURRENCIES.map((currency) => {
        const name = `rounding-${currency}`;
        return (
          <Field key={currency} id={name} label={t("draft.rounding", { currency })}>
            <select {...fieldAria(name, {})} name={name} defaultValue={of(name)} className={inputClass}>
              {ROUNDING_CHOICES.map((choice) => (
                <option key={choice} value={choice}>
                  {t(`words.rounding.${choice}`)}
                </option>
              ))}
            </select>
          </Field>
        );
      })}
      <NumberField
        name="spread"
        label={t("draft.spread")}
        hint={t("draft.spreadHint")}
        value={of("spread")}
      />
      <NumberField
        name="card-percent"
        label={t("draft.cardPercent")}
        hint={t("draft.cardHint", {
          measured: measured ? t("rules.spreadValue", { percent: measured }) : t("draft.notMeasured"),
        })}
        value={of("card-percent")}
      />
      <NumberField name="card-flat" label={t("draft.cardFlat")} value={of("card-flat")} />
      <div className="sm:col-span-2">
        <ShowLine value={of("in") || "USD"} />
      </div>
    </form>
  );
}
