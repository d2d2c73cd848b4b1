import { z } from "zod";

/**
 * What we read of A1Topup's answers, tolerant of everything else. Numbers arrive as the strings they were written as (see send.ts), so a
 * decimal or a code may be a JSON number or a string. Facts: README.md.
 */
const decimal = z.union([z.string(), z.number().transform(String)]).nullish();
/** What decides nothing must not make an answer unreadable. */
const remark = decimal.catch(undefined);

/** Success and error are told apart by `status` alone; each field belongs to one of them. */
export const answerSchema = z.object({
  status: z.string(),
  message: remark,
  transaction_id: decimal,
  amount: decimal,
  commission: remark,
  balance: remark,
  error_code: decimal,
  current_balance: remark,
});
export type WireAnswer = z.infer<typeof answerSchema>;
