import { inputClass } from "./control-class";

export interface Choice {
  value: string;
  text: string;
}

/** A labelled choice of one, made anew when another value is chosen. */
export function ChoiceField({
  id,
  name,
  label,
  value,
  choices,
}: {
  id: string;
  name: string;
  label: string;
  value: string;
  choices: Choice[];
}) {
  return (
    <div className="grid gap-1.5">
      <label htmlFor={id} className="text-sm font-semibold">
        {label}
      </label>
      <select id={id} name={name} defaultValue={value} key={value} className={inputClass}>
        {choices.map((one) => (
          <option key={one.value} value={one.value}>
            {one.text}
          </option>
        ))}
      </select>
    </div>
  );
}
