/** A place of ours that a form or an address names to go on to; undefined for anything that leads elsewhere. */
export function staffPath(given: unknown): string | undefined {
  return typeof given === "string" && /^\/admin(?:[/?][^\\\s]{0,1500})?$/.test(given) ? given : undefined;
}
