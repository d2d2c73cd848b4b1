import { ChoiceField, type Choice } from "./choice-field";
import { buttonClass, inputClass } from "./control-class";

/** Search, one choice and one box to tick over a list; a plain form, so that what is shown stands in the address. */
export function FilterForm({
  address,
  search,
  choice,
  tick,
  button,
}: {
  address: string;
  search: { label: string; value: string };
  choice: { name: string; label: string; value: string; any: string; choices: Choice[] };
  /** Sent as `yes`. */
  tick: { name: string; label: string; value: string };
  button: string;
}) {
  const { name, label, value, any, choices } = choice;
  return (
    <form
      action={address}
      role="search"
      className="mb-5 grid items-end gap-3 md:grid-cols-[1fr_14rem_auto_auto]"
    >
      <div className="grid gap-1.5">
        <label htmlFor="q" className="text-sm font-semibold">
          {search.label}
        </label>
        <input
          id="q"
          name="q"
          type="search"
          defaultValue={search.value}
          autoComplete="off"
          spellCheck={false}
          className={inputClass}
        />
      </div>
      <ChoiceField
        id={name}
        name={name}
        label={label}
        value={value}
        choices={[{ value: "", text: any }, ...choices]}
      />
      <label className="flex min-h-12 items-center gap-2 text-sm font-semibold md:min-h-10">
        <input
          type="checkbox"
          name={tick.name}
          value="yes"
          defaultChecked={tick.value === "yes"}
          className="size-5"
        />
        {tick.label}
      </label>
      <button type="submit" className={buttonClass}>
        {button}
      </button>
    </form>
  );
}
