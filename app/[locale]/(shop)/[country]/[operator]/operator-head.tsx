import { getTranslations } from "next-intl/server";
import { RecipientCard } from "@/components/catalog/recipient-card";
import { NumberForm } from "@/components/phone/number-form";
import { Card } from "@/components/ui/card";
import { Monogram } from "@/components/ui/monogram";
import { localePath } from "@/i18n/locales";
import type { OperatorPage } from "@/lib/catalog";
import type { Confidence, RecipientView } from "@/lib/catalog/types";
import { countryName } from "@/lib/phone/country-name";
import { findOperatorAction } from "../../find-operator-action";
import { writeNumberForm } from "../../write-number-form";

interface Head {
  locale: string;
  page: OperatorPage;
  /** A number of this country; null while there is none. */
  recipient: RecipientView | null;
}

const DOUBTFUL: readonly Confidence[] = ["disagree", "unknown", "chosen-by-buyer"];

/** How sure we are that the number is with this operator, when the buyer may have chosen another than we thought. */
function certaintyOf({ page, recipient }: Head): Confidence | "chosen-otherwise" {
  if (!recipient) return "unknown";
  if (recipient.operatorId === page.operator.id) return recipient.confidence;
  return recipient.operatorId === null ? "chosen-by-buyer" : "chosen-otherwise";
}

/** Who it is for; without a number the form that asks for it. */
export async function OperatorHead(head: Head) {
  const { locale, page, recipient } = head;
  const t = await getTranslations("catalog.operator");
  const { name: operator, country, countrySlug } = page.operator;
  const names = { operator, country: countryName(country, locale) };
  const form = await writeNumberForm(locale);
  const ask = <NumberForm action={findOperatorAction} country={country} {...form} />;
  if (!recipient) {
    return (
      <Card asks className="grid gap-5">
        <div className="flex items-center gap-4">
          <Monogram name={operator} size={52} />
          <h1 className="text-[1.5rem] leading-tight tracking-tight">{t("title", names)}</h1>
        </div>
        {ask}
      </Card>
    );
  }
  const certainty = certaintyOf(head);
  const guessed = page.others.find(({ id }) => id === recipient.operatorId)?.name ?? t("anotherOperator");
  return (
    <RecipientCard
      operator={operator}
      country={names.country}
      number={recipient.international}
      certainty={t(`certainty.${certainty}`, { operator, guessed })}
      doubtful={certainty === "chosen-otherwise" || DOUBTFUL.includes(certainty)}
      texts={{ to: t("to"), changeOperator: t("changeOperator"), changeNumber: t("changeNumber") }}
      changeOperator={localePath(locale, `/${countrySlug}?to=${recipient.token}`)}
    >
      {ask}
    </RecipientCard>
  );
}
