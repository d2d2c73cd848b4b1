import type { Case, WrongCase } from "./run-cases";

const HEAD = `# The model check

Written by \`npx vitest run lib/fulfilment/model -u\`; a test compares. Two models walk through every interleaving, breadth first, and move
orders, attempts and payments by the rows of \`lib/core/transitions\` alone: a step whose row does not exist is refused, as by the trigger
in the database. In every state reached nothing may be wrong, and from every state a good end must still be reachable.`;

const ORDER_WORDS = `## One order

Two workers that may die or sleep between any two steps, a network that loses and delays, a provider of each class our kits declare, two ways
to deliver, two sends of a reference. Wrong are: a double top-up, a charge without delivery, a delivery without charge that is not booked, two
open attempts, money that moves while an attempt is open, books that disagree. Skies:

- *workers that die*: one dies, at any moment; what was refused may be taken when it is sent again.
- *a provider slow to see doubles*: its look for a used reference and its booking are two steps.
- *workers that wake up late*: one may sleep for ever between its look at the lease and its write. Elsewhere it sleeps no longer than the
  provider's horizon: with a provider slow to see doubles nothing else could help.
- *a hold that ends*: open attempts are abandoned, and booked as a suspected loss.
- *a provider that goes back on its word*: delivers what it had refused, or takes back what it had delivered, once. What it then costs is
  not judged, only that it is found out and put right.

Taken for granted: a provider that replays does so for every request under a reference, at once; staff decide when nothing of the attempt is
under way any more.`;

const CHECKOUT_WORDS = `## One checkout

Its orders from pay to their end, the payment, Stripe, and processes that carry out intents, each as slow as it likes. Misfortunes: what
Stripe is told or answers is lost or late, Stripe fails and keeps that under the key, a process dies, the hold ends, somebody captures by
hand, a card is held in the Session's last second, a refund is refused, pends, fails or bounces, a provider delivers too little, falls
silent, delivers late or takes back. Wrong are: anything but one capture or release, two open intents, money that moves while an order is
open, and an account that does not come out: captured less refunded less what a person was told to pay back is what was delivered and not
booked as a loss.`;

const sizes = (cases: readonly Case[]): string[] => [
  "| explored | states | result |",
  "| --- | ---: | --- |",
  ...cases.map((one) => {
    const { states, harm } = one.run();
    return `| ${one.name} | ${states.toLocaleString("en")} | ${harm ?? "holds"} |`;
  }),
];

const caught = (cases: readonly WrongCase[]): string[] => [
  "| wrong variant | where | comes to | steps |",
  "| --- | --- | --- | ---: |",
  ...cases.map((one) => {
    const { harm, trace } = one.run();
    return `| ${one.name} | ${one.where} | ${harm ?? "nothing: other rules cover it"} | ${trace.length} |`;
  }),
];

/** The page of the documentation about the models, from what they found. */
export function renderModelPage(found: {
  orders: readonly Case[];
  checkouts: readonly Case[];
  wrongOrders: readonly WrongCase[];
  wrongCheckouts: readonly WrongCase[];
  beyond: Record<string, string>;
}): string {
  const beyond = Object.entries(found.beyond).map(([row, why]) => `- \`${row}\`: ${why}`);
  return [
    HEAD,
    ORDER_WORDS,
    sizes(found.orders).join("\n"),
    "Wrong variants, each tried where it shows, by the harm outside our books where there is any:",
    caught(found.wrongOrders).join("\n"),
    CHECKOUT_WORDS,
    sizes(found.checkouts).join("\n"),
    "Wrong variants:",
    caught(found.wrongCheckouts).join("\n"),
    "## Rows\n\nEvery row of the tables is applied by some step of a model, but for:",
    beyond.join("\n") || "- none",
    "",
  ].join("\n\n");
}
