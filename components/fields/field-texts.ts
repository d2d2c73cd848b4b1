import { NAMED_FIELDS, type FieldProblem, type FieldType, type FieldView } from "@/lib/catalog/field-schema";

/** Texts of one field, already written. */
export interface FieldTexts {
  label: string;
  hint?: string | undefined;
  problems: Record<FieldProblem, string>;
  /** Of a count, its choices: "3 months". */
  counts?: string[];
}

/** How the messages are reached: keys below `fields`. */
export interface FieldWords {
  (key: string, values?: Record<string, string | number>): string;
  has(key: string): boolean;
}

/** Fields are named by what offers list; bills and e-mail top-ups both fill `account`, and their texts differ. */
const keyOf = ({ name, type }: FieldView): string => {
  if (!NAMED_FIELDS.includes(name)) return "other";
  return name === "account" && type !== "text" ? type : name;
};

/** `customerId` → "Customer id", where the provider's own name is all that is known. */
function plainName(name: string): string {
  const words = name
    .replace(/([a-z])([A-Z])/g, "$1 $2")
    .replace(/[_\s]+/g, " ")
    .trim()
    .toLowerCase();
  return words.charAt(0).toUpperCase() + words.slice(1);
}

const bounded: readonly FieldType[] = ["digits", "secret", "text", "phone"];

/** Writes the texts of fields, by their names. @param values what the texts speak of, such as the operator */
export function writeFields(
  fields: readonly FieldView[],
  t: FieldWords,
  values: Record<string, string> = {},
): Record<string, FieldTexts> {
  return Object.fromEntries(
    fields.map((field) => {
      const { name, type, min, max } = field;
      const key = keyOf(field);
      const spoken = { ...values, name: plainName(name), min, max };
      const text = (part: string): string | undefined =>
        t.has(`${key}.${part}`) ? t(`${key}.${part}`, spoken) : undefined;
      const wrong = bounded.includes(type) ? t(`wrong.${type}`, spoken) : t(`wrong.${type}`);
      const problems = { missing: text("missing") ?? t("missing"), wrong: text("wrong") ?? wrong };
      const label = text("label") ?? plainName(name);
      const counts =
        type === "count"
          ? Array.from({ length: max - min + 1 }, (_, at) => t(`${key}.count`, { count: min + at }))
          : undefined;
      return [name, { label, hint: text("hint"), problems, ...(counts ? { counts } : {}) }];
    }),
  );
}
