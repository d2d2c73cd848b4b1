import { useTranslations } from "next-intl";
import { ChoiceField, type Choice } from "../choice-field";
import { buttonClass } from "../control-class";
import { providerTitle } from "../provider-title";

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
      <ChoiceField
        id="scope-provider"
        name="provider"
        label={t("provider")}
        value={asked.provider}
        choices={providers.map((name) => ({ value: name, text: providerTitle(name) }))}
      />
      <ChoiceField
        id="scope-effect"
        name="effect"
        label={t("effect")}
        value={asked.effect}
        choices={(["pin", "exclude"] as const).map((effect) => ({
          value: effect,
          text: t(`effects.${effect}`),
        }))}
      />
      <ChoiceField
        id="scope-country"
        name="country"
        label={t("country")}
        value={asked.country}
        choices={[any, ...countries]}
      />
      {operators.length > 0 && (
        <ChoiceField
          id="scope-operator"
          name="operator"
          label={t("operator")}
          value={asked.operator}
          choices={[any, ...operators]}
        />
      )}
      <ChoiceField
        id="scope-kind"
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
