import { SearchRow } from "@/components/ui/search-row";

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
      <SearchRow id={id} {...texts} defaultValue={query} maxLength={60} />
    </form>
  );
}
