/** Types of `fresh-database.mjs`, for campaigns in TypeScript. */
export function freshDatabase(serverUrl: string, options?: { stocked?: boolean }): Promise<string>;
export function keepStocked(serverUrl: string, databaseUrl: string): Promise<void>;
