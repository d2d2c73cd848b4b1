/** What was kept of an answer or event, name by name; inner things as JSON. */
export function JsonView({ of }: { of: Record<string, unknown> | null }) {
  const entries = Object.entries(of ?? {}).filter(([, value]) => value !== null && value !== undefined);
  if (entries.length === 0) return null;
  return (
    <ul className="grid gap-0.5 text-xs">
      {entries.map(([name, value]) => (
        <li key={name} className="[overflow-wrap:anywhere]">
          <span className="text-ink-3">{name}</span>{" "}
          <span className="font-mono">{typeof value === "string" ? value : JSON.stringify(value)}</span>
        </li>
      ))}
    </ul>
  );
}
