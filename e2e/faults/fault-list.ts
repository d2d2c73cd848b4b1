/** A fault that the shop must survive, as an operator would tell it. */
export interface Fault {
  number: number;
  what: string;
  /** What must have become of it once all is calm. */
  expected: string;
}

const rows: [what: string, expected: string][] = [
  [
    "web killed after the order is written, before Stripe is asked for a page",
    "the same key asks again: one Session; the order goes on or expires",
  ],
  ["web killed after the Session was made, before its id was stored", "the same key brings the same Session"],
  ["the buyer presses pay five times, in two tabs", "one order, one Session"],
  ["the landing page never loads", "webhook or reconciler authorises; delivered"],
  ["Stripe's webhooks never arrive", "the payment's own wake-up asks Stripe; delivered within a minute"],
  ["a webhook comes before our Session is stored", "kept, and worked once there is something to work"],
  ["each webhook comes 50 times", "one transition, the rest change nothing"],
  ["all webhooks come in reverse order", "the same end: the truth is fetched"],
  ["a webhook with a wrong signature, or an old one played again", "refused, nothing stored"],
  [
    "a webhook for another order's payment, or another amount is held",
    "refused, staff told, order untouched",
  ],
  [
    "worker killed after the claim, before the call",
    "in doubt; sent once under the same key, or review; credited at most once",
  ],
  [
    "worker killed after the call left, before its answer",
    "resolved by look-up or repeat, or review; credited once, charged once",
  ],
  ["worker killed after the answer, before it was written", "as before"],
  ["worker killed between commit and the end of the job", "the job runs again and changes nothing"],
  ["worker frozen past its lease, then continued", "its old token writes nothing; credited at most once"],
  ["both workers take the same order at once", "one claim; the other does nothing"],
  ["the job queue is emptied", "the reconciler wakes what is due; nothing lost"],
  ["the reconciler stands still, or the engine's own wake-ups are lost", "orders still finish"],
  ["a living worker's job is given to another", "the other finds the lease held and sends nothing"],
  ["the provider times out and had credited", "delivered by look-up, or review; one credit"],
  ["the provider times out and never received it", "sent again under the same key, or review; one credit"],
  [
    "the provider times out and receives it three minutes later",
    "as above; “not found” meanwhile opened no second attempt",
  ],
  ["reset, half an answer, a page of HTML with 200, 502 of a proxy", "in doubt, never rejected"],
  ["no connection comes about", "refused for now: tried again, without doubt"],
  ["pending, then completed or failed", "delivered and charged, or released"],
  [
    "pending for ever",
    "staff told at 15 min, review, released at the end of the hold, suspected loss booked",
  ],
  [
    "telecom's webhook comes before the answer to our call",
    "matched by our reference; the later answer changes nothing",
  ],
  ["telecom says failed after completed", "their record decides; nothing is released after a delivery"],
  ["Reloadly: the reference was used before, on a repeat", "in doubt, then found by the reference"],
  ["Reloadly: the phone was recharged recently, on our own repeat", "in doubt, then found; not rejected"],
  ["Reloadly: successful, later refunded", "the buyer gets the money back"],
  ["Reloadly: the token ends in the middle", "one new token, the same call again with the same key"],
  ["ValueTopup: 852 for twenty minutes, then 000", "asked on; delivered"],
  ["ValueTopup: no record of our reference although it was debited", "review, never closed by itself"],
  ["Bitrefill: the answer to create is lost", "a second invoice is made, one is paid"],
  ["Bitrefill: the answer to pay is lost", "the invoice is read: paid is followed, unpaid is paid again"],
  ["Bitrefill: invoice complete, its order refunded", "released"],
  ["Bitrefill: many orders at once, few calls allowed", "paced by tokens; none fails"],
  ["A1Topup: no answer", "review; no second call to that number for the guard's time"],
  [
    "A1Topup: 1002 (no balance) and 2001 (operator down)",
    "1002 is a definite refusal; 2001 is tried again by the rules",
  ],
  ["the float is empty on every way", "released; the provider is passed over"],
  ["capture: no answer, had captured", "Stripe is asked: charged once"],
  ["capture: a 500 stored under the key", "Stripe is asked; a new intent under a new key"],
  ["capture repeated 25 hours later, the key forgotten", "Stripe is asked first; charged once"],
  ["the hold ended before the capture", "delivered, not charged: loss booked, staff told"],
  ["a void races with a capture by hand", "paid back"],
  ["the refund's answer is lost, or it is repeated after a day", "refunds are listed first; paid back once"],
  ["somebody cancels the hold by hand while we send", "delivered: loss booked; not delivered: released"],
  ["the buyer cancels while it is sent or in doubt", "refused, with the reason"],
  ["the database crashes at every step", "nothing lost, at most one open attempt"],
  ["the database is away for ten minutes", "no money is taken meanwhile; all settles afterwards"],
  ["the connection is cut between COMMIT and its answer", "read again; no transition twice"],
  ["serialisation failures and deadlocks", "run again, up to three times, then at the next wake-up"],
  ["slow calls to the world outside exhaust the connections", "none is held during a call"],
  ["the database takes no writes", "the claim fails before the call; nothing is sent without a row"],
  ["the clock of a machine is ten minutes off", "waits and leases follow the database's clock"],
  ["an old worker meets a state it does not know", "it leaves the order alone"],
  ["SIGTERM during a call", "the call ends, or it is as if killed"],
  ["the whole shop is killed and started again", "the same data, the same database"],
  ["the job engine's tables change while workers run", "workers end and start again; orders untouched"],
  ["two orders to one number within two minutes", "the second waits; it is not refused"],
  [
    "providers are cut off one by one and come back in another order",
    "orders go another way only after definite refusals; all end",
  ],
];

/** Every fault of the proof, by its number. */
export const FAULTS: Fault[] = rows.map(([what, expected], index) => ({ number: index + 1, what, expected }));
