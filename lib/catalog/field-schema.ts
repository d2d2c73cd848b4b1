import * as z from "zod/mini";

/** How a field is typed and checked. */
export type FieldType = "text" | "digits" | "secret" | "email" | "nauta" | "phone" | "count" | "agree";

/** One thing a product wants to know beside number and amount, as the page asks for it and the server checks it. */
export interface FieldView {
  /** As the offer lists it; `account` is what is paid or filled instead of a number, `planChange` that the old plan may go. */
  name: string;
  type: FieldType;
  required: boolean;
  /** Characters; for a count its bounds. */
  min: number;
  max: number;
}

/** Why a value is not taken: the key of its text. */
export type FieldProblem = "missing" | "wrong";

/** What was typed, by the names of the fields; empty ones are left out. */
export type FieldValues = Record<string, string>;

/** Who gets it instead of a phone number. */
export const ACCOUNT = "account";
/** How many months of a plan are bought at once. */
export const MONTHS = "numberOfPlanMonths";
export const PLAN_CHANGE = "planChange";
/** That the phone takes an eSIM: asked before one is paid for. */
export const DEVICE_CHECK = "deviceCheck";
export const AGREED = "yes";

const KNOWN: Record<string, Omit<FieldView, "name">> = {
  [ACCOUNT]: { type: "text", required: true, min: 3, max: 40 },
  [MONTHS]: { type: "count", required: false, min: 1, max: 12 },
  [PLAN_CHANGE]: { type: "agree", required: true, min: 0, max: 10 },
  [DEVICE_CHECK]: { type: "agree", required: true, min: 0, max: 10 },
  boostPin: { type: "secret", required: true, min: 4, max: 6 },
  senderMobile: { type: "phone", required: true, min: 7, max: 15 },
  mobileNumber: { type: "phone", required: true, min: 7, max: 15 },
  senderName: { type: "text", required: true, min: 2, max: 60 },
  firstName: { type: "text", required: true, min: 1, max: 60 },
  lastName: { type: "text", required: true, min: 1, max: 60 },
  checkDigits: { type: "digits", required: true, min: 1, max: 10 },
};

/** Fields whose texts stand in the messages; of any other the provider's own name is shown. */
export const NAMED_FIELDS: readonly string[] = [...Object.keys(KNOWN), "invoiceId", "CustomerId", "userId"];

/** A name the provider lists and nobody described is asked for as plain text. */
const UNKNOWN: Omit<FieldView, "name"> = { type: "text", required: true, min: 1, max: 80 };

/** Whoever knows it may spend it: sealed wherever it is kept, shown to nobody again. */
export const isSecretField = (name: string): boolean => KNOWN[name]?.type === "secret";

/** What is agreed between buyer and shop: no provider is told. */
export const isAgreement = (name: string): boolean => KNOWN[name]?.type === "agree";

/** How a field of this name is asked for. */
export function fieldOf(name: string): FieldView {
  const known = Object.hasOwn(KNOWN, name) ? KNOWN[name] : undefined;
  return { name, ...(known ?? UNKNOWN) };
}

const BLANKS = /\s+/g;
const SHAPES: Record<FieldType, (value: string) => boolean> = {
  text: (value) => !/[\p{C}<>]/u.test(value),
  digits: (value) => /^\d+$/.test(value),
  secret: (value) => /^\d+$/.test(value),
  email: (value) => /^[^\s@<>]+@[^\s@<>]+\.[^\s@<>]+$/.test(value),
  nauta: (value) => /^[\w.+-]+@nauta\.(com|co)\.cu$/i.test(value),
  phone: (value) => /^\+?\d+$/.test(value),
  count: (value) => /^[1-9]\d*$/.test(value),
  agree: (value) => value === AGREED,
};
/** What people put between the characters of an account, a code or a number. */
const CLEANED: Partial<Record<FieldType, RegExp>> = {
  digits: /[\s.-]+/g,
  secret: /[\s.-]+/g,
  phone: /[\s().-]+/g,
  email: BLANKS,
  nauta: BLANKS,
};

/** A value as it is kept and sent: without what was typed for the eye. */
export function cleanField({ name, type }: Pick<FieldView, "name" | "type">, typed: string): string {
  const cut = name === ACCOUNT ? BLANKS : CLEANED[type];
  return cut ? typed.replace(cut, "") : typed.trim().replace(BLANKS, " ");
}

function problemOf(field: FieldView, typed: string): FieldProblem | undefined {
  const value = cleanField(field, typed);
  if (value === "") return field.required ? "missing" : undefined;
  if (!SHAPES[field.type](value)) return field.type === "agree" ? "missing" : "wrong";
  const size = field.type === "count" ? Number(value) : value.replace(/^\+/, "").length;
  return size < field.min || size > field.max ? "wrong" : undefined;
}

/** The same check for the page and the server: an object of texts, its issues one `FieldProblem` a field. `zod/mini`, for it goes to the browser. */
export function fieldsSchema(fields: readonly FieldView[]) {
  return z.object(
    Object.fromEntries(
      fields.map((field) => {
        const check = (typed: string | undefined): boolean => problemOf(field, typed ?? "") === undefined;
        const error = (issue: { input?: unknown }): string =>
          problemOf(field, typeof issue.input === "string" ? issue.input : "") ?? "wrong";
        return [field.name, z.optional(z.string()).check(z.refine(check, { error }))];
      }),
    ),
  );
}

export type ReadFields =
  | { ok: true; values: FieldValues }
  | { ok: false; problems: Record<string, FieldProblem> };

/** What was typed into these fields, cleaned; whatever else came along is dropped. */
export function readFields(fields: readonly FieldView[], typed: FieldValues): ReadFields {
  const known = Object.fromEntries(fields.map(({ name }) => [name, typed[name] ?? ""]));
  const parsed = fieldsSchema(fields).safeParse(known);
  if (!parsed.success) {
    const problems = parsed.error.issues.map(({ path, message }) => [String(path[0]), message]);
    return { ok: false, problems: Object.fromEntries(problems) as Record<string, FieldProblem> };
  }
  const values = fields.map((field) => [field.name, cleanField(field, known[field.name] ?? "")] as const);
  return { ok: true, values: Object.fromEntries(values.filter(([, value]) => value !== "")) };
}

/** How many times its price a product is bought for: the months of a plan, else once. */
export function timesOf(values: FieldValues): number {
  const months = Number(values[MONTHS] ?? 1);
  return Number.isSafeInteger(months) && months >= 1 && months <= 12 ? months : 1;
}
