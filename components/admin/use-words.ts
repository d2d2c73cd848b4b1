import { useTranslations } from "next-intl";

/** Codes have words; one that is new is shown as it is. */
export function useWords(): (of: "verdict" | "passed", code: string) => string {
  const t = useTranslations("admin.words");
  return (of, code) => {
    const key = `${of}.${code}` as Parameters<typeof t.has>[0];
    return t.has(key) ? t(key) : code;
  };
}
