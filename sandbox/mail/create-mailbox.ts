import { randomUUID } from "node:crypto";
import type { AddressInfo } from "node:net";
import { simpleParser } from "mailparser";
import { SMTPServer } from "smtp-server";
import type { LedgerMail } from "../control/read-ledger";
import type { Mount, Outside } from "../outside";
import { createMailMount } from "./create-mail-mount";

export interface StoredMail {
  id: string;
  from: string;
  to: string[];
  subject: string;
  html: string | null;
  text: string | null;
  headers: Record<string, string>;
  at: string;
}

export interface Mailbox {
  mounts: Mount[];
  mails(): LedgerMail[];
  listen(host: string, port: number): Promise<void>;
  port(): number;
  close(): Promise<void>;
}

const SIZE_LIMIT = 5_242_880;

/** An SMTP server that takes every mail and every login, and a page to read what came. */
export function createMailbox(outside: Outside): Mailbox {
  const stored = outside.collection<StoredMail>("mails");
  const server = new SMTPServer({
    authOptional: true,
    allowInsecureAuth: true,
    disabledCommands: ["STARTTLS"],
    disableReverseLookup: true,
    size: SIZE_LIMIT,
    logger: false,
    onAuth: (auth, _session, done) => done(null, { user: auth.username ?? "anyone" }),
    onData(stream, session, done) {
      simpleParser(stream)
        .then((mail) => {
          stored.put({
            id: randomUUID(),
            from: session.envelope.mailFrom ? session.envelope.mailFrom.address : "",
            to: session.envelope.rcptTo.map((recipient) => recipient.address),
            subject: mail.subject ?? "",
            html: mail.html || null,
            text: mail.text || null,
            headers: Object.fromEntries(mail.headerLines.map(({ key, line }) => [key, valueOf(line)])),
            at: new Date(outside.now()).toISOString(),
          });
          outside.flush();
          done();
        })
        .catch((error: unknown) => done(error instanceof Error ? error : new Error(String(error))));
    },
  });
  // A client that hangs up in the middle is its own affair and must not end the process.
  server.on("error", () => undefined);
  let listening = false;

  return {
    mounts: [createMailMount(stored)],
    mails: () =>
      stored.all().flatMap((mail) => mail.to.map((to) => ({ to, subject: mail.subject, at: mail.at }))),
    listen: (host, port) =>
      new Promise((resolve, reject) => {
        server.server.once("error", reject);
        server.listen(port, host, () => {
          listening = true;
          server.server.off("error", reject);
          resolve();
        });
      }),
    port: () => (listening ? (server.server.address() as AddressInfo).port : 0),
    close: () => (listening ? new Promise((resolve) => server.close(() => resolve())) : Promise.resolve()),
  };
}

function valueOf(line: string): string {
  return line
    .slice(line.indexOf(":") + 1)
    .replace(/\r?\n\s+/g, " ")
    .trim();
}
