const MARK = "sealed:";

/** The values with those that are secret sealed, each marked so that it is known when it is to be sent. */
export function sealValues(
  values: Record<string, string>,
  isSecret: (name: string) => boolean,
  seal: (plain: string) => string,
): Record<string, string> {
  const sealed = Object.entries(values).map(([name, value]) => [
    name,
    isSecret(name) ? MARK + seal(value) : value,
  ]);
  return Object.fromEntries(sealed) as Record<string, string>;
}

/** The values as they are sent. @param unseal throws when a text was sealed with another key */
export function openValues(
  values: Record<string, string>,
  unseal: (sealed: string) => string,
): Record<string, string> {
  const open = Object.entries(values).map(([name, value]) => [
    name,
    isSealed(value) ? unseal(value.slice(MARK.length)) : value,
  ]);
  return Object.fromEntries(open) as Record<string, string>;
}

export const isSealed = (value: string): boolean => value.startsWith(MARK);

const HIDDEN = "····";

/** The values as a page shows them: what is sealed shows nothing of itself. */
export const shownValues = (values: Record<string, string>): Record<string, string> =>
  Object.fromEntries(
    Object.entries(values).map(([name, value]) => [name, isSealed(value) ? HIDDEN : value] as const),
  );
