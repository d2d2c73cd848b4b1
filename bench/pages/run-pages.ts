import { readFileSync } from "node:fs";
import { chromium, type Browser } from "playwright";
import { createTestDatabase } from "@/db/testing";
import { localePath, LOCALES } from "@/i18n/locales";
import { startStack } from "@/scripts/stack.mjs";
import { ensureChromium } from "@/scripts/chromium.mjs";
import { watchForeignShare } from "../measure-foreign-share";
import { verdictOf, type Result } from "../result";
import { median } from "../statistics";
import { measureFirstLoad, type FirstLoad } from "./measure-first-load";
import { measureLighthouse } from "./measure-lighthouse";
import { measureThroughput } from "./measure-throughput";
import { measureTyping } from "./measure-typing";
import { openCheckout } from "./open-checkout";
import { startBareNext } from "./start-bare-next";

const ROUNDS = 3;
const REQUESTS = 1500;
const OPERATOR_PAGE = "/nigeria/mtn";
const kB = (bytes: number): string => `${(bytes / 1000).toFixed(1)} kB`;
const ratio = (ours: number, bare: number): string =>
  `bare Next ${bare.toFixed(0)}, ratio ${(ours / bare).toFixed(2)}`;

/** Says which part begins, so that one that takes long is known by name. */
function told<T>(part: string, run: () => Promise<T>): Promise<T> {
  process.stdout.write(`  ${part} …\n`);
  return run();
}

interface Sides {
  ours: string;
  bare: string;
}

async function firstLoads(browser: Browser, sides: Sides, throttled: boolean) {
  const ours: FirstLoad[] = [];
  const bare: FirstLoad[] = [];
  for (let turn = 0; turn < ROUNDS; turn += 1) {
    ours.push(await measureFirstLoad(browser, sides.ours, { throttled }));
    bare.push(await measureFirstLoad(browser, sides.bare, { throttled }));
  }
  const of = (
    loads: FirstLoad[],
    name: "scriptBytes" | "totalBytes" | "lcpMs" | "tbtMs" | "cls" | "requests" | "styleBytes",
  ) => median(loads.map((load) => load[name]));
  return {
    ours,
    of: (name: Parameters<typeof of>[1]) => of(ours, name),
    bare: (name: Parameters<typeof of>[1]) => of(bare, name),
  };
}

async function weigh(browser: Browser, sides: Sides): Promise<Result[]> {
  const load = await firstLoads(browser, sides, false);
  const [script, total] = [load.of("scriptBytes"), load.of("totalBytes")];
  const hosts = new Set(load.ours.flatMap(({ foreignHosts }) => foreignHosts));
  const shared = { foreign: undefined };
  return [
    {
      goal: "1",
      what: "scripts of the first load of /",
      measured: kB(script),
      ceiling: `bare Next ${kB(load.bare("scriptBytes"))}, ratio ${(script / load.bare("scriptBytes")).toFixed(2)}`,
      wanted: "≤ 164 kB and ≤ 1.2 ×",
      verdict: verdictOf(script <= 164_000 && script <= 1.2 * load.bare("scriptBytes")),
      ...shared,
    },
    {
      goal: "2",
      what: "all of the first load of /",
      measured: `${kB(total)}, ${load.of("requests")} requests, styles ${kB(load.of("styleBytes"))}, ${hosts.size} other hosts`,
      ceiling: `bare Next ${kB(load.bare("totalBytes"))}, ratio ${(total / load.bare("totalBytes")).toFixed(2)}`,
      wanted: "≤ 1.6 ×, ≤ 20 requests, styles ≤ 10 kB, no other host",
      verdict: verdictOf(
        total <= 1.6 * load.bare("totalBytes") &&
          load.of("requests") <= 20 &&
          load.of("styleBytes") <= 10_000 &&
          hosts.size === 0,
      ),
      ...shared,
    },
  ];
}

async function timeLoads(browser: Browser, sides: Sides): Promise<Result[]> {
  const foreign = watchForeignShare();
  const load = await firstLoads(browser, sides, true);
  const share = { foreign: foreign() };
  const [lcp, tbt, cls] = [load.of("lcpMs"), load.of("tbtMs"), load.of("cls")];
  return [
    {
      goal: "3",
      what: "largest paint of /, slow 4G, processor 4 × slower",
      measured: `${lcp.toFixed(0)} ms`,
      ceiling: ratio(lcp, load.bare("lcpMs")),
      wanted: "≤ 1.5 ×",
      verdict: verdictOf(lcp <= 1.5 * load.bare("lcpMs")),
      ...share,
    },
    {
      goal: "4",
      what: "blocked time of /, same phone; layout shift",
      measured: `${tbt.toFixed(0)} ms, CLS ${cls.toFixed(3)}`,
      ceiling: ratio(tbt, load.bare("tbtMs")),
      wanted: "≤ 1.5 ×, CLS 0",
      verdict: verdictOf(tbt <= 1.5 * load.bare("tbtMs") && cls === 0),
      ...share,
    },
  ];
}

