"use client";

import { useRouter } from "next/navigation";
import { useEffect, useRef } from "react";

export interface Shortcut {
  /** As it is typed: `g o`. */
  keys: string;
  text: string;
  /** Where it leads; without one it does something on the page. */
  href?: string;
}

/** A second key counts for so long, in milliseconds. */
const SEQUENCE_MS = 1500;
const TYPING = "input, textarea, select, [contenteditable], dialog[open] *";

const isTyping = (target: EventTarget | null) => target instanceof Element && target.closest(TYPING) !== null;

/** The first link of the next or previous row of the page's tables takes the focus. */
function moveInList(by: 1 | -1): void {
  const rows = [...document.querySelectorAll<HTMLElement>("#main tbody tr")].flatMap((row) => {
    const link = row.querySelector<HTMLElement>("a[href]");
    return link ? [{ row, link }] : [];
  });
  const now = rows.findIndex(({ row }) => row.contains(document.activeElement));
  const next = now < 0 ? (by === 1 ? 0 : rows.length - 1) : now + by;
  rows[next]?.link.focus();
}

/** Keys for who works here all day: never while one types, never with a modifier, and switched off on the account page. `?` shows them. */
export function ShortcutKeys({
  shortcuts,
  title,
  close,
}: {
  shortcuts: Shortcut[];
  title: string;
  close: string;
}) {
  const dialog = useRef<HTMLDialogElement>(null);
  const router = useRouter();
  useEffect(() => {
    let begun = 0;
    const acts: Record<string, () => void> = {
      "/": () => document.getElementById("staff-search")?.focus(),
      "?": () => dialog.current?.showModal(),
      j: () => moveInList(1),
      k: () => moveInList(-1),
    };
    const press = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target))
        return;
      const second = Date.now() - begun < SEQUENCE_MS;
      begun = 0;
      const to = second && shortcuts.find(({ keys }) => keys === `g ${event.key}`)?.href;
      if (to) {
        event.preventDefault();
        event.stopImmediatePropagation();
        return router.push(to);
      }
      if (event.key === "g") return void (begun = Date.now());
      const act = acts[event.key];
      if (!act) return;
      event.preventDefault();
      act();
    };
    addEventListener("keydown", press);
    return () => removeEventListener("keydown", press);
  }, [router, shortcuts]);
  return (
    <dialog
      ref={dialog}
      aria-label={title}
      className="m-auto w-[min(28rem,calc(100vw-2rem))] rounded-lg border border-rule bg-surface p-5 text-ink shadow-raised backdrop:bg-ink/40"
    >
      <h2 className="mb-3 text-lg">{title}</h2>
      <ShortcutList shortcuts={shortcuts} />
      <form method="dialog" className="mt-4">
        <button
          type="submit"
          className="min-h-12 rounded-sm border-[1.5px] border-rule px-4 text-sm font-bold"
        >
          {close}
        </button>
      </form>
    </dialog>
  );
}

/** The keys and what they do. */
export function ShortcutList({ shortcuts }: { shortcuts: Shortcut[] }) {
  return (
    <dl className="grid grid-cols-[auto_1fr] gap-x-5 gap-y-1.5 text-sm">
      {shortcuts.map(({ keys, text }) => (
        <div key={keys} className="contents">
          <dt>
            {keys.split(" ").map((key) => (
              <kbd
                key={key}
                className="me-1 rounded-sm border border-rule bg-sunk px-1.5 py-0.5 font-semibold"
              >
                {key}
              </kbd>
            ))}
          </dt>
          <dd>{text}</dd>
        </div>
      ))}
    </dl>
  );
}
