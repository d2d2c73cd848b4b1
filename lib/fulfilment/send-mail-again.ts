import { inTransaction } from "@/db/context";
import { noteStaffAction } from "@/lib/audit";
import type { Failure } from "@/lib/core/failure";
import { assertMay } from "@/lib/core/permissions";
import { fail, ok, type Result } from "@/lib/core/result";
import { lockMail, reopenMail, writeMail, type MailTemplate } from "@/lib/mail";
import { validate as isUuid } from "uuid";
import type { FulfilmentCtx } from "./context";

export type MailAgainFailure = Failure<
  | "mail-gone"
  /** It holds a link that ends: whoever needs one asks for a new one. */
  | "mail-with-link"
>;

/** Their link is a key, and ends. */
const WITH_LINK: readonly string[] = ["sign-in"] satisfies MailTemplate[];

/**
 * Sends a mail of the outbox once more: one that failed, or waits, is tried at once; of one that was sent a copy goes to the same address,
 * saying how things stand now.
 * @param input.requestId of the form: sent twice, one copy goes out
 * @throws NotPermitted
 */
export async function sendMailAgain(
  ctx: FulfilmentCtx,
  { mailId, requestId }: { mailId: string; requestId: string },
): Promise<Result<"tried" | "copied", MailAgainFailure>> {
  assertMay(ctx.actor, "mails.write");
  if (!isUuid(mailId)) return fail({ code: "mail-gone" });
  return inTransaction(ctx, async (tx): Promise<Result<"tried" | "copied", MailAgainFailure>> => {
    const mail = await lockMail(tx, mailId);
    if (!mail) return fail({ code: "mail-gone" });
    if (WITH_LINK.includes(mail.template)) return fail({ code: "mail-with-link" });
    const copied = mail.state === "sent";
    const { template, to, orderId, data } = mail;
    const isNew = copied
      ? await writeMail(tx, {
          template: template as MailTemplate,
          to,
          dedupeKey: `again:${requestId}`,
          data,
          ...(orderId ? { orderId } : {}),
        })
      : true;
    if (!copied) await reopenMail(tx, mailId);
    if (isNew)
      await noteStaffAction(tx, {
        action: copied ? "mail-copied" : "mail-tried-again",
        subject: orderId ? { kind: "order", id: orderId } : { kind: "mail", id: mailId },
        data: { template },
      });
    return ok(copied ? "copied" : "tried");
  });
}
