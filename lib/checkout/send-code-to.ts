import type { Failure } from "@/lib/core/failure";
import { fail, ok, type Result } from "@/lib/core/result";
import { setGiftOfLine, type CheckoutLine } from "@/lib/orders";
import { onOpen, type ChangeFailure } from "./change-lines";
import type { CheckoutCtx } from "./context";
import { giftSchema, type GiftField } from "./gift-schema";

export type SendCodeFailure =
  | ChangeFailure
  /** `values.field` names the field, `values.why` what is wrong with it. */
  | Failure<"gift-invalid">;

export interface SendCodeRequest {
  checkoutId: string;
  line: number;
  /** As typed. */
  gift: Record<GiftField, string>;
}

/** Only what brings a code of its own: nothing is dialled, credited, or added to an eSIM. */
const bringsCode = ({ quote }: CheckoutLine): boolean => quote.recipient === "none" && quote.account === null;

async function setOn(
  ctx: CheckoutCtx,
  { checkoutId, line }: { checkoutId: string; line: number },
  to: Parameters<typeof setGiftOfLine>[2],
): Promise<Result<null, ChangeFailure>> {
  return onOpen(ctx, checkoutId, async (tx, { lines }) => {
    const found = lines.find(({ quote }) => quote.line === line);
    if (!found || !bringsCode(found)) return fail({ code: "checkout-gone" });
    await setGiftOfLine(tx, { checkoutId, line }, to);
    return ok(null);
  });
}

/** The code of a line goes to somebody else's address as well, once it is there. Its buyer has it too. */
export async function sendCodeTo(
  ctx: CheckoutCtx,
  { gift, ...place }: SendCodeRequest,
): Promise<Result<null, SendCodeFailure>> {
  const read = giftSchema.safeParse(gift);
  if (!read.success) {
    const [issue] = read.error.issues;
    return fail({
      code: "gift-invalid",
      values: { field: String(issue?.path[0] ?? "email"), why: issue?.message ?? "recipient-email-invalid" },
    });
  }
  const { email, from, message } = read.data;
  return setOn(ctx, place, { recipientEmail: email, gift: { from, message } });
}

/** The code goes to its buyer alone again. */
export async function keepCode(
  ctx: CheckoutCtx,
  place: { checkoutId: string; line: number },
): Promise<Result<null, ChangeFailure>> {
  return setOn(ctx, place, { recipientEmail: null, gift: null });
}
