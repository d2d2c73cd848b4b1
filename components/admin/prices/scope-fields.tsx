import { useLocale, useTranslations } from "next-intl";
import { Field, fieldAria } from "@/components/ui/field";
import { RULED_KINDS, RULED_PROVIDERS } from "@/lib/catalog/prices/draft-schema";
import { ChoiceField, type Choice } from "../choice-field";
import { inputClass } from "../control-class";
import { providerTitle } from "../provider-title";

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
  const all: Choice = { value: "", text: t("words.all") };
  return (
    <fieldset className="grid gap-3 sm:grid-cols-2">
      <legend className="mb-1 font-bold">{t("draft.scope")}</legend>
      <p className="text-sm text-ink-2 sm:col-span-2">{t("draft.scopeNote")}</p>
      <ChoiceField
        id="country"
        name="country"
        label={t("draft.country")}
        value={of("country")}
        choices={[all, ...places]}
      />
      <ChoiceField
        id="operator"
        name="operator"
        label={t("draft.operator")}
        value={of("operator")}
        choices={[all, ...operators]}
      />
      <ChoiceField
        id="kind"
        name="kind"
        label={t("draft.kind")}
        value={of("kind")}
        choices={[all, ...RULED_KINDS.map((value) => ({ value, text: t(`words.kind.${value}`) }))]}
      />
      <ChoiceField
        id="provider"
        name="provider"
        label={t("draft.provider")}
        value={of("provider")}
        choices={[all, ...RULED_PROVIDERS.map((value) => ({ value, text: providerTitle(value) }))]}
      />
      <NumberField name="from" label={t("draft.from")} value={of("from")} />
      <NumberField name="below" label={t("draft.below")} value={of("below")} />
    </fieldset>
  );
}
