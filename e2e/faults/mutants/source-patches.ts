/** A wrong variant of the shop: one exact piece of its source, and what stands in its place while the variant is switched on. */
export interface SourcePatch {
  name: string;
  /** Below the root of the repository. */
  file: string;
  find: string;
  /** `WRONG` says whether this variant is on; without it everything is as it was. */
  put: string;
}

/** Each is tried alone. Together they are compiled into one build, where a switch picks one. */
export const SOURCE_PATCHES = [
  {
    name: "a new key after a time-out",
    file: "lib/fulfilment/submit-attempt.ts",
    find: `  const outcome = await send(ctx, attempt);
  if (!outcome) return;`,
    put: `  const sent = await send(ctx, attempt);
  if (!sent) return;
  const outcome: Outcome = WRONG && sent.kind === "in-doubt"
    ? { kind: "rejected", failure: { code: "not-sent", detail: "" }, retry: "later", notBeforeMs: 1000 }
    : sent;`,
  },
  {
    name: "sent again where nobody refuses doubles",
    file: "lib/fulfilment/resolve-attempt.ts",
    find: `dedupe === "none" || attempt.sends >= maxSends`,
    put: `(!WRONG && dedupe === "none") || attempt.sends >= 3`,
  },
  {
    name: "sent before the claim is committed",
    file: "lib/fulfilment/confirm-hold.ts",
    find: `  return inTransaction(ctx, (tx) => authoriseCheckout(tx, checkoutId, truth));`,
    put: `  return inTransaction(ctx, async (tx) => {
    const claimed = await authoriseCheckout(tx, checkoutId, truth);
    if (!WRONG || !claimed) return claimed;
    const { submitAttempt } = await import("./submit-attempt");
    await submitAttempt(tx, claimed);
    return undefined;
  });`,
  },
  {
    name: "not found counts at once",
    file: "lib/fulfilment/resolve-attempt.ts",
    find: `enough && horizonOver(tx, { attempt, provider, askedAt })`,
    put: `(WRONG || (enough && horizonOver(tx, { attempt, provider, askedAt })))`,
  },
  {
    name: "a new key after not found",
    file: "lib/fulfilment/resolve-attempt.ts",
    find: `    if (waitMs === 0) return sendAgain(tx, locked, provider);`,
    put: `    if (WRONG) {
      const { applyRejected } = await import("./apply-rejected");
      await applyRejected(tx, { ...locked, askedAt }, { kind: "rejected", failure: { code: "not-sent", detail: "" }, retry: "later", notBeforeMs: 1 });
      return undefined;
    }
    if (waitMs === 0) return sendAgain(tx, locked, provider);`,
  },
  {
    name: "not found closes",
    file: "lib/fulfilment/resolve-attempt.ts",
    find: `      await giveUp(tx, locked, "the provider has no trace of it and it may not be sent again");`,
    put: `      if (WRONG) {
        const { applyRejected } = await import("./apply-rejected");
        const { settleCheckout } = await import("./settle-checkout");
        await applyRejected(tx, { ...locked, askedAt }, { kind: "rejected", failure: { code: "not-sent", detail: "" }, retry: "never" });
        await settleCheckout(tx, order.checkoutId);
      } else await giveUp(tx, locked, "the provider has no trace of it and it may not be sent again");`,
  },
  {
    name: "cancelled although it may still be delivered",
    file: "lib/core/transitions/may-cancel.ts",
    find: `  return whyNotCancel(orderState, attempts) === undefined;`,
    put: `  return WRONG || whyNotCancel(orderState, attempts) === undefined;`,
  },
  {
    name: "released while in doubt",
    file: "lib/fulfilment/work-order.ts",
    find: `  if (end !== undefined && now.getTime() > end - ctx.policy.releaseBeforeCaptureEnd) {`,
    put: `  if (WRONG || (end !== undefined && now.getTime() > end - ctx.policy.releaseBeforeCaptureEnd)) {`,
  },
  {
    name: "charged when it is accepted",
    file: "lib/fulfilment/apply-outcome.ts",
    find: `    case "accepted":
      return applyAccepted(ctx, applied, outcome);`,
    put: `    case "accepted":
      if (WRONG)
        return applyDelivered(ctx, {
          ...applied,
          outcome: { kind: "delivered", providerReference: outcome.providerReference },
          event: asFinding(applied) ? "found_delivered" : "answer_delivered",
        });
      return applyAccepted(ctx, applied, outcome);`,
  },
  {
    name: "a dead lease goes back to the queue",
    file: "lib/fulfilment/work-order.ts",
    find: `    if (locked?.state !== "sending" || locked.version !== order.version) return;`,
    put: `    if (locked?.state !== "sending" || locked.version !== order.version) return;
    if (WRONG) {
      await advanceAttempt(tx, attempt, { event: "answer_rejected", to: "rejected" });
      await advanceOrder(tx, locked, {
        event: "answer_rejected",
        to: "authorised",
        nextAfterMs: 1,
        set: { referenceEpoch: locked.referenceEpoch + 1 },
      });
      return;
    }`,
  },
  {
    name: "an answer is written without looking at the token",
    file: "lib/fulfilment/apply-outcome.ts",
    find: `  const fenced = applied.attempt.leaseToken !== token;`,
    put: `  const fenced = !WRONG && applied.attempt.leaseToken !== token;`,
  },
  {
    name: "a look-up is written without looking at the token",
    file: "lib/fulfilment/resolve-attempt.ts",
    find: `    if (!locked || locked.attempt.leaseToken !== asked.attempt.leaseToken) return undefined;`,
    put: `    if (!locked || (!WRONG && locked.attempt.leaseToken !== asked.attempt.leaseToken)) return undefined;`,
  },
  {
    name: "an attempt is moved on whoever holds it",
    file: "lib/orders/advance-attempt.ts",
    find: "where id = ${place(attempt.id)} and state = ${place(attempt.state)} and lease_token = ${place(attempt.leaseToken)}",
    put: "where id = ${place(attempt.id)} ${WRONG ? '' : `and state = ${place(attempt.state)} and lease_token = ${place(attempt.leaseToken)}`}",
  },
] as const satisfies readonly SourcePatch[];

export type MutantName = (typeof SOURCE_PATCHES)[number]["name"];
