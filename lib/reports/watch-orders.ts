import type { Connection } from "@/db/connect";

export interface OrderWatch {
  /** Calls back after each committed change of the checkout's orders or payment, until stopped. */
  watch(checkoutId: string, onChange: () => void): () => void;
}

/** One LISTEN a process, shared by everybody who looks at an order page. */
export function createOrderWatch(connection: Connection): OrderWatch {
  const watchers = new Map<string, Set<() => void>>();
  let listening: Promise<unknown> | undefined;
  const listen = () => {
    listening ??= connection
      .listen("order_changed", (checkoutId) => watchers.get(checkoutId)?.forEach((onChange) => onChange()))
      .catch(() => (listening = undefined));
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
