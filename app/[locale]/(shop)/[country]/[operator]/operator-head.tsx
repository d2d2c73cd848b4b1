import { getTranslations } from "next-intl/server";
import { RecipientCard } from "@/components/catalog/recipient-card";
import { NumberForm } from "@/components/phone/number-form";
import { RememberNumber } from "@/components/phone/remember-number";
import { Card } from "@/components/ui/card";
import { Monogram } from "@/components/ui/monogram";
import { localePath } from "@/i18n/locales";
import type { OperatorPage } from "@/lib/catalog";
import type { Confidence, OperatorView, RecipientView } from "@/lib/catalog/types";
import { countryName } from "@/lib/phone/country-name";
import { findOperatorAction } from "../../find-operator-action";
import { writeNumberForm } from "../../write-number-form";

interface Head {
  locale: string;
  page: OperatorPage;
  /** A number of this country; null while there is none. */
  recipient: RecipientView | null;
  /** `none`: another heading stands on the page. */
  heading?: "page" | "none";
}

type Certainty = Confidence | "chosen-otherwise";

const DOUBTFUL: readonly Certainty[] = ["prefix-doubted", "unknown", "chosen-by-buyer", "chosen-otherwise"];
const BETWEEN: readonly Confidence[] = ["moved", "disagree"];

/** How sure we are that the number is with this operator, when the buyer may have chosen another than we thought. */
function certaintyOf({ page, recipient }: Head): Certainty {
  if (!recipient) return "unknown";
  if (recipient.operatorId === page.operator.id) return recipient.confidence;
  return recipient.operatorId === null ? "chosen-by-buyer" : "chosen-otherwise";
}

/** The networks that were named for the number and are sold here, the likeliest first. */
function namedOf({ page, recipient }: Head): OperatorView[] {
  const sold = [page.operator, ...page.others];
  return (recipient?.candidates ?? []).flatMap(
    ({ operatorId }) => sold.find(({ id }) => id === operatorId) ?? [],
  );
}

/** What is known of the number's operator, in words; with two of them to choose from where sources are at odds about it. */
async function tellOperator(head: Head) {
  const { locale, page, recipient } = head;
  const t = await getTranslations("catalog.operator");
  const { name: operator } = page.operator;
  const named = namedOf(head);
  const [likelier, other] = named;
  const here = certaintyOf(head);
  const between = recipient !== null && BETWEEN.includes(recipient.confidence) && named.length > 1;
  const certainty = between && named.some(({ id }) => id === page.operator.id) ? recipient.confidence : here;
  const guessed = likelier?.name ?? t("anotherOperator");
  const text = t(`certainty.${certainty}`, {
    operator,
    guessed,
    other: other?.name ?? recipient?.candidates[1]?.name ?? t("anotherOperator"),
  });
  const choices = named.map(({ id, name, countrySlug, slug }, index) => ({
    name,
    href: localePath(locale, `/${countrySlug}/${slug}?to=${recipient?.token ?? ""}`),
    chosen: id === page.operator.id,
    ...(index === 0 ? { mark: t("which.likelier") } : {}),
  }));
  return {
    text,
    doubtful: DOUBTFUL.includes(certainty) || BETWEEN.includes(certainty as Confidence),
    ...(between ? { which: { label: t("which.label"), note: t("which.wrong"), choices } } : {}),
  };
}

/** Whether anything of it goes to a phone: an account that is filled by e-mail asks for no number. */
const goesToNumbers = ({ products }: OperatorPage): boolean =>
  products.length === 0 || products.some(({ dialled }) => dialled);

/** Who it is for; without a number the form that asks for it. */
export async function OperatorHead(head: Head) {
  const { locale, page, recipient, heading = "page" } = head;
  const t = await getTranslations("catalog.operator");
  const { name: operator, country, countrySlug } = page.operator;
  const names = { operator, country: countryName(country, locale) };
  const form = await writeNumberForm(locale);
  const ask = <NumberForm action={findOperatorAction} country={country} {...form} />;
  if (!recipient) {
    const Title = heading === "page" ? "h1" : "p";
    return (
      <Card asks={goesToNumbers(page)} className="grid gap-5">
        <div className="flex items-center gap-4">
          <Monogram name={operator} size={52} />
          <Title className="text-[1.5rem] font-bold leading-tight tracking-tight">{t("title", names)}</Title>
        </div>
        {goesToNumbers(page) && ask}
      </Card>
    );
  }
  return (
    <RecipientCard
      operator={operator}
      look={page.operator.look}
      country={names.country}
      number={recipient.international}
      certainty={await tellOperator(head)}
      texts={{ to: t("to"), changeOperator: t("changeOperator"), changeNumber: t("changeNumber") }}
      changeOperator={localePath(locale, `/${countrySlug}?to=${recipient.token}`)}
      heading={heading === "page" ? "h1" : "p"}
    >
      {ask}
      {!recipient.masked && (
        <RememberNumber international={recipient.international} operator={operator} country={country} />
      )}
    </RecipientCard>
  );
}
