import { z } from "zod";

/**
 * What we read of Bitrefill's answers, tolerant of everything else and of both forms, the captured and the documented one. Numbers arrive
 * as the strings they were written as (see send.ts). Facts: README.md.
 */
const decimal = z.union([z.string(), z.number().transform(String)]);
const text = z.string().nullish();
const list = <Item extends z.ZodType>(item: Item) =>
  z
    .array(item)
    .nullish()
    .transform((items) => items ?? []);

export const errorSchema = z.object({ message: text, error_code: text });

export const balanceSchema = z.object({ data: z.object({ balance: decimal, currency: z.string() }) });

const packageSchema = z.object({
  id: text,
  package_id: text,
  value: decimal,
  price: decimal.nullish(),
  amount: decimal.nullish(),
});
const rangeSchema = z.object({
  min: decimal,
  max: decimal,
  step: decimal.nullish(),
  price_rate: decimal.nullish(),
});

export const productSchema = z.object({
  id: z.string(),
  name: z.string(),
  country_code: text,
  country: text,
  currency: text,
  categories: list(z.string()),
  type: text,
  recipient_type: text,
  in_stock: z.boolean().nullish(),
  packages: list(packageSchema),
  range: rangeSchema.nullish(),
});
export type WireProduct = z.infer<typeof productSchema>;

/** A list: rows are checked one by one. */
export const pageSchema = z.object({
  meta: z.object({ _next: text }).nullish(),
  data: z.array(z.unknown()),
});

const foundSchema = z.object({
  id: z.string(),
  name: z.string(),
  country_code: text,
  country: text,
  categories: list(z.string()),
});
export type WireFound = z.infer<typeof foundSchema>;

/** The three shapes of the phone check: documented, of their MCP server, live. README.md, "Look-up". */
export const phoneSchema = z.union([
  z.object({ data: z.array(foundSchema) }),
  z.object({ data: z.object({ operators: z.array(foundSchema) }) }),
  z.object({ data: foundSchema }),
  z.object({ operator_found: z.literal(false) }),
]);

const embeddedOrderSchema = z.object({ id: z.string(), status: text });
const paymentSchema = z.object({
  method: text,
  currency: text,
  price: decimal.nullish(),
  status: text,
});
export const invoiceSchema = z.object({
  id: z.string(),
  status: text,
  created_time: text,
  expires_time: text,
  payment: paymentSchema.nullish(),
  orders: list(embeddedOrderSchema),
});
export type WireInvoice = z.infer<typeof invoiceSchema>;
export const invoiceAnswerSchema = z.object({ data: invoiceSchema });

const redemptionSchema = z.object({
  code: decimal.nullish(),
  link: text,
  url: text,
  pin: decimal.nullish(),
  pin_code: decimal.nullish(),
  instructions: text,
  other: text,
  barcode_value: text,
  extra_fields: z.record(z.string(), z.unknown()).nullish().catch(undefined),
});
export type WireRedemption = z.infer<typeof redemptionSchema>;

export const orderSchema = z.object({
  id: z.string(),
  status: z.string(),
  product: z.object({ id: text, value: decimal.nullish(), currency: text }).nullish(),
  /** An object; a text in their schema of 2025, which puts the codes beside it. */
  redemption_info: z.union([redemptionSchema, z.string()]).nullish(),
  code: decimal.nullish(),
  link: text,
  pin: decimal.nullish(),
  pin_code: decimal.nullish(),
});
export type WireOrder = z.infer<typeof orderSchema>;
export const orderAnswerSchema = z.object({ data: orderSchema });

export const webhookSchema = z.union([invoiceAnswerSchema, invoiceSchema.transform((data) => ({ data }))]);

export const esimSchema = z.object({
  data: z.object({
    id: z.string(),
    package_history: list(
      z.object({ status: text, remaining_quantity: decimal.nullish(), total_quantity: decimal.nullish() }),
    ),
  }),
});
