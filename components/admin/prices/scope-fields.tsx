import { useLocale, useTranslations } from "next-intl";
import { Field, fieldAria } from "@/components/ui/field";
import { RULED_KINDS, RULED_PROVIDERS } from "@/lib/catalog/prices/draft-schema";
import { inputClass } from "../control-class";

export interface Choice {
  value: string;
  text: string;
}

/** A labelled choice of one; what is not chosen is for all. */
function Select({
  name,
  label,
  value,
  choices,
}: {
  name: string;
  label: string;
  value: string;
  choices: Choice[];
}) {
  const t = useTranslations("staff-prices.words");
  return (
    <Field id={name} label={label}>
      <select {...fieldAria(name, {})} name={name} defaultValue={value} className={inputClass}>
        <option value="">{t("all")}</option>
        {choices.map((choice) => (
          <option key={choice.value} value={choice.value}>
            {choice.text}
          </option>
        ))}
      </select>
    </Field>
  );
}

/** A number of the address. */
export function NumberField({
  name,
  label,
  hint,
  value,
}: {
  name: string;
  label: string;
  hint?: string;
  value: string;
}) {
  return (
    <Field id={name} label={label} hint={hint}>
      <input
        {...fieldAria(name, { hint })}
        name={name}
        defaultValue={value}
        inputMode="decimal"
        autoComplete="off"
        className={`${inputClass} num`}
      />
    </Field>
  );
}

/** What a rule is for. */
export function ScopeFields({
  values,
  countries,
  operators,
}: {
  values: Record<string, string>;
  /** ISO codes. */
  countries: string[];
  /** Of the country that is chosen. */
  operators: Choice[];
}) {
  const t = useTranslations("staff-prices");
  const regions = new Intl.DisplayNames(useLocale(), { type: "region" });
  const places = countries
    .map((value) => ({ value, text: regions.of(value) ?? value }))
    .toSorted((a, b) => a.text.localeCompare(b.text));
  const of = (name: string) => values[name] ?? "";
  return (
    <fieldset className="grid gap-3 sm:grid-cols-2">
      <legend className="mb-1 font-bold">{t("draft.scope")}</legend>
      <p className="text-sm text-ink-2 sm:col-span-2">{t("draft.scopeNote")}</p>
      <Select name="country" label={t("draft.country")} value={of("country")} choices={places} />
      <Select name="operator" label={t("draft.operator")} value={of("operator")} choices={operators} />
      <Select
        name="kind"
        label={t("draft.kind")}
        value={of("kind")}
        choices={RULED_KINDS.map((value) => ({ value, text: t(`words.kind.${value}`) }))}
      />
      <Select
        name="provider"
        label={t("draft.provider")}
        value={of("provider")}
        choices={RULED_PROVIDERS.map((value) => ({ value, text: value }))}
      />
      <NumberField name="from" label={t("draft.from")} value={of("from")} />
      <NumberField name="below" label={t("draft.below")} value={of("below")} />
    </fieldset>
  );
}
