import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { beforeAll, describe, expect, it } from "vitest";
import {
  FactorNeeded,
  may,
  needsFactor,
  NotPermitted,
  PERMISSIONS,
  STAFF_ROLES,
  type Asker,
  type Permission,
} from "@/lib/core/permissions";

/** What actions call beside verbs: pure, or a reading that says nothing of anybody. */
const NO_VERBS = ["@/lib/risk readStoredLimits", "@/lib/catalog readFxTable"];

/** For everybody of staff, each for themselves: their own second factor and their own saved views. */
const OWN = [
  "@/lib/accounts beginFactor",
  "@/lib/accounts confirmFactor",
  "@/lib/accounts enterCode",
  "@/lib/accounts removeOwnFactor",
  "@/lib/accounts renewRecoveryCodes",
];

/** One of these is enough; every other verb asks for one permission. */
const EITHER: Record<string, readonly Permission[]> = {
  "@/lib/fulfilment takeCase": ["orders.settle", "orders.refund", "orders.act"],
  "@/lib/fulfilment leaveCase": ["orders.settle", "orders.refund", "orders.act"],
  "@/lib/fulfilment workCaseNow": ["orders.settle", "orders.refund", "orders.act"],
};

/** They move money by a permission that otherwise moves none. */
const RAISED = ["@/lib/fulfilment cancelByStaff", "@/lib/fulfilment sendThrough"];

const root = join(import.meta.dirname, "../..");
const sources = readdirSync(import.meta.dirname, { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile() && entry.name.endsWith(".ts") && !entry.name.endsWith(".test.ts"))
  .map((entry) => readFileSync(join(entry.parentPath, entry.name), "utf8"))
  .filter((source) => source.startsWith('"use server"'));

/** `@/lib/catalog mergeOperators`: every function of a domain or flow that a server action imports. */
function verbsIn(source: string): string[] {
  return [...source.matchAll(/^import \{([^}]*)\} from "(@\/lib\/[\w/]+)"/gm)].flatMap(
    ([, names = "", from = ""]) =>
      /\/lib\/(core|runtime|env|providers|phone)\b|(types|schema)$/.test(from)
        ? []
        : names
            .split(",")
            .map((name) => name.trim())
            .filter((name) => /^[a-z]/.test(name) && !/^type |Schema$/.test(name))
            .map((name) => `${from} ${name}`),
  );
}

const verbs = [...new Set(sources.flatMap(verbsIn))].filter((verb) => ![...NO_VERBS, ...OWN].includes(verb));

type Verb = (ctx: unknown, input: unknown) => Promise<unknown>;

async function load(verb: string): Promise<Verb> {
  const [from = "", name = ""] = verb.split(" ");
  const folder = pathToFileURL(join(root, from.slice(2), "index.ts")).href;
  const door = (await import(/* @vite-ignore */ folder)) as Record<string, Verb>;
  const found = door[name];
  if (!found) throw new Error(`No ${verb}`);
  return found;
}

class Reached extends Error {}

/** Everything beside the actor: whoever touches it has not asked first. */
const world = (actor: Asker): unknown =>
  new Proxy(
    { actor: { id: "somebody", ...actor } },
    {
      get(target, name) {
        if (name === "actor") return target.actor;
        throw new Reached(String(name));
      },
    },
  );

/** Whatever is asked of it is an empty text. */
const input: unknown = new Proxy({}, { get: () => "" });

/** What a verb does for somebody: it lets them in, or what it throws. */
async function answer(verb: Verb, actor: Asker): Promise<"lets in" | NotPermitted | FactorNeeded> {
  try {
    await verb(world(actor), input);
    return "lets in";
  } catch (error) {
    return error instanceof NotPermitted || error instanceof FactorNeeded ? error : "lets in";
  }
}

const nobody: Asker = { kind: "staff", role: "viewer", withdrawn: PERMISSIONS, raised: true };

/** The permission it says is lacking. */
const lacking = (said: unknown): Permission | undefined =>
  said instanceof NotPermitted
    ? PERMISSIONS.find((one) => said.message === `Not permitted: ${one}`)
    : undefined;

it("there are many, and what is let off is still called", () => {
  expect(verbs.length).toBeGreaterThan(40);
  const called = new Set(sources.flatMap(verbsIn));
  for (const one of [...NO_VERBS, ...OWN, ...RAISED, ...Object.keys(EITHER)])
    expect([...called]).toContain(one);
});

describe("a verb behind a staff action asks before it touches anything, as every role and as nobody", () => {
  // Whole domains are read for it, which takes its time on a busy machine.
  beforeAll(async () => {
    for (const name of verbs) await load(name);
  }, 120_000);
  it.each(verbs)("%s", async (name) => {
    const verb = await load(name);
    const needed = lacking(await answer(verb, nobody));
    expect(needed).toBeDefined();
    if (!needed) return;
    expect(lacking(await answer(verb, { kind: "buyer" }))).toBe(needed);
    const enough = EITHER[name] ?? [needed];
    for (const role of STAFF_ROLES) {
      const actor: Asker = { kind: "staff", role, raised: true };
      const allowed = enough.some((one) => may(actor, one));
      expect([role, await answer(verb, actor)]).toEqual([
        role,
        allowed ? "lets in" : expect.any(NotPermitted),
      ]);
    }
    const unraised = await answer(verb, { kind: "staff", role: "owner", raised: false });
    expect(unraised).toEqual(
      RAISED.includes(name) || (enough.length === 1 && needsFactor(needed))
        ? expect.any(FactorNeeded)
        : "lets in",
    );
  });
});
