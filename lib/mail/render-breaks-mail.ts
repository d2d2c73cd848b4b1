import type messages from "@/messages/en/mail.json";
import { renderLayout, type MailBody } from "./render-layout";
import { translatorOf } from "./translator-of";

export interface BreaksMail {
  locale: string;
  breaks: { class: keyof (typeof messages)["breaks-found"]["class"]; count: number }[];
  pageUrl: string;
}

/** Tells staff that the books of the other side say something else than ours. */
export function renderBreaksMail({ locale, breaks, pageUrl }: BreaksMail): MailBody {
  const t = translatorOf(locale);
  const count = breaks.reduce((sum, row) => sum + row.count, 0);
  const lead = t("breaks-found.lead", { count });
  const rows = breaks.map((row): [string, string] => [
    t(`breaks-found.class.${row.class}`),
    String(row.count),
  ]);
  return {
    subject: t("breaks-found.subject", { count }),
    html: renderLayout({
      locale,
      heading: t("breaks-found.heading"),
      paragraphs: [lead],
      line: [],
      rows,
      button: { label: t("breaks-found.button"), url: pageUrl },
      footer: "",
    }),
    text: [lead, ...rows.map(([label, value]) => `${label}: ${value}`), pageUrl].join("\n\n"),
  };
}
