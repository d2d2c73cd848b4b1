import { useTranslations } from "next-intl";
import { buttonClass, inputClass } from "../control-class";
import { providerTitle } from "../provider-title";

type Choice = { value: string; text: string };

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
  return (
    <div className="grid gap-1">
      <label htmlFor={`scope-${name}`} className="text-xs font-semibold">
        {label}
      </label>
      <select id={`scope-${name}`} name={name} defaultValue={value} key={value} className={inputClass}>
        {choices.map((one) => (
          <option key={one.value} value={one.value}>
            {one.text}
          </option>
        ))}
      </select>
    </div>
  );
}

/** Whom a rule is about and where: a plain form, whose answer is the rehearsal. Operators are offered once their country is chosen. */
export function RuleScopeForm({
  asked,
  providers,
  kinds,
  countries,
  operators,
}: {
  asked: Record<"provider" | "effect" | "country" | "operator" | "kind", string>;
  providers: readonly string[];
  kinds: readonly string[];
  countries: Choice[];
  operators: Choice[];
}) {
  const t = useTranslations("staff-supply.rules");
  const any: Choice = { value: "", text: t("any") };
  return (
    <form action="/admin/providers/rules" className="grid items-end gap-3 md:grid-cols-3 lg:grid-cols-6">
      <Select
        name="provider"
        label={t("provider")}
        value={asked.provider}
        choices={providers.map((name) => ({ value: name, text: providerTitle(name) }))}
      />
      <Select
        name="effect"
        label={t("effect")}
        value={asked.effect}
        choices={(["pin", "exclude"] as const).map((effect) => ({
          value: effect,
          text: t(`effects.${effect}`),
        }))}
      />
      <Select name="country" label={t("country")} value={asked.country} choices={[any, ...countries]} />
      {operators.length > 0 && (
        <Select name="operator" label={t("operator")} value={asked.operator} choices={[any, ...operators]} />
      )}
      <Select
        name="kind"
        label={t("kind")}
        value={asked.kind}
        choices={[any, ...kinds.map((kind) => ({ value: kind, text: kind }))]}
      />
      <button type="submit" name="look" value="yes" className={buttonClass}>
        {t("rehearse")}
      </button>
    </form>
  );
}
