/** The buyer may cancel while nothing is open and no earlier attempt ever was in doubt or accepted. */
export function mayCancel(orderState: string, attempts: { state: string; wasOpen: boolean }[]): boolean {
  if (orderState === "awaiting_payment") return true;
  return (
    orderState === "authorised" &&
    attempts.every((attempt) => attempt.state === "rejected" && !attempt.wasOpen)
  );
}
