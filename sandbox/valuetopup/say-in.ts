/** Words of the display texts in the languages it has; codes, names and numbers stay. */
const WORDS: Record<string, Record<string, string>> = {
  ar: {
    "Open range": "مبلغ مفتوح",
    "Any amount": "أي مبلغ",
    "Bill payment": "دفع فاتورة",
    "of data for": "بيانات لمدة",
    "Redeem at": "يُستخدم لدى",
    "PIN of": "رمز بقيمة",
    valid: "صالح",
    days: "أيام",
    day: "يوم",
    min: "دقيقة",
  },
  es: {
    "Open range": "Importe libre",
    "Any amount": "Cualquier importe",
    "Bill payment": "Pago de factura",
    "of data for": "de datos por",
    "Redeem at": "Canjear en",
    "PIN of": "PIN de",
    valid: "válido",
    days: "días",
    day: "día",
  },
};

/** Translator for an `Accept-Language` header; English where the language is not known. */
export function sayIn(header: string | undefined): { language: string; say: (text: string) => string } {
  const language = (header ?? "").slice(0, 2).toLowerCase();
  const words = WORDS[language];
  if (!words) return { language: "en", say: (text) => text };
  const pattern = new RegExp(`\\b(${Object.keys(words).join("|")})\\b`, "g");
  return { language, say: (text) => text.replace(pattern, (word) => words[word] ?? word) };
}
