import { inputClass, buttonClass } from "../control-class";

/** One field to look for something; sends a GET, so that what was looked for stands in the address. */
export function SearchForm({
  action,
  label,
  hint,
  button,
  typed,
  hidden,
}: {
  action: string;
  label: string;
  hint: string;
  button: string;
  typed: string;
  hidden?: Record<string, string>;
}) {
  return (
    <form action={action} className="grid max-w-[36rem] gap-1.5" role="search">
      <label htmlFor="q" className="text-sm font-semibold">
        {label}
      </label>
      <div className="flex gap-2">
        {Object.entries(hidden ?? {}).map(([name, value]) => (
          <input key={name} type="hidden" name={name} value={value} />
        ))}
        <input id="q" name="q" type="search" defaultValue={typed} maxLength={320} className={inputClass} />
        <button type="submit" className={buttonClass}>
          {button}
        </button>
      </div>
      <p className="text-xs text-ink-3">{hint}</p>
    </form>
  );
}
