import { useTranslations } from "next-intl";
import { Field, fieldAria } from "@/components/ui/field";
import { BUYER_CURRENCIES } from "@/lib/core/buyer-currencies";
import { buttonClass, inputClass } from "../control-class";
import type { Choice } from "../choice-field";
import { NumberField, ScopeFields } from "./scope-fields";

function CurrencyField({ name, label, value }: { name: string; label: string; value: string }) {
  return (
    <Field id={name} label={label}>
      <select {...fieldAria(name, {})} name={name} defaultValue={value} className={inputClass}>
        {BUYER_CURRENCIES.map((currency) => (
          <option key={currency} value={currency}>
            {currency}
          </option>
        ))}
      </select>
    </Field>
  );
}

/** A rule as it is to be; sent by its address, so that what it does can be looked at before anything is changed. */
export function RuleForm({
  rule,
  values,
  countries,
  operators,
}: {
  /** Its id, or `new`. */
  rule: { id: string; isBase: boolean; isNew: boolean };
  values: Record<string, string>;
  countries: string[];
  operators: Choice[];
}) {
  const t = useTranslations("staff-prices.draft");
  const of = (name: string) => values[name] ?? "";
  return (
    <form action="/admin/prices/change" className="grid max-w-[44rem] gap-6">
      <input type="hidden" name="rule" value={rule.id} />
      <input type="hidden" name="show" value="1" />
      {!rule.isBase && <ScopeFields values={values} countries={countries} operators={operators} />}
      <fieldset className="grid gap-3 sm:grid-cols-2">
        <legend className="mb-2 font-bold">{t("terms")}</legend>
        <NumberField name="percent" label={t("percent")} value={of("percent")} />
        <NumberField name="flat" label={t("flat")} value={of("flat")} />
        <NumberField name="least" label={t("least")} hint={t("leastHint")} value={of("least")} />
        <CurrencyField name="currency" label={t("currency")} value={of("currency") || "USD"} />
      </fieldset>
      {!rule.isBase && !rule.isNew && (
        <label className="flex min-h-8 items-center gap-2.5 text-sm">
          <input
            type="checkbox"
            name="remove"
            value="1"
            defaultChecked={of("remove") === "1"}
            className="size-5 flex-none accent-ink"
          />
          {t("remove")}
        </label>
      )}
      <ShowLine value={of("in") || "USD"} />
    </form>
  );
}

/** In which currency the effect is shown, and the button. */
export function ShowLine({ value }: { value: string }) {
  const t = useTranslations("staff-prices.draft");
  return (
    <div className="flex flex-wrap items-end gap-3">
      <div className="w-40">
        <CurrencyField name="in" label={t("shown")} value={value} />
      </div>
      <button type="submit" className={buttonClass}>
        {t("show")}
      </button>
    </div>
  );
}
