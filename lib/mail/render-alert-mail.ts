import { renderLayout, type MailBody } from "./render-layout";
import { translatorOf } from "./translator-of";

export interface AlertMail {
  locale: string;
  subject: string;
  lines: { text: string; url: string }[];
  /** How many more there are than lines. */
  more: number;
  deskUrl: string;
}

/** Tells staff what happened, each thing in a line; the button leads to the first one. */
export function renderAlertMail({ locale, subject, lines, more, deskUrl }: AlertMail): MailBody {
  const t = translatorOf(locale);
  const rest = more > 0 ? [t("alert.more", { count: more })] : [];
  const texts = lines.map(({ text }) => text);
  return {
    subject,
    html: renderLayout({
      locale,
      heading: subject,
      paragraphs: [...texts, ...rest],
      line: [],
      rows: [],
      button: { label: t("alert.button"), url: lines[0]?.url ?? deskUrl },
      footer: t("alert.footer"),
    }),
    text: [...lines.map(({ text, url }) => `${text}\n${url}`), ...rest, t("alert.footer")].join("\n\n"),
  };
}
