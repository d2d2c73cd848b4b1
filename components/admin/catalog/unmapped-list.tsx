import { useLocale, useTranslations } from "next-intl";
import { Card } from "@/components/ui/card";
import { Chip } from "@/components/ui/chip";
import { Flag } from "@/components/ui/flag";
import { countryName } from "@/lib/phone/country-name";
import { CodeText } from "../code-text";
import type { FormAction } from "../settle/form-state";
import { FieldForm } from "../supply/field-form";
import { providerTitle } from "../provider-title";

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
  /** Of its country. */
  operators: { id: string; name: string }[];
}

/** Networks of its country that were suggested, the likeliest first. */
const suggestedOf = ({ operators, suggestions }: UnmappedCase) =>
  suggestions.flatMap((suggestion) => operators.filter(({ name }) => name === suggestion));

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
  const known = suggestedOf(one);
  const rest = one.operators.filter(({ name }) => !one.suggestions.includes(name));
  const options = [
    ...known.map(({ id, name }) => ({ value: id, text: t("suggested", { name }) })),
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
        { name: "to", label: t("to"), options, value: known[0]?.id ?? "new" },
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
        <li key={one.id} data-suggested={suggestedOf(one)[0]?.id ?? ""}>
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
