import type { OrderRules } from "./order-rules";
import {
  FINDING_OF,
  IDLE,
  type Finding,
  type OrderWorld,
  type Purchase,
  type Standing,
  type Worker,
} from "./order-world";
import type { Stage } from "./stage";

type OrderStage = Stage<OrderWorld, OrderRules>;
type Waiting = Extract<Worker, { at: "waiting" }>;

/** What the provider may do with a purchase that reached it, and what it then answers. */
interface Treatment {
  name: string;
  does(world: OrderWorld): void;
  answer: Finding;
}

const nothing = () => undefined;

const note = (key: number, standing: Standing) => (world: OrderWorld) => {
  world.standings[key] = standing;
  if (standing === "credited") world.credits += 1;
};

/** Taken as new: bought, taken in hand, refused and listed, or refused and forgotten. */
function treatAsNew({ key, byLookUp }: Purchase): Treatment[] {
  return [
    { name: "credits it", does: note(key, "credited"), answer: "delivered" },
    { name: "takes it in hand", does: note(key, "pending"), answer: "accepted" },
    { name: "refuses and lists it", does: note(key, "refused"), answer: "rejected" },
    // Of a repeat that serves as look-up it says only that nothing stands there yet.
    { name: "refuses and forgets it", does: nothing, answer: byLookUp ? "not-found" : "rejected" },
  ];
}

/** Whether the provider would take a second purchase under the key for a double. */
function isDouble(world: OrderWorld, key: number, { provider, circumstances }: OrderRules): boolean {
  const standing = world.standings[key] ?? "unknown";
  if (provider.dedupe === "none" || standing === "unknown") return false;
  return standing !== "refused" || circumstances.refusalsBurn || provider.dedupe === "replay";
}

function treatmentsOf({ world, rules }: OrderStage, purchase: Purchase): Treatment[] {
  const { key, inside } = purchase;
  if (inside || !isDouble(world, key, rules)) return treatAsNew(purchase);
  const answer =
    rules.provider.dedupe === "replay" ? FINDING_OF[world.standings[key] ?? "unknown"] : "in-doubt";
  return [{ name: "knows it", does: nothing, answer }];
}

/** It was let through the look for doubles and is not yet booked. */
const entersFirst = ({ world, rules }: OrderStage, { key, inside }: Purchase): boolean =>
  rules.circumstances.racyDedupe && !inside && !isDouble(world, key, rules);

const tell = (worker: Waiting, finding: Finding): Worker =>
  // A look-up that says nothing changes nothing.
  worker.purchase.byLookUp && finding === "in-doubt"
    ? IDLE
    : {
        at: "told",
        attempt: worker.attempt,
        fresh: worker.fresh,
        afterHorizon: worker.afterHorizon,
        finding,
        source: worker.purchase.byLookUp ? "look-up" : "answer",
      };

function letTravel(stage: OrderStage, worker: Waiting, at: number): void {
  const { purchase } = worker;
  const become = (next: Worker) => (world: OrderWorld) => void (world.workers[at] = next);
  if (entersFirst(stage, purchase)) {
    stage.add("the provider sees no double", become({ ...worker, purchase: { ...purchase, inside: true } }));
  } else {
    for (const { name, does, answer } of treatmentsOf(stage, purchase)) {
      const treat = (finding: Finding) => (world: OrderWorld) => {
        does(world);
        become(tell(worker, finding))(world);
      };
      stage.add(`the provider ${name}`, treat(answer));
      if (answer !== "in-doubt") stage.add(`the provider ${name}; its answer is lost`, treat("in-doubt"));
    }
  }
  if (!purchase.inside) stage.add("the purchase is lost", become(tell(worker, "in-doubt")));
  stage.add("the purchase is late", (world) => {
    become(tell(worker, "in-doubt"))(world);
    world.strays.push(purchase);
  });
}

function letStray(stage: OrderStage, stray: Purchase, at: number): void {
  if (entersFirst(stage, stray)) {
    stage.add(
      "the provider sees no double of a stray",
      (world) => void (world.strays[at] = { ...stray, inside: true }),
    );
  } else {
    for (const { name, does } of treatmentsOf(stage, stray))
      stage.add(`the provider ${name}, a stray`, (world) => {
        world.strays.splice(at, 1);
        does(world);
      });
  }
  if (!stray.inside) stage.add("a stray is lost", (world) => void world.strays.splice(at, 1));
}

/** What it has in hand comes to an end; and it may go back on what it said. */
function letProviderDecide({ world, add }: OrderStage): void {
  for (const [key, standing] of world.standings.entries()) {
    if (standing === "pending") {
      add("the provider delivers what it had in hand", note(key, "credited"));
      add("the provider gives up what it had in hand", note(key, "refused"));
    }
    if (world.liesLeft === 0) continue;
    const lie = (to: OrderWorld) => {
      to.liesLeft -= 1;
      to.hasLied = true;
    };
    if (standing === "refused")
      add("the provider delivers what it had refused", (to) => {
        lie(to);
        note(key, "credited")(to);
      });
    if (standing === "credited")
      add("the provider takes back what it had delivered", (to) => {
        lie(to);
        note(key, "refused")(to);
        to.credits -= 1;
      });
  }
}

/** The network and the provider: purchases arrive, late, never, answered or not. */
export function addProviderSteps(stage: OrderStage): void {
  for (const [at, worker] of stage.world.workers.entries())
    if (worker.at === "waiting") letTravel(stage, worker, at);
  for (const [at, stray] of stage.world.strays.entries()) letStray(stage, stray, at);
  letProviderDecide(stage);
}
