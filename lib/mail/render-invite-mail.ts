import type { StaffRole } from "@/lib/core/permissions";
import { renderLayout, type MailBody } from "./render-layout";
import { translatorOf } from "./translator-of";

/** Tells somebody that they are of staff now, and how they come in. */
export function renderInviteMail(mail: { locale: string; role: StaffRole; signInUrl: string }): MailBody {
  const t = translatorOf(mail.locale);
  const lead = t("staff-invited.lead", { role: t(`staff-invited.role.${mail.role}`) });
  return {
    subject: t("staff-invited.subject"),
    html: renderLayout({
      locale: mail.locale,
      heading: t("staff-invited.heading"),
      paragraphs: [lead],
      line: [],
      rows: [],
      button: { label: t("staff-invited.button"), url: mail.signInUrl },
      footer: t("staff-invited.ignore"),
    }),
    text: [t("staff-invited.heading"), lead, mail.signInUrl, t("staff-invited.ignore")].join("\n\n"),
  };
}
