import { useEffect, useRef, useState, type ChangeEvent, type ComponentProps } from "react";
import { Globe } from "@/components/ui/globe";
import { writeCountryOptions, type CountryChoice } from "./country-choices";

const ON_SERVER = typeof window === "undefined";
const WITHOUT_SCRIPTS = ".select-face,.select-real{display:none}";

/** @param options beside React, which would compare two hundred of them at every key; the same object stands for the same options */
function Select({ options, ...props }: ComponentProps<"select"> & { options: { __html: string } }) {
  // oxlint-disable-next-line react/no-danger -- what stands in it is escaped where it is written
  return <select {...props} dangerouslySetInnerHTML={options} />;
}

/** Work for when the page is at rest. @returns takes it back */
function whenIdle(work: () => void): () => void {
  // Not every browser tells.
  if (!("requestIdleCallback" in window)) {
    const timer = setTimeout(work, 200);
    return () => clearTimeout(timer);
  }
  const asked = requestIdleCallback(work);
  return () => cancelIdleCallback(asked);
}

/**
 * Flag and calling code over a real select: type-ahead, phone pickers and screen readers come from the browser. Two hundred options would
 * hold up the page's first paint, so they come when it is at rest or the select is touched. Without scripts a whole select is seen where one
 * was asked for or chosen; it stands first, and a form's first value counts.
 */
export function CountrySelect({
  countries,
  shown,
  showCode,
  label,
  none,
  error,
  initial,
  needed,
  onChange,
}: {
  countries: CountryChoice[];
  /** The country the number belongs to now, by choice or by its first digits. */
  shown: CountryChoice | undefined;
  showCode: boolean;
  label: string;
  none: string;
  /** Id of what is wrong with the choice, if anything is. */
  error: string | undefined;
  initial: string;
  /** Whether the choice is needed without scripts, too. Its two hundred names are a quarter of what a first screen weighs. */
  needed: boolean;
  onChange: (event: ChangeEvent<HTMLSelectElement>) => void;
}) {
  const select = useRef<HTMLSelectElement>(null);
  const write = (choices: CountryChoice[], chosen: string) => ({
    __html: writeCountryOptions(choices, none, chosen),
  });
  const whole = useRef(false);
  const [options, setOptions] = useState(() =>
    write(
      countries.filter(({ country }) => country === initial),
      initial,
    ),
  );
  const fill = () => {
    if (whole.current) return;
    whole.current = true;
    setOptions(write(countries, select.current?.value ?? initial));
  };
  // oxlint-disable-next-line react-hooks/exhaustive-deps -- once, when the scripts arrive
  useEffect(() => whenIdle(fill), []);
  // Without scripts the form's focus is led by this; with them it moves the focus itself.
  const choice = {
    name: "country",
    "aria-label": label,
    "aria-invalid": error ? true : undefined,
    "aria-describedby": error,
    autoFocus: error !== undefined,
  };
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
      <noscript>
        <style>{WITHOUT_SCRIPTS}</style>
        {ON_SERVER && needed && (
          <Select
            {...choice}
            className="h-14 w-34 rounded-s-[12px] bg-transparent ps-3 pe-1 text-sm font-semibold"
            options={write(countries, initial)}
          />
        )}
      </noscript>
      <Select
        {...choice}
        ref={select}
        onChange={onChange}
        onPointerDown={fill}
        onFocus={fill}
        className="select-real absolute inset-0 w-full cursor-pointer rounded-s-[12px] text-base opacity-0 outline-none"
        options={options}
      />
    </span>
  );
}
