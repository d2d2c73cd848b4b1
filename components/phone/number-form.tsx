"use client";

import { useActionState, useEffect, useMemo, useRef, useState, startTransition, type FormEvent } from "react";
import { buttonClass } from "@/components/ui/button";
import { readCountries, type CountryChoice } from "./country-choices";
import { CountrySelect } from "./country-select";
import type { FindState } from "./find-state";
import { guessOperator, readTyped } from "./guess-operator";
import { OperatorGuess, type GuessTexts } from "./operator-guess";
import { RecentNumberList, type RecentTexts } from "./recent-number-list";

export interface NumberFormTexts extends GuessTexts {
  label: string;
  country: string;
  noCountry: string;
  placeholder: string;
  submit: string;
  pending: string;
  recent: RecentTexts;
}

/**
 * Whose phone? Works as a plain form; scripts add the flag, and the operator's name from number ranges the browser reads itself.
 */
export function NumberForm({
  id = "number",
  action,
  countries: packed,
  country = "",
  locale,
  texts,
}: {
  id?: string;
  action: (state: FindState, form: FormData) => Promise<FindState>;
  /** Packed by `packCountries`. */
  countries: string;
  /** Chosen beforehand, on a country's own page. */
  country?: string;
  locale: string;
  texts: NumberFormTexts;
}) {
  const [state, send, pending] = useActionState<FindState, FormData>(action, {
    failure: null,
    typed: { number: "", country },
  });
  const form = useRef<HTMLFormElement>(null);
  const countries = useMemo(() => readCountries(packed), [packed]);
  const { shown, international, operator, read } = useGuess(form, country, countries);
  const [asksRecent, setAsksRecent] = useState(false);
  const { failure, typed } = state;
  const asksCountry = failure?.code === "number-needs-country";
  useEffect(() => {
    if (!failure) return;
    form.current?.querySelector<HTMLElement>(asksCountry ? "select" : "input[type=tel]")?.focus();
  }, [failure, asksCountry]);

  /** React would empty the form after its action; what was typed has to stay. */
  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    if (pending) return;
    const filled = new FormData(event.currentTarget);
    startTransition(() => send(filled));
  }

  function pick(number: string) {
    const input = form.current?.querySelector<HTMLInputElement>("input[type=tel]");
    if (!input) return;
    input.value = number;
    form.current?.requestSubmit();
  }

  return (
    <form ref={form} action={send} onSubmit={submit} onInput={read} className="grid gap-3" noValidate>
      <input type="hidden" name="locale" value={locale} />
      <label htmlFor={id} className="text-sm font-semibold">
        {texts.label}
      </label>
      <div
        // A number runs from left to right in every language, its country's code first.
        dir="ltr"
        className={`-mt-1.5 flex min-h-16 items-stretch rounded-md border-[1.5px] bg-surface has-focus-visible:outline-3 has-focus-visible:outline-offset-2 has-focus-visible:outline-sky ${failure ? "border-clay" : "border-rule-strong"}`}
      >
        <CountrySelect
          countries={countries}
          shown={shown}
          showCode={!international}
          label={texts.country}
          none={texts.noCountry}
          error={asksCountry ? `${id}-error` : undefined}
          initial={typed.country}
          needed={failure !== null || country !== ""}
          onChange={read}
        />
        <span aria-hidden="true" className="select-face my-4 w-px flex-none bg-rule-strong opacity-50" />
        <input
          id={id}
          name="number"
          type="tel"
          inputMode="tel"
          autoComplete="tel"
          required
          maxLength={60}
          autoFocus={failure !== null && !asksCountry}
          onFocus={() => setAsksRecent(true)}
          defaultValue={typed.number}
          placeholder={texts.placeholder}
          aria-invalid={failure && !asksCountry ? true : undefined}
          aria-describedby={failure ? `${id}-error ${id}-hint` : `${id}-hint`}
          className="num w-full min-w-0 rounded-e-[12px] bg-transparent px-3.5 text-[1.25rem] font-semibold outline-none placeholder:font-normal placeholder:text-ink-3"
        />
      </div>
      {failure && (
        <p id={`${id}-error`} role="alert" className="-mt-1 text-sm font-semibold text-clay">
          {failure.text}
        </p>
      )}
      <OperatorGuess id={`${id}-hint`} operator={operator} country={shown?.name} texts={texts} />
      <button type="submit" disabled={pending} className={`${buttonClass()} w-full`}>
        {pending ? texts.pending : texts.submit}
      </button>
      {asksRecent && <RecentNumberList texts={texts.recent} onPick={pick} />}
    </form>
  );
}

/** Country and operator of what stands in the form, also of what was typed before the scripts were there. */
function useGuess(form: { current: HTMLFormElement | null }, country: string, countries: CountryChoice[]) {
  const [guess, setGuess] = useState({ country: country || undefined, international: false, operator: "" });
  const latest = useRef(0);
  async function read() {
    if (!form.current) return;
    const filled = new FormData(form.current);
    const typed = readTyped(String(filled.get("number") ?? ""), String(filled.get("country") ?? ""));
    const turn = ++latest.current;
    const { international } = typed;
    setGuess((before) => ({ ...before, country: typed.country, international }));
    const operator = (await guessOperator(typed)) ?? "";
    if (turn === latest.current) setGuess((before) => ({ ...before, operator }));
  }
  // oxlint-disable-next-line react-hooks/exhaustive-deps -- once, when the scripts arrive; afterwards typing calls it
  useEffect(() => void read(), []);
  const shown = countries.find((choice) => choice.country === guess.country);
  return { ...guess, shown, read };
}
