/** Types of `processes.mjs`, for campaigns in TypeScript. */
export interface Processes {
  logs: string;
  start(name: string, args: string[], env?: Record<string, string>): unknown;
  startOnce(
    name: string,
    spec: { args: string[]; env: Record<string, string>; once: Record<string, string> },
  ): unknown;
  /** Returns its exit code or the signal that ended it; undefined when it was not there. */
  stop(name: string): Promise<number | string | undefined>;
  lose(name: string): void;
  signal(name: string, signal: NodeJS.Signals): void;
  pid(name: string): number | undefined;
  age(name: string): number | undefined;
  alive(name: string): boolean;
  stopAll(): Promise<void>;
}

export function createProcesses(options: {
  dir: string;
  quiet?: boolean;
  patienceMs?: number;
  onEnd?: (name: string, how: number | string) => void;
}): Processes;

export const typescript: (file: string, ...args: string[]) => string[];
export const pagesServer: (address: { port: number; hostname: string }) => string[];
export function waitFor(url: string, options?: { alive?: () => boolean; seconds?: number }): Promise<void>;
