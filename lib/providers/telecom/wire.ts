import { z } from "zod";

/**
 * What we read of GiftAPI's answers, tolerant of everything else. Numbers arrive as the strings they were written as (see send.ts), so a
 * decimal may be a JSON number or a string. Facts: README.md.
 */
const decimal = z.union([z.string(), z.number().transform(String)]);
const text = z.string().nullish();

const amountSchema = z.object({ amount: decimal, currency: z.string() });
export type WireAmount = z.infer<typeof amountSchema>;

/** `error` is an object with a code, or plain text. */
const failureSchema = z.union([
  z.object({ code: text, message: text }),
  z.string().transform((message) => ({ code: undefined, message })),
]);
export const errorSchema = z.object({ error: failureSchema.nullish() });

export const lookupSchema = z.object({
  operator_id: z.string(),
  operator_name: z.string(),
  country: z.string(),
  supports: z.array(z.string()),
});

export const productSchema = z.object({
  id: z.string(),
  operator_id: z.string(),
  operator_name: z.string(),
  country: z.string(),
  type: z.string(),
  name: text,
  description: text,
  price: amountSchema.nullish(),
  range: z.object({ min: decimal, max: decimal, currency: z.string() }).nullish(),
  credit: amountSchema.nullish(),
  benefits: z
    .object({ data_gb: decimal.nullish(), minutes: decimal.nullish(), sms: decimal.nullish() })
    .nullish(),
  validity_days: decimal.nullish(),
  terms: text,
});
export type WireProduct = z.infer<typeof productSchema>;

export const planSchema = z.object({
  id: z.string(),
  name: text,
  country: text,
  region: text,
  data_gb: decimal.nullish(),
  validity_days: decimal.nullish(),
  price: amountSchema,
});
export type WirePlan = z.infer<typeof planSchema>;

/** Rows are checked one by one, so that a bad one costs only itself. */
export const pageSchema = z.object({
  data: z.array(z.unknown()),
  meta: z.object({ next_cursor: text }),
});

export const creditedSchema = z.object({
  amount: decimal.nullish(),
  currency: text,
  data_gb: decimal.nullish(),
  minutes: decimal.nullish(),
  sms: decimal.nullish(),
  validity_days: decimal.nullish(),
});

export const transactionSchema = z.object({
  tx_id: z.string().min(1),
  external_tx_id: text,
  status: z.string(),
  operator_tx_id: z.union([z.string(), z.number().transform(String)]).nullish(),
  /** An object, or a text that holds one. */
  credited: z.unknown(),
  error: failureSchema.nullish(),
});
export type WireTransaction = z.infer<typeof transactionSchema>;

export const esimSchema = z.object({
  order_id: z.string().min(1),
  topup_id: text,
  external_order_id: text,
  status: z.string(),
  smdp_address: text,
  iccid: text,
  data_gb: decimal.nullish(),
  data_used_gb: decimal.nullish(),
  expires_at: text,
});
export type WireEsim = z.infer<typeof esimSchema>;

export const balanceSchema = z.object({
  balance: decimal.nullish(),
  available_balance: decimal.nullish(),
  currency: z.string(),
});

export const registrationSchema = z.object({ id: z.string(), secret: z.string().min(1) });

export const webhookSchema = z.object({
  event: z.string(),
  idempotency_key: z.string().min(1),
  data: z.object({ topup: z.object({ tx_id: text, external_tx_id: text }).nullish() }).nullish(),
});