/** The first load of / in every language: what is written in other letters must not weigh more. */
async function weighLanguages(browser: Browser, origin: string): Promise<Result> {
  const loads = new Map<string, FirstLoad>();
  for (const locale of LOCALES)
    loads.set(
      locale,
      await measureFirstLoad(browser, origin + localePath(locale, "/"), { throttled: false }),
    );
  const [locale, heaviest] = [...loads].toSorted(([, a], [, b]) => b.scriptBytes - a.scriptBytes)[0] ?? [];
  const total = Math.max(...[...loads.values()].map(({ totalBytes }) => totalBytes));
  const shift = Math.max(...[...loads.values()].map(({ cls }) => cls));
  return {
    goal: "1",
    what: `first load of / in ${loads.size} languages, the heaviest`,
    measured: `scripts ${kB(heaviest?.scriptBytes ?? 0)} (${locale}), all ${kB(total)}, CLS ${shift.toFixed(3)}`,
    ceiling: "–",
    wanted: "scripts ≤ 164 kB, CLS 0",
    verdict: verdictOf((heaviest?.scriptBytes ?? Infinity) <= 164_000 && shift === 0),
    foreign: undefined,
  };
}

async function typing(browser: Browser, sides: Sides): Promise<Result> {
  const foreign = watchForeignShare();
  const { p95Ms, requests } = await measureTyping(browser, sides.ours, 20);
  return {
    goal: "7",
    what: "last key → operator on the page, processor 4 × slower, p95",
    measured: `${p95Ms.toFixed(0)} ms, ${requests} requests`,
    ceiling: "–",
    wanted: "≤ 50 ms, no request",
    verdict: verdictOf(p95Ms <= 50 && requests === 0),
    foreign: foreign(),
  };
}

async function throughput(
  paths: Sides,
  goal: { goal: string; what: string; least: number },
): Promise<Result> {
  const foreign = watchForeignShare();
  const ours: number[] = [];
  const bare: number[] = [];
  for (let turn = 0; turn <= ROUNDS; turn += 1) {
    const pair = [
      await measureThroughput(paths.ours, REQUESTS),
      await measureThroughput(paths.bare, REQUESTS),
    ] as const;
    // The first round is thrown away.
    if (turn > 0) [ours, bare].forEach((list, side) => list.push(pair[side] ?? 0));
  }
  const [mine, theirs] = [median(ours), median(bare)];
  return {
    goal: goal.goal,
    what: goal.what,
    measured: `${mine.toFixed(0)} req/s`,
    ceiling: ratio(mine, theirs),
    wanted: `≥ ${goal.least} ×`,
    verdict: verdictOf(mine >= goal.least * theirs),
    foreign: foreign(),
  };
}

async function scores(browser: Browser, executablePath: string, { ours, bare }: Sides): Promise<Result> {
  const checkout = await openCheckout(browser, ours);
  const foreign = watchForeignShare();
  const shown = {
    "/": { url: ours },
    [OPERATOR_PAGE]: { url: new URL(OPERATOR_PAGE, ours).href },
    checkout,
  };
  const pages = [...Object.values(shown), { url: bare }];
  const found = await measureLighthouse(executablePath, { pages, runs: ROUNDS });
  const of = (url: string) => median(found.get(url) ?? []);
  return {
    goal: "5",
    what: "Lighthouse's performance, phone and slow line as it simulates them",
    measured: Object.entries(shown)
      .map(([name, { url }]) => `${name} ${of(url)} (${found.get(url)?.join(" ")})`)
      .join(", "),
    ceiling: `bare Next ${of(bare)}`,
    wanted: "≥ 98",
    verdict: verdictOf(Object.values(shown).every(({ url }) => of(url) >= 98)),
    foreign: foreign(),
  };
}

/** Resident memory of a process in MiB; undefined where there is no /proc. */
function memoryOf(pid: number | undefined): number | undefined {
  try {
    const kib = /VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1];
    return kib ? Number(kib) / 1024 : undefined;
  } catch {
    return undefined;
  }
}

/** The shop as `npm start` runs it, beside a bare Next app. */
export async function runPages(): Promise<Result[]> {
  const executablePath = await ensureChromium();
  const database = await createTestDatabase();
  const stack = await startStack({
    dataDir: ".data/bench",
    distDir: ".next-bench",
    live: false,
    dev: false,
    quiet: true,
    databaseUrl: database.url,
    port: { wanted: 3300, asked: false },
    sandboxPort: { wanted: 4310, asked: false },
    env: { LOG_LEVEL: "error" },
  });
  const next = await startBareNext(stack.env.DATABASE_URL ?? "");
  const browser = await chromium.launch({ executablePath, args: ["--no-sandbox", "--disable-gpu"] });
  try {
    const sides = { ours: `${stack.url}/`, bare: `${next.url}/` };
    const rows = { ours: stack.url + OPERATOR_PAGE, bare: `${next.url}/rows` };
    const results = [
      ...(await told("weight of /", () => weigh(browser, sides))),
      await told("weight of / in every language", () => weighLanguages(browser, stack.url)),
      ...(await told("times of /", () => timeLoads(browser, sides))),
      await told("Lighthouse", () => scores(browser, executablePath, sides)),
      await told("typing", () => typing(browser, sides)),
      await told("the main page", () =>
        throughput(sides, { goal: "9", what: "the main page, 32 at a time, gzip", least: 0.8 }),
      ),
      await told("the operator page", () =>
        throughput(rows, { goal: "10", what: "the operator page, 32 at a time, gzip", least: 0.6 }),
      ),
    ];
    const memory = memoryOf(stack.processes.pid("web"));
    return [
      ...results,
      {
        goal: "19",
        what: "memory of the web process after this run",
        measured: memory === undefined ? "unknown here" : `${memory.toFixed(0)} MiB`,
        ceiling: `bare Next ${memoryOf(next.pid)?.toFixed(0) ?? "?"} MiB`,
        wanted: "≤ 300 MiB",
        verdict: memory === undefined ? "reported" : verdictOf(memory <= 300),
        foreign: undefined,
      },
    ];
  } finally {
    await browser.close();
    next.stop();
    await stack.stop();
    await database.close();
  }
}
