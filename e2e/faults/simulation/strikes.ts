import type { Failpoint } from "@/lib/core/failpoint";
import type { Call, NetworkFault } from "./create-network";
import type { Troubles } from "./troubles";

/** Says yes so many times, then no more. */
export function times(most: number): () => boolean {
  let left = most;
  return () => (left -= 1) >= 0;
}

/** Whoever comes by the point first is killed there. */
export function crashAt(point: Failpoint, most = 1): Troubles {
  const again = times(most);
  return { failpoint: (passed) => (passed === point && again() ? { kind: "crash" } : undefined) };
}

/** Whoever comes by the point first stops there for so long. */
export function freezeAt(point: Failpoint, forMs: number): Troubles {
  const again = times(1);
  return { failpoint: (passed) => (passed === point && again() ? { kind: "freeze", forMs } : undefined) };
}

/** Something happens exactly where somebody comes by the point first. */
export function raceAt(point: Failpoint, act: () => Promise<void>): Troubles {
  const again = times(1);
  return { failpoint: (passed) => (passed === point && again() ? { kind: "race", act } : undefined) };
}

/** The first calls that fit go wrong. */
export function failCalls(fits: (call: Call) => boolean, fault: NetworkFault, most = 1): Troubles {
  const again = times(most);
  return { network: (call) => (fits(call) && again() ? fault : undefined) };
}

/** Calls that may buy something at a provider. */
export const buysAt =
  (provider: string) =>
  ({ to, effect }: Call): boolean =>
    to === provider && effect;

/** Calls by their method and the beginning of their path. */
export const callsTo =
  (method: string, path: RegExp) =>
  (call: Call): boolean =>
    call.method === method && path.test(call.path);
