import type { Connection } from "@/db/connect";

export interface OrderWatch {
  /** Calls back after each committed change of the checkout's orders or payment, until stopped. */
  watch(checkoutId: string, onChange: () => void): () => void;
}

const TRY_AGAIN_MS = 1000;

/**
 * One LISTEN a process, shared by everybody who looks at an order page. After a cut it listens again, and everybody looks once, for
 * what was said meanwhile was said to nobody.
 */
export function createOrderWatch(connection: Pick<Connection, "listen">): OrderWatch {
  const watchers = new Map<string, Set<() => void>>();
  const tellAll = () => watchers.forEach((set) => set.forEach((onChange) => onChange()));
  const tell = (checkoutId: string) => watchers.get(checkoutId)?.forEach((onChange) => onChange());
  let listening = false;
  const listen = () => {
    if (listening) return;
    listening = true;
    connection.listen("order_changed", tell, tellAll).catch(() => {
      listening = false;
      setTimeout(() => watchers.size > 0 && listen(), TRY_AGAIN_MS).unref();
    });
  };
  return {
    watch: (checkoutId, onChange) => {
      listen();
      const known = watchers.get(checkoutId) ?? new Set();
      watchers.set(checkoutId, known.add(onChange));
      return () => {
        known.delete(onChange);
        if (known.size === 0) watchers.delete(checkoutId);
      };
    },
  };
}
