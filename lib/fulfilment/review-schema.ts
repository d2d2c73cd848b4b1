import * as z from "zod/mini";

/** How staff know what became of an order that no machine could tell. */
export const REVIEW_REASONS = ["statement", "support", "recipient", "float", "other"] as const;

export const VERDICTS = ["delivered", "undelivered", "release"] as const;

const text = (most: number) => z.string().check(z.trim(), z.maxLength(most, "too-long"));

/** The form with which staff settle an order in review. Messages are keys of the texts. */
export const reviewSchema = z.object({
  verdict: z.enum(VERDICTS, "verdict-missing"),
  reason: z.enum(REVIEW_REASONS, "reason-missing"),
  note: z.string().check(z.trim(), z.minLength(5, "note-missing"), z.maxLength(2000, "too-long")),
  operatorReference: text(100),
  /** PIN, gift code or eSIM code, where the product is one. */
  code: text(500),
});

export type ReviewForm = z.infer<typeof reviewSchema>;
