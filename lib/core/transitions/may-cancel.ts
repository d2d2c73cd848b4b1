import { whyNotCancel } from "./why-not-cancel";

/** Whether the buyer may cancel. */
export function mayCancel(orderState: string, attempts: { state: string; wasOpen: boolean }[]): boolean {
  return whyNotCancel(orderState, attempts) === undefined;
}
