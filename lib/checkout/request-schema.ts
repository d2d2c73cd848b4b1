import * as z from "zod/mini";

/** How long the words of a request may be. */
export const LONGEST_NAME = 30;
export const LONGEST_WORDS = 140;

/** A page of ours must not lead to a page of somebody else's. */
const LINK =
  /https?:|www\.|\b[a-z0-9-]+\.(?:com|net|org|info|io|co|me|ly|app|shop|xyz|ru|cn|ng|in)\b|\/\/|[\w.]+@[\w.]+/i;

/** `zod/mini`, for it goes to the browser. */
const words = (longest: number, tooLong: string) =>
  z.string().check(
    z.overwrite((typed) => typed.replace(/\s+/g, " ").trim()),
    z.refine((text) => text.length <= longest, tooLong),
    z.refine((text) => !LINK.test(text), "message-has-link"),
  );

/** What somebody calls themselves on our pages. */
export const nameSchema = words(LONGEST_NAME, "name-too-long");

/** Words that one person writes to another on our pages. */
export const messageSchema = words(LONGEST_WORDS, "message-too-long");

/** What is asked for beside the number; every field may be empty. The messages are codes. */
export const requestSchema = z.object({
  amount: z.string().check(
    z.overwrite((typed) => typed.trim().replace(",", ".")),
    z.refine(
      (text) => text === "" || (/^\d{1,9}(\.\d{1,3})?$/.test(text) && Number(text) > 0),
      "amount-invalid",
    ),
  ),
  name: nameSchema,
  message: messageSchema,
});

export type RequestField = keyof z.infer<typeof requestSchema>;
