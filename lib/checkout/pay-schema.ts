import * as z from "zod/mini";

/** Member states whose buyers must agree to immediate delivery, for they lose the right to withdraw by it. */
export const EU_COUNTRIES = [
  "AT",
  "BE",
  "BG",
  "CY",
  "CZ",
  "DE",
  "DK",
  "EE",
  "ES",
  "FI",
  "FR",
  "GR",
  "HR",
  "HU",
  "IE",
  "IT",
  "LT",
  "LU",
  "LV",
  "MT",
  "NL",
  "PL",
  "PT",
  "RO",
  "SE",
  "SI",
  "SK",
] as const;

export const needsConsent = (residence: string): boolean =>
  (EU_COUNTRIES as readonly string[]).includes(residence);

/** The form of the review page, checked on both sides. Messages are keys of the texts. `zod/mini`, for it goes to the browser. */
export const paySchema = z
  .object({
    email: z.pipe(z.string().check(z.trim(), z.maxLength(254, "email-invalid")), z.email("email-invalid")),
    residence: z.string().check(z.trim(), z.regex(/^[A-Z]{2}$/, "residence-missing")),
    consent: z.boolean(),
  })
  .check(
    z.refine(({ residence, consent }) => consent || !needsConsent(residence), {
      path: ["consent"],
      error: "consent-missing",
    }),
  );

export type PayForm = z.infer<typeof paySchema>;
