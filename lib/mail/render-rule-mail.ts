import { renderLayout, type MailBody } from "./render-layout";
import { translatorOf } from "./translator-of";

export interface RuleMail {
  locale: string;
  /** What should hold at every moment, in words. */
  rule: string;
  /** How many orders, payments or postings break it. */
  count: number;
  deskUrl: string;
}

/** Tells staff that a rule which always holds is broken. */
export function renderRuleMail({ locale, rule, count, deskUrl }: RuleMail): MailBody {
  const t = translatorOf(locale);
  const lead = t("rule-broken.lead", { rule, count });
  return {
    subject: t("rule-broken.subject", { rule }),
    html: renderLayout({
      locale,
      heading: t("rule-broken.heading"),
      paragraphs: [lead],
      line: [],
      rows: [],
      button: { label: t("rule-broken.button"), url: deskUrl },
      footer: "",
    }),
    text: `${lead}\n\n${deskUrl}`,
  };
}
