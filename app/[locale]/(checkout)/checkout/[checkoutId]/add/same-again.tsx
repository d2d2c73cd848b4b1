import Link from "next/link";
import { useTranslations } from "next-intl";
import { startCheckoutAction } from "../../../checkout-actions";
import { ChoiceForm } from "@/components/catalog/choice-form";
import { whatIsSent } from "@/components/orders/what-is-sent";
import { buttonClass } from "@/components/ui/button";
import { SubmitButton } from "@/components/ui/submit-button";
import { Card } from "@/components/ui/card";
import { localePath, type Locale } from "@/i18n/locales";
import type { RecipientView } from "@/lib/catalog/types";
import type { CheckoutLineView, CheckoutView } from "@/lib/checkout/types";
import { toDecimal } from "@/lib/core/money";
import { countrySlug } from "@/lib/phone/country-slug";

/** Lines whose very thing may be sent to the new number as well: of its operator, and asking for nothing that is another person's. */
function fitting(lines: CheckoutLineView[], recipient: RecipientView): CheckoutLineView[] {
  const same = lines.filter(
    ({ to, operator, kind, repeatable }) =>
      to.by === "number" &&
      repeatable &&
      operator.id === recipient.operatorId &&
      !recipient.refuses.includes(kind),
  );
  return [...new Map(same.map((line) => [`${line.productId} ${line.price.face.minor}`, line])).values()];
}

/** The new number, and what of the payment may be sent there by one press; or anything else. */
export function SameAgain({
  checkout,
  recipient,
  locale,
}: {
  checkout: CheckoutView;
  recipient: RecipientView;
  locale: Locale;
}) {
  const t = useTranslations("checkout.add");
  const refused = useTranslations("catalog.operator");
  const lines = fitting(checkout.lines, recipient);
  const [first] = lines;
  const place = `/${countrySlug(recipient.country)}`;
  const operator = checkout.lines.find(({ operator: known }) => known.id === recipient.operatorId)?.operator;
  const shop = operator ? `${place}/${operator.slug}` : place;
  return (
    <Card asks className="grid gap-4">
      <p className="num text-[clamp(1.5rem,1.1rem+2vw,2.1rem)] leading-tight font-extrabold tracking-[-0.02em]">
        <bdi dir="ltr">{recipient.international}</bdi>
      </p>
      {first && <h2 className="text-base font-bold">{t("same")}</h2>}
      {lines.map((line) => (
        <ChoiceForm
          key={line.line}
          action={startCheckoutAction}
          title={refused("refused")}
          fields={{
            to: recipient.token,
            product: line.productId,
            locale,
            ...(line.ranged
              ? { amount: toDecimal(line.price.face), "face-currency": line.price.face.currency }
              : {}),
          }}
        >
          <SubmitButton tone={line === first ? "next" : "quiet"} pending={t("pending")}>
            {t("sameButton", { what: whatIsSent(line, locale), operator: line.operator.name })}
          </SubmitButton>
        </ChoiceForm>
      ))}
      <Link
        href={`${localePath(locale, shop)}?to=${recipient.token}`}
        prefetch={false}
        className={buttonClass(first ? "quiet" : "next")}
      >
        {t("other")}
      </Link>
    </Card>
  );
}
