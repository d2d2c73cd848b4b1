/** Types of `database.mjs`, for scripts in TypeScript. */
export interface StartedDatabase {
  url: string;
  how: "attached" | "started" | "created";
  stop(mode?: "fast" | "immediate"): void;
}

export function startDatabase(options: {
  dir: string;
  settings?: string[];
  native?: string;
}): Promise<StartedDatabase>;

export function findOtherServer(major: number): { native: string; major: number } | undefined;
