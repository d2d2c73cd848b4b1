import { createTransport } from "nodemailer";
import type { MailBody } from "./render-layout";

export interface Mailer {
  /** @param id stays the same when a mail is sent again, so that mail programs fold the copies. @throws when it was not taken */
  send(mail: MailBody & { to: string; id: string }): Promise<void>;
}

/** In milliseconds. Left to itself, the library waits up to ten minutes for a server that says nothing. */
const PATIENCE = 20_000;

/** @param settings.patience how long the server may say nothing, in milliseconds */
export function createMailer(settings: { smtpUrl: string; from: string; patience?: number }): Mailer {
  const { smtpUrl, patience = PATIENCE } = settings;
  const url = new URL(smtpUrl);
  // A few connections stay open: a handshake for each mail costs more than the mail.
  url.searchParams.set("pool", "true");
  url.searchParams.set("maxConnections", "3");
  for (const wait of ["connectionTimeout", "greetingTimeout", "socketTimeout"])
    url.searchParams.set(wait, String(patience));
  // Told how it is written, the library need not read each text letter by letter to choose.
  const transport = createTransport(url.href, { from: settings.from, textEncoding: "quoted-printable" });
  return {
    send: async ({ to, id, subject, html, text }) => {
      await transport.sendMail({ to, subject, html, text, messageId: `<${id}@homeline>` });
    },
  };
}
