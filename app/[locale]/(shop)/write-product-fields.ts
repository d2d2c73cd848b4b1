import { getTranslations } from "next-intl/server";
import { writeFields, type FieldTexts, type FieldWords } from "@/components/fields/field-texts";
import type { FieldView } from "@/lib/catalog/field-schema";

/** Texts of a product's fields in the buyer's language. @param operator whom they speak of */
export async function writeProductFields(
  fields: readonly FieldView[],
  { locale, operator }: { locale: string; operator: string },
): Promise<Record<string, FieldTexts>> {
  const t = await getTranslations({ locale, namespace: "fields" });
  return writeFields(fields, t as FieldWords, { operator });
}
