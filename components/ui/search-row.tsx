import type { ComponentProps } from "react";
import { buttonClass } from "./button";
import { inputClass } from "./field";

/** A labelled search field with its button beside it; whatever else the field takes is handed through. */
export function SearchRow({
  id,
  label,
  submit,
  ...field
}: Omit<ComponentProps<"input">, "type" | "name" | "className" | "id"> & {
  id: string;
  label: string;
  submit: string;
}) {
  return (
    <>
      <label htmlFor={id} className="text-sm font-semibold">
        {label}
      </label>
      <div className="flex gap-2">
        <input id={id} type="search" name="q" autoComplete="off" className={inputClass} {...field} />
        <button type="submit" className={buttonClass("quiet")}>
          {submit}
        </button>
      </div>
    </>
  );
}
