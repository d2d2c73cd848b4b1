import * as z from "zod/mini";
import { messageSchema, nameSchema } from "./request-schema";

/** Whom a code is sent to, from whom it is said to be, and the buyer's words: checked on both sides. The messages are codes. */
export const giftSchema = z.object({
  email: z.pipe(
    z.string().check(z.trim(), z.maxLength(254, "recipient-email-invalid")),
    z.email("recipient-email-invalid"),
  ),
  from: nameSchema.check(z.refine((name) => name !== "", "from-missing")),
  message: messageSchema,
});

export type GiftField = keyof z.infer<typeof giftSchema>;
