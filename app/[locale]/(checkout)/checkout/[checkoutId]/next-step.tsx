import { useTranslations } from "next-intl";
import { ButtonForm } from "@/components/checkout/button-form";
import { CountryOptions } from "@/components/checkout/country-options";
import { PayForm } from "@/components/checkout/pay-form";
import { PriceClock } from "@/components/checkout/price-clock";
import { Moment } from "@/components/orders/moment";
import { buttonClass } from "@/components/ui/button";
import { localePath, type Locale } from "@/i18n/locales";
import type { CheckoutStage, CheckoutView } from "@/lib/checkout/types";
import { formatMoney, type Money } from "@/lib/core/money";
import { useAnswers } from "./use-answers";
import { payAction, renewQuoteAction } from "../../checkout-actions";

interface Props {
  checkout: CheckoutView;
  total: Money;
  locale: Locale;
}

function Pay({ checkout, total, locale }: Props) {
  const t = useTranslations("checkout");
  const form = useTranslations("checkout.form");
  const amount = formatMoney(total, locale);
  return (
    <>
      <PayForm
        action={payAction}
        fields={{ checkout: checkout.id, locale, seen: checkout.seen }}
        start={{ email: checkout.email, residence: checkout.residence, consent: false, answers: {} }}
        unreached={checkout.stage === "paying" ? t("retry") : null}
        countries={<CountryOptions />}
        {...useAnswers(checkout, locale)}
        texts={{
          email: form("email"),
          emailHint: form("emailHint"),
          residence: form("residence"),
          residenceHint: form("residenceHint"),
          residenceNone: form("residenceNone"),
          consent: form("consent"),
          consentWhy: form("consentWhy"),
          pay: form("pay", { total: amount }),
          pending: form("pending"),
          errors: {
            "email-invalid": t("failures.email-invalid"),
            "residence-missing": t("failures.residence-missing"),
            "consent-missing": t("failures.consent-missing"),
            "last-four-missing": t("failures.last-four-missing"),
            "again-missing": t("failures.again-missing"),
          },
          names: t("asks.names"),
          namesWhy: t("asks.namesWhy"),
        }}
      />
      {checkout.stage === "open" && (
        <PriceClock seconds={checkout.secondsLeft} left={t("clock.left")}>
          {t.rich("clock.until", {
            time: () => <Moment at={checkout.priceUntil} locale={locale} shape="minutes" />,
          })}
        </PriceClock>
      )}
      <p className="text-xs text-ink-3">{form("after", { total: amount })}</p>
    </>
  );
}

function Stale({ checkout, total, locale }: Props) {
  const t = useTranslations("checkout.stale");
  return (
    <>
      <p>{t("text", { total: formatMoney(total, locale) })}</p>
      <ButtonForm
        action={renewQuoteAction}
        fields={{ checkout: checkout.id, locale }}
        tone="next"
        texts={{ button: t("button"), pending: t("pending") }}
      />
    </>
  );
}

function Paying({ checkout, locale }: Props) {
  const t = useTranslations("checkout.paying");
  return (
    <>
      <p>{t("text")}</p>
      <a href={checkout.payUrl ?? ""} className={buttonClass("next")}>
        {t("button")}
      </a>
      <div className="grid gap-2 border-t border-rule pt-5">
        <ButtonForm
          action={renewQuoteAction}
          fields={{ checkout: checkout.id, locale }}
          tone="quiet"
          texts={{ button: t("leave"), pending: t("leavePending") }}
        />
        <p className="text-xs text-ink-3">{t("leaveWhy")}</p>
      </div>
    </>
  );
}

function Done({ checkout, locale }: Props) {
  const t = useTranslations("checkout.done");
  return (
    <>
      <p>{t("text")}</p>
      <a
        href={localePath(locale, checkout.orderPublicId ? `/orders/${checkout.orderPublicId}` : "/")}
        className={buttonClass("next")}
      >
        {t("button")}
      </a>
    </>
  );
}

const STEPS = { open: Pay, stale: Stale, paying: Paying, done: Done } as const;

/** The one thing to do at this stage of a checkout. */
export function NextStep({ stage, ...props }: Props & { stage: CheckoutStage }) {
  const Step = STEPS[stage];
  return <Step {...props} />;
}
