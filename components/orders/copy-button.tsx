"use client";

import { useState, useSyncExternalStore } from "react";
import { Button } from "@/components/ui/button";

/** Copies a text; not there without JavaScript, where the text can still be marked by hand. */
export function CopyButton({ text, label, done }: { text: string; label: string; done: string }) {
  const [copied, setCopied] = useState(false);
  const able = useSyncExternalStore(
    () => () => undefined,
    () => "clipboard" in navigator,
    () => true,
  );
  // Refused by the browser: the text stands there to be marked by hand.
  const copy = () =>
    navigator.clipboard.writeText(text).then(
      () => setCopied(true),
      () => undefined,
    );
  if (!able) return null;
  return (
    <Button tone="quiet" className="noscript:hidden print:hidden" onClick={() => void copy()}>
      <span aria-live="polite">{copied ? done : label}</span>
    </Button>
  );
}
