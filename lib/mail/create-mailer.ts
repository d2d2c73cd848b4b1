import { createTransport } from "nodemailer";
import type { MailBody } from "./render-layout";

export interface Mailer {
  /** @param id stays the same when a mail is sent again, so that mail programs fold the copies. @throws when it was not taken */
  send(mail: MailBody & { to: string; id: string }): Promise<void>;
}

export function createMailer(settings: { smtpUrl: string; from: string }): Mailer {
  // A few connections stay open: a handshake for each mail costs more than the mail.
  const url = new URL(settings.smtpUrl);
  url.searchParams.set("pool", "true");
  url.searchParams.set("maxConnections", "3");
  const transport = createTransport(url.href, { from: settings.from });
  return {
    send: async ({ to, id, subject, html, text }) => {
      await transport.sendMail({ to, subject, html, text, messageId: `<${id}@homeline>` });
    },
  };
}
