/** The simulated processes by their names: `worker-1.2` is the second life of the first worker. */
export interface Processes {
  workers(): [string, string];
  web(): string;
  /** One that was killed begins its next life. */
  restart(process: string): void;
}

export function createProcesses(): Processes {
  const lives = new Map<string, number>();
  const nameOf = (role: string): string => `${role}.${lives.get(role) ?? 1}`;
  let asked = 0;
  return {
    workers: () => [nameOf("worker-1"), nameOf("worker-2")],
    // Requests are shared out in turn.
    web: () => nameOf(`web-${1 + ((asked += 1) % 2)}`),
    restart(process) {
      const role = process.split(".")[0] ?? process;
      lives.set(role, (lives.get(role) ?? 1) + 1);
    },
  };
}
