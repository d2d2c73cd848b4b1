import * as z from "zod";
import { BUYER_CURRENCIES } from "@/lib/core/buyer-currencies";

const KINDS = ["airtime", "bundle", "data", "plan", "pin", "esim", "gift-card", "bill"] as const;
const PROVIDERS = ["reloadly", "bitrefill", "valuetopup", "a1topup", "telecom"] as const;
const ROUNDINGS = ["minor", "five", "ten", "nine", "fifty", "ninety-nine", "whole"] as const;

const percent = (least: number, most: number) =>
  z
    .string()
    .regex(/^-?\d{1,4}(\.\d{1,4})?$/)
    .refine((text) => Number(text) >= least && Number(text) <= most);
const cents = z.int().min(0).max(1_000_000_00);
const currency = z.enum(BUYER_CURRENCIES);
const country = z.string().regex(/^[A-Z]{2}$/);

const scope = z
  .object({
    operatorId: z.uuid().nullable(),
    country: country.nullable(),
    kind: z.enum(KINDS).nullable(),
    provider: z.enum(PROVIDERS).nullable(),
    fromMinor: cents.nullable(),
    belowMinor: cents.nullable(),
  })
  .refine(
    ({ fromMinor, belowMinor }) => fromMinor === null || belowMinor === null || fromMinor < belowMinor,
    {
      path: ["belowMinor"],
    },
  );

const terms = z.object({
  scope,
  percent: percent(-100, 1000),
  leastMinor: cents,
  flatMinor: cents,
  currency,
  mayLose: z.boolean(),
});

const edit = z.discriminatedUnion("what", [
  z.object({ what: z.literal("rule"), id: z.guid(), terms: terms.nullable() }),
  z.object({ what: z.literal("rounding"), currency, to: z.enum(ROUNDINGS).nullable() }),
  z.object({ what: z.literal("spread"), percent: percent(0, 25).nullable() }),
  z.object({
    what: z.literal("card-fee"),
    fee: z
      .object({ percent: percent(0, 20), flat: z.object({ minor: cents, currency: z.literal("USD") }) })
      .nullable(),
  }),
  z.object({ what: z.literal("tax"), on: z.boolean() }),
  z.object({
    what: z.literal("tax-rate"),
    country,
    rate: z.object({ percent: percent(0, 50), base: z.enum(["price", "margin"]) }).nullable(),
  }),
]);

/** What a version changes, at least one thing. */
export const editsSchema = z.array(edit).min(1).max(200);

export { KINDS as RULED_KINDS, PROVIDERS as RULED_PROVIDERS, ROUNDINGS as ROUNDING_CHOICES };
