/** An id or reference: selected whole by one click, broken where it must be. */
export function CodeText({ children }: { children: string }) {
  return <code className="font-mono text-[0.8125rem] break-all select-all">{children}</code>;
}
