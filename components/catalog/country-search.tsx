import { buttonClass } from "@/components/ui/button";
import { inputClass } from "@/components/ui/field";

/** A plain search form: it asks the server, so it needs no script. */
export function CountrySearch({
  id = "country-search",
  action,
  query,
  texts,
}: {
  id?: string;
  /** Path of the countries page. */
  action: string;
  query: string;
  texts: { label: string; submit: string };
}) {
  return (
    <form action={action} role="search" className="grid max-w-xl gap-1.5">
      <label htmlFor={id} className="text-sm font-semibold">
        {texts.label}
      </label>
      <div className="flex gap-2">
        <input
          id={id}
          type="search"
          name="q"
          defaultValue={query}
          maxLength={60}
          autoComplete="off"
          className={inputClass}
        />
        <button type="submit" className={buttonClass("quiet")}>
          {texts.submit}
        </button>
      </div>
    </form>
  );
}
