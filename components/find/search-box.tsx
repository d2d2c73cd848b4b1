"use client";

import { useId, useRef, useState, type KeyboardEvent } from "react";
import { SearchRow } from "@/components/ui/search-row";
import type { FoundThing } from "./found-thing";
import { useSuggestions } from "./use-suggestions";

export interface SearchTexts {
  label: string;
  placeholder: string;
  submit: string;
  /** Read aloud; the number of them stands for `#`. */
  suggestions: string;
}

/** A search form that asks the server; scripts suggest while it is typed (an editable combobox with a list). */
export function SearchBox({
  action,
  query = "",
  locale,
  texts,
}: {
  /** Path of the search page. */
  action: string;
  query?: string;
  locale: string;
  texts: SearchTexts;
}) {
  const id = useId();
  const [typed, setTyped] = useState("");
  const [active, setActive] = useState(-1);
  const things = useSuggestions(typed, locale);
  const list = useRef<HTMLUListElement>(null);
  const open = things.length > 0;

  function move(event: KeyboardEvent<HTMLInputElement>) {
    if (!open) return;
    if (event.key === "Escape") setTyped("");
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      const step = event.key === "ArrowDown" ? 1 : -1;
      // One place before the first is the field itself.
      setActive(((active + step + 1 + things.length + 1) % (things.length + 1)) - 1);
    } else if (event.key === "Enter" && active >= 0) {
      list.current?.querySelectorAll("a")[active]?.click();
    } else return;
    event.preventDefault();
  }

  return (
    <form action={action} role="search" className="relative grid max-w-2xl gap-1.5">
      <SearchRow
        id={id}
        label={texts.label}
        submit={texts.submit}
        defaultValue={query}
        placeholder={texts.placeholder}
        maxLength={80}
        role="combobox"
        aria-expanded={open}
        aria-controls={`${id}-list`}
        aria-autocomplete="list"
        aria-activedescendant={active >= 0 && open ? `${id}-${active}` : undefined}
        onInput={(event) => {
          setTyped(event.currentTarget.value);
          setActive(-1);
        }}
        onKeyDown={move}
        onBlur={() => setTyped("")}
      />
      <span role="status" className="sr-only">
        {open && texts.suggestions.replace("#", String(things.length))}
      </span>
      <ul
        ref={list}
        id={`${id}-list`}
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-to-interactive-role -- the list of a combobox
        role="listbox"
        aria-label={texts.label}
        hidden={!open}
        className="absolute inset-x-0 top-full z-10 mt-1.5 overflow-hidden rounded-md border border-rule-strong bg-surface py-1 shadow-raised"
      >
        {things.map((thing, index) => (
          <Suggestion
            // oxlint-disable-next-line react/no-array-index-key -- one place may be found twice, as itself and by its plan
            key={`${thing.href} ${index}`}
            id={`${id}-${index}`}
            thing={thing}
            active={index === active}
          />
        ))}
      </ul>
    </form>
  );
}

function Suggestion({ id, thing, active }: { id: string; thing: FoundThing; active: boolean }) {
  const { text, note, href } = thing;
  return (
    <li role="presentation" className={active ? "bg-sunk" : ""}>
      <a
        id={id}
        role="option"
        aria-selected={active}
        href={href}
        tabIndex={-1}
        // The field would lose the focus, and the list be gone, before the press is over.
        onMouseDown={(event) => event.preventDefault()}
        className="flex min-h-12 items-center gap-3 px-4 text-ink no-underline hover:bg-sunk"
      >
        <span className="font-semibold">{text}</span>
        {note && <span className="ms-auto min-w-0 truncate text-xs text-ink-3">{note}</span>}
      </a>
    </li>
  );
}
