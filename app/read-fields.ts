import { textOf } from "./read-form";

const FIELD = "fields.";
const MOST = 20;

/** What was typed into a product's fields (`fields.<name>`), by their names. */
export function fieldsOf(form: FormData): Record<string, string> {
  const names = [...form.keys()].filter((name) => name.startsWith(FIELD)).slice(0, MOST);
  return Object.fromEntries(names.map((name) => [name.slice(FIELD.length), textOf(form, name)]));
}

/** The same as a refused form shows it again, under the names they were posted by. */
export const typedAgain = (fields: Record<string, string>): Record<string, string> =>
  Object.fromEntries(Object.entries(fields).map(([name, value]) => [FIELD + name, value]));
