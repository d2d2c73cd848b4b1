import { inputClass } from "../control-class";

/** A list to choose one of, or none. */
export function Choice({
  name,
  label,
  none,
  value,
  options,
}: {
  name: string;
  label: string;
  /** What no choice is called. */
  none: string;
  value: string | null;
  options: readonly { value: string; text: string }[];
}) {
  const id = `filter-${name}`;
  return (
    <div className="grid gap-1">
      <label htmlFor={id} className="text-xs font-semibold">
        {label}
      </label>
      <select id={id} name={name} defaultValue={value ?? ""} className={inputClass}>
        <option value="">{none}</option>
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.text}
          </option>
        ))}
      </select>
    </div>
  );
}
