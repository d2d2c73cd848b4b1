import { useLocale, useTranslations } from "next-intl";
import { ButtonForm } from "@/components/checkout/button-form";
import { GiftForm } from "@/components/checkout/gift-form";
import type { CheckoutLineView } from "@/lib/checkout/types";
import { LONGEST_NAME, LONGEST_WORDS } from "@/lib/checkout/request-schema";
import { keepCodeAction, sendCodeToAction } from "../../gift-actions";

/** Whom the code of a line goes to besides its buyer, and the form that says so. Nothing for what brings no code of its own. */
export function GiftPart({
  line,
  checkoutId,
  changeable,
}: {
  line: CheckoutLineView;
  checkoutId: string;
  changeable: boolean;
}) {
  const t = useTranslations("checkout.gift");
  const why = useTranslations("checkout.gift.failures");
  const locale = useLocale();
  const { to } = line;
  if (to.by !== "email") return null;
  const { email, gift } = to;
  const fields = { checkout: checkoutId, line: String(line.line), locale };
  return (
    <div className="mt-3 grid gap-1 text-sm">
      {gift && <p>{t("told", { from: gift.from })}</p>}
      {gift?.message && <p className="text-ink-2">{t("words", { message: gift.message })}</p>}
      {changeable && (
        <GiftForm
          key={`${email} ${gift?.from} ${gift?.message}`}
          action={sendCodeToAction}
          fields={fields}
          typed={{ email: email ?? "", from: gift?.from ?? "", message: gift?.message ?? "" }}
          texts={{
            summary: t(email ? "change" : "summary"),
            lead: t("lead"),
            labels: { email: t("email"), from: t("from"), message: t("message") },
            messageHint: t("messageHint", { most: LONGEST_WORDS }),
            errors: {
              email: { "recipient-email-invalid": why("recipient-email-invalid") },
              from: {
                "from-missing": why("from-missing"),
                "name-too-long": why("name-too-long", { most: LONGEST_NAME }),
                "message-has-link": why("message-has-link"),
              },
              message: {
                "message-too-long": why("message-too-long", { most: LONGEST_WORDS }),
                "message-has-link": why("message-has-link"),
              },
            },
            submit: t("submit"),
            pending: t("pending"),
          }}
        />
      )}
      {changeable && email && (
        <ButtonForm
          action={keepCodeAction}
          tone="quiet"
          size="small"
          fields={fields}
          texts={{ button: t("keep"), pending: t("keeping") }}
        />
      )}
    </div>
  );
}
