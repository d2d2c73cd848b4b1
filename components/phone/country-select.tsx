import { useState, type ChangeEvent } from "react";
import { Globe } from "@/components/ui/globe";
import { writeCountryOptions, type CountryChoice } from "./country-choices";

/**
 * Flag and calling code over a real select: type-ahead, phone pickers and screen readers come from the browser. Without scripts the select
 * itself is seen.
 */
export function CountrySelect({
  countries,
  shown,
  showCode,
  label,
  none,
  invalid,
  initial,
  onChange,
}: {
  countries: CountryChoice[];
  /** The country the number belongs to now, by choice or by its first digits. */
  shown: CountryChoice | undefined;
  showCode: boolean;
  label: string;
  none: string;
  invalid: boolean;
  initial: string;
  onChange: (event: ChangeEvent<HTMLSelectElement>) => void;
}) {
  // Written once, and beside React: comparing two hundred options at every key would be felt.
  const [options] = useState(() => ({ __html: writeCountryOptions(countries, none, initial) }));
  return (
    <span className="relative flex flex-none items-center rounded-s-[12px] has-focus-visible:bg-sunk">
      <span
        aria-hidden="true"
        className="select-face flex items-center gap-2 ps-3.5 pe-2.5 text-base font-semibold"
      >
        {shown ? (
          <img
            src={`/flags/${shown.country.toLowerCase()}.svg`}
            width={30}
            height={20}
            alt=""
            className="h-5 w-[30px] rounded-[4px] bg-sunk object-cover shadow-[0_0_0_1px_oklch(0_0_0/0.1)]"
          />
        ) : (
          <Globe size={24} />
        )}
        {shown && showCode && <span className="num">+{shown.callingCode}</span>}
        <svg width="10" height="6" viewBox="0 0 10 6" className="fill-none stroke-ink-3 stroke-2">
          <path d="m1 1 4 4 4-4" strokeLinecap="round" strokeLinejoin="round" />
        </svg>
      </span>
      <select
        name="country"
        aria-label={label}
        aria-invalid={invalid || undefined}
        // Without scripts this leads the eye; with them the form moves the focus itself.
        autoFocus={invalid}
        onChange={onChange}
        className="select-real absolute inset-0 w-full cursor-pointer rounded-s-[12px] text-base opacity-0 outline-none"
        // oxlint-disable-next-line react/no-danger -- what stands in it is escaped where it is written
        dangerouslySetInnerHTML={options}
      />
      <noscript>
        <style>{`.select-face{display:none}.select-real{position:static!important;opacity:1!important;width:7.5rem!important;height:3.5rem;padding-inline:.75rem .25rem;background:transparent}`}</style>
      </noscript>
    </span>
  );
}
