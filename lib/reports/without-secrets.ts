/** Never shown, wherever it stands in what was kept of an answer. */
const SECRET = /pin|secret|artefact|serial|voucher|password|token|activation/i;

function clean(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(clean);
  if (typeof value !== "object" || value === null) return value;
  return withoutSecrets(value as Record<string, unknown>);
}

/** What was kept of an answer or event, without what opens an artefact, and without what is not there. */
export function withoutSecrets(data: Record<string, unknown>): Record<string, unknown> {
  const kept = Object.entries(data).filter(([name, inner]) => !SECRET.test(name) && inner !== null);
  return Object.fromEntries(kept.map(([name, inner]) => [name, clean(inner)]));
}
