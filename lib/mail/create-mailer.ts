import { createTransport } from "nodemailer";
import type { MailBody } from "./render-layout";

export interface Mailer {
  /** @param id stays the same when a mail is sent again, so that mail programs fold the copies. @throws when it was not taken */
  send(mail: MailBody & { to: string; id: string }): Promise<void>;
}

export function createMailer(settings: { smtpUrl: string; from: string }): Mailer {
  const transport = createTransport(settings.smtpUrl, { from: settings.from });
  return {
    send: async ({ to, id, subject, html, text }) => {
      await transport.sendMail({ to, subject, html, text, messageId: `<${id}@homeline>` });
    },
  };
}
