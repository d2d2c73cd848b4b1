import { z } from "zod";
import { messageSchema, nameSchema } from "./request-schema";

/** Whom a code is sent to, from whom it is said to be, and the buyer's words. The messages are codes. */
export const giftSchema = z.object({
  email: z.string().trim().max(254, "recipient-email-invalid").pipe(z.email("recipient-email-invalid")),
  from: nameSchema.refine((name) => name !== "", "from-missing"),
  message: messageSchema,
});

export type GiftField = keyof z.infer<typeof giftSchema>;
