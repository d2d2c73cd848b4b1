import { useLocale, useTranslations } from "next-intl";
import { Card } from "@/components/ui/card";
import { Chip } from "@/components/ui/chip";
import { Flag } from "@/components/ui/flag";
import { countryName } from "@/lib/phone/country-name";
import { CodeText } from "../code-text";
import type { FormAction } from "../settle/form-state";
import { FieldForm } from "../supply/field-form";
import { providerTitle } from "../provider-title";

/** Before the name of a network that has no operator yet, in the form's choice. */
export const NETWORK = "network:";

/** A provider's operator that nobody mapped, with what it might be. */
export interface UnmappedCase {
  id: string;
  provider: string;
  providerOperatorId: string;
  country: string;
  name: string;
  reason: "unknown" | "ambiguous";
  /** The likeliest first. */
  suggestions: string[];
  /** Why each of them. */
  likeness: ("named" | "part" | "word" | null)[];
  /** Our operator that each of them is; null: none yet. */
  operatorIds: (string | null)[];
  /** Of its country. */
  operators: { id: string; name: string }[];
}

/** What was suggested, the likeliest first: an operator of ours, or a network that gets a row once it is chosen. */
const suggestedOf = ({ operators, operatorIds, suggestions }: UnmappedCase) =>
  suggestions.map((suggestion, at) => {
    const id = operatorIds[at];
    const ours = operators.find((one) => one.id === id);
    return { value: id ?? `${NETWORK}${suggestion}`, name: ours?.name ?? suggestion, known: Boolean(id) };
  });

/** Suggestions with what speaks for each: `MTN (shares a word)`. */
function useReasons({ suggestions, likeness }: UnmappedCase): string {
  const t = useTranslations("staff-supply.mapping");
  return suggestions
    .map((name, at) => {
      const why = likeness[at];
      return why ? t("likely", { name, why: t(`likeness.${why}`) }) : name;
    })
    .join(", ");
}

function Why({ one }: { one: UnmappedCase }) {
  const t = useTranslations("staff-supply.mapping");
  const names = useReasons(one);
  return (
    <p className="mt-1 text-sm">
      {one.suggestions.length > 0 ? t(`why.${one.reason}`, { names }) : t("why.nothing")}
    </p>
  );
}

function Choices({ one, action, at }: { one: UnmappedCase; action: FormAction; at: number }) {
  const t = useTranslations("staff-supply.mapping");
  const suggested = suggestedOf(one);
  const rest = one.operators.filter(({ id }) => !one.operatorIds.includes(id));
  const options = [
    ...suggested.map(({ value, name, known }) => ({
      value,
      text: t(known ? "suggested" : "suggestedNew", { name }),
    })),
    ...rest.map(({ id, name }) => ({ value: id, text: name })),
    { value: "new", text: t("makeNew") },
    { value: "none", text: t("leaveOut") },
  ];
  return (
    <FieldForm
      id={`map-${at}`}
      action={action}
      hidden={{ operator: one.id }}
      fields={[
        { name: "to", label: t("to"), options, value: suggested[0]?.value ?? "new" },
        { name: "name", label: t("newName"), value: one.name, hint: t("newNameHint") },
      ]}
      texts={{ button: t("decide"), pending: t("deciding"), label: t("decideLabel", { name: one.name }) }}
    />
  );
}

/** The workbench of mapping: one card a name, each decided by one form; Tab and Enter are all it takes. */
export function UnmappedList({ cases, action }: { cases: UnmappedCase[]; action: FormAction | undefined }) {
  const locale = useLocale();
  return (
    <ul className="grid gap-3 md:grid-cols-2">
      {cases.map((one, at) => (
        <li key={one.id} data-suggested={suggestedOf(one)[0]?.value ?? ""}>
          <Card className="grid h-full content-start gap-3 sm:p-5">
            <div>
              <h3 className="flex flex-wrap items-center gap-2 text-base">
                <Flag country={one.country} width={21} />
                {action ? (
                  // Leads into its form: by Enter one goes on there.
                  <a href={`#map-${at}-to`} data-unmapped className="link">
                    {one.name}
                  </a>
                ) : (
                  one.name
                )}
                <Chip>{providerTitle(one.provider)}</Chip>
              </h3>
              <p className="mt-1 text-sm text-ink-2">
                {countryName(one.country, locale)}, <CodeText>{one.providerOperatorId}</CodeText>
              </p>
              <Why one={one} />
            </div>
            {action && <Choices one={one} action={action} at={at} />}
          </Card>
        </li>
      ))}
    </ul>
  );
}
