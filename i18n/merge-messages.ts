/** Texts of a language as they stand in its files: some may be missing. */
export type Texts = { [key: string]: string | Texts };

/** The texts of a language, with the English one wherever it has none. */
export function mergeMessages<T>(english: T, own: Texts | undefined): T {
  if (typeof english !== "object" || english === null || own === undefined) return english;
  const merged = Object.entries(english).map(([key, text]) => {
    const mine = own[key];
    if (typeof text === "string") return [key, typeof mine === "string" ? mine : text];
    return [key, mergeMessages(text, typeof mine === "object" ? mine : undefined)];
  });
  return Object.fromEntries(merged) as T;
}
