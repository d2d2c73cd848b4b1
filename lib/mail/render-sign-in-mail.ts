import { renderLayout, type MailBody } from "./render-layout";
import { translatorOf } from "./translator-of";

/** Renders the mail that carries a sign-in link. @param mail.until when the link ends */
export function renderSignInMail(mail: { locale: string; url: string; until: Date }): MailBody {
  const t = translatorOf(mail.locale);
  const time = new Intl.DateTimeFormat(mail.locale, { timeStyle: "short", timeZone: "UTC" }).format(
    mail.until,
  );
  const lead = t("sign-in.lead", { until: `${time} UTC` });
  return {
    subject: t("sign-in.subject"),
    html: renderLayout({
      locale: mail.locale,
      heading: t("sign-in.heading"),
      paragraphs: [lead],
      line: [],
      rows: [],
      button: { label: t("sign-in.button"), url: mail.url },
      footer: t("sign-in.ignore"),
    }),
    text: [t("sign-in.heading"), lead, mail.url, t("sign-in.ignore")].join("\n\n"),
  };
}
