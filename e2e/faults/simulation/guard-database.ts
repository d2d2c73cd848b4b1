import type { Ctx } from "@/db/context";
import type { Database } from "@/db/connect";
import type { Stage } from "./create-stage";
import type { DatabaseFault, Troubles } from "./troubles";

const databaseError = (code: string): Error => Object.assign(new Error(`database: ${code}`), { code });

async function begin(
  run: () => Promise<unknown>,
  fault: DatabaseFault | undefined,
  stage: Stage,
): Promise<unknown> {
  switch (fault?.kind) {
    case undefined:
      return run();
    case "wait":
      await stage.sleep(fault.forMs);
      return run();
    case "serialisation-failure":
      throw databaseError("40001");
    case "cut":
      throw databaseError("CONNECTION_CLOSED");
    case "commit-unanswered":
      await run();
      throw databaseError("CONNECTION_CLOSED");
  }
}

/**
 * The database as handlers see it: what they do in a transaction is known, for nobody may ask the world outside meanwhile, and what can go
 * wrong with one goes wrong here.
 */
export function guardDatabase(db: Ctx["db"], stage: Stage, troubles: () => Troubles): Ctx["db"] {
  const transaction = (...call: Parameters<Database["transaction"]>): Promise<unknown> => {
    const actor = stage.current();
    const run = async (): Promise<unknown> => {
      if (actor) actor.openTransactions += 1;
      try {
        return await db.transaction(...call);
      } finally {
        if (actor) actor.openTransactions -= 1;
      }
    };
    return actor ? begin(run, troubles().database?.(actor), stage) : run();
  };
  return new Proxy(db, {
    get: (target, name, receiver) =>
      name === "transaction" ? transaction : Reflect.get(target, name, receiver),
  });
}
