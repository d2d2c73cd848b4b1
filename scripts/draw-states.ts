import {
  ATTEMPT_TRANSITIONS,
  FINAL_ORDER_STATES,
  FINAL_PAYMENT_STATES,
  ORDER_TRANSITIONS,
  PAYMENT_TRANSITIONS,
  type Transition,
} from "@/lib/core/transitions";

interface Drawing {
  title: string;
  words: string;
  rows: readonly Transition[];
  start: string;
  ends: readonly string[];
}

const DRAWINGS: Drawing[] = [
  {
    title: "Order",
    words: "What happens to one line of a checkout.",
    rows: ORDER_TRANSITIONS,
    start: "draft",
    ends: FINAL_ORDER_STATES,
  },
  {
    title: "Attempt",
    words:
      "One try to deliver an order through one offer. At most one is open at a time: sending, in_doubt or accepted.",
    rows: ATTEMPT_TRANSITIONS,
    start: "sending",
    ends: ["delivered", "rejected", "abandoned"],
  },
  {
    title: "Payment",
    words:
      "The hold on the buyer's card and what becomes of it, one a checkout. A dispute is a flag beside the state.",
    rows: PAYMENT_TRANSITIONS,
    start: "open",
    ends: FINAL_PAYMENT_STATES,
  },
];

function draw({ title, words, rows, start, ends }: Drawing): string {
  const events = new Map<string, string[]>();
  for (const [from, event, to] of rows) {
    const arrow = `${from} --> ${to}`;
    events.set(arrow, [...(events.get(arrow) ?? []), event]);
  }
  const arrows = [...events].map(([arrow, names]) => `  ${arrow}: ${names.join(", ")}`);
  const stops = ends.map((end) => `  ${end} --> [*]`);
  return [
    `## ${title}\n\n${words}\n`,
    "```mermaid\nstateDiagram-v2",
    `  [*] --> ${start}`,
    ...arrows,
    ...stops,
    "```",
  ].join("\n");
}

/** The drawing of the machines in Markdown, from the tables that the code and the database's triggers come from. */
export function drawStates(): string {
  const head = `# States

Written by \`npx tsx scripts/write-states.ts\` from \`lib/core/transitions\`; do not edit. A trigger in the database refuses every step that is
not drawn here. An arrow to the end means that nothing more happens by itself: late evidence, a reversal or a hold that came late may still
leave the state.`;
  return `${[head, ...DRAWINGS.map(draw)].join("\n\n")}\n`;
}
