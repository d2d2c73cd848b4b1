"use client";

import { useSyncExternalStore } from "react";
import { buttonClass } from "@/components/ui/button";

function watchHash(changed: () => void) {
  window.addEventListener("hashchange", changed);
  return () => window.removeEventListener("hashchange", changed);
}

/** Where the reader wanted to go, as `public/sw.js` left it behind the #; a path of ours alone. */
function readWanted(): string {
  const wanted = window.location.hash.slice(1);
  return /^\/(?![/\\])/.test(wanted) ? wanted : "/";
}

/** Back to where the reader wanted to go; a full load, so that the browser asks the network. */
export function TryAgain({ label }: { label: string }) {
  const wanted = useSyncExternalStore(watchHash, readWanted, () => "/");
  return (
    <a href={wanted} className={buttonClass()}>
      {label}
    </a>
  );
}
