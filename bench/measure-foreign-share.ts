import { readdirSync, readFileSync } from "node:fs";

interface Times {
  total: number;
  busy: number;
  ours: number;
}

function parentsAndTimes(): Map<number, { parent: number; name: string; ticks: number }> {
  const found = new Map<number, { parent: number; name: string; ticks: number }>();
  for (const entry of readdirSync("/proc").filter((name) => /^\d+$/.test(name))) {
    try {
      const stat = readFileSync(`/proc/${entry}/stat`, "utf8");
      const name = stat.slice(stat.indexOf("(") + 1, stat.lastIndexOf(")"));
      const fields = stat
        .slice(stat.lastIndexOf(")") + 2)
        .split(" ")
        .map(Number);
      found.set(Number(entry), {
        parent: fields[1] ?? 0,
        name,
        // Its own and those of its children that have ended: a browser's, say, one for each page.
        ticks: fields.slice(11, 15).reduce((sum, part) => sum + part, 0),
      });
    } catch {
      // It ended while we looked.
    }
  }
  return found;
}

function readTimes(): Times {
  const cpu = readFileSync("/proc/stat", "utf8").split("\n")[0]?.split(/\s+/).slice(1).map(Number) ?? [];
  const total = cpu.slice(0, 8).reduce((sum, part) => sum + part, 0);
  const idle = (cpu[3] ?? 0) + (cpu[4] ?? 0);
  const processes = parentsAndTimes();
  const isOurs = (pid: number): boolean => {
    for (let at = pid; at > 1; at = processes.get(at)?.parent ?? 0) if (at === process.pid) return true;
    return processes.get(pid)?.name.startsWith("postgres") ?? false;
  };
  let ours = 0;
  for (const [pid, { ticks }] of processes) if (isOurs(pid)) ours += ticks;
  return { total, busy: total - idle, ours };
}

/**
 * Starts watching who uses the processors. The returned function tells the share, 0 to 1, that went to others than us, our children and
 * PostgreSQL since then; undefined where there is no /proc. What ended in between counts with whoever waited for its end.
 */
export function watchForeignShare(): () => number | undefined {
  try {
    const before = readTimes();
    return () => {
      const after = readTimes();
      const foreign = after.busy - before.busy - Math.max(0, after.ours - before.ours);
      return Math.max(0, foreign) / Math.max(1, after.total - before.total);
    };
  } catch {
    return () => undefined;
  }
}
