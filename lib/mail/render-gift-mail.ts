import { setApart } from "@/i18n/locales";
import { formatMoney, type Money } from "@/lib/core/money";
import { renderLayout, type MailBody } from "./render-layout";
import { translatorOf } from "./translator-of";

export interface GiftMail {
  template: "gift" | "gift-back";
  locale: string;
  /** Who sends it, and their words; both may be any text. */
  from: string;
  message: string;
  operator: string;
  face: Money;
  /** Name of a package; null where it is worth an amount. */
  parcel: string | null;
  /** The page with the code. */
  url: string;
}

/** Renders the mail for whom a code was sent to: it leads to the code and holds none itself. */
export function renderGiftMail(mail: GiftMail): MailBody {
  const { template, locale, message, url } = mail;
  const t = translatorOf(locale);
  const values = {
    from: setApart(mail.from, locale),
    operator: setApart(mail.operator, locale),
    what:
      mail.parcel === null
        ? formatMoney(mail.face, locale, { compact: true })
        : setApart(mail.parcel, locale),
  };
  const heading = t(`${template}.heading`, values);
  const words = template === "gift" && message ? t("gift.message", { ...values, message }) : "";
  const paragraphs = [t(`${template}.lead`, values), words].filter(Boolean);
  const button = { label: t(`${template}.button`), url };
  const footer = t("gift.why", values);
  return {
    subject: t(`${template}.subject`, values),
    html: renderLayout({ locale, heading, paragraphs, line: [], rows: [], button, footer }),
    text: [heading, ...paragraphs, `${button.label}: ${url}`, footer].join("\n\n"),
  };
}
