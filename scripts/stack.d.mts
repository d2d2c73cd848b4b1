export interface Stack {
  url: string;
  ports: { web: number; sandbox: number };
  env: Record<string, string>;
  processes: { pid(name: string): number | undefined };
  stop(): Promise<void>;
}

export function startStack(options: {
  dataDir: string;
  distDir: string;
  live: boolean;
  dev: boolean;
  quiet?: boolean;
  databaseUrl?: string;
  port: { wanted: number; asked: boolean };
  sandboxPort: { wanted: number; asked: boolean };
  env?: Record<string, string>;
  shop?: boolean;
  onStocked?: (databaseUrl: string) => Promise<void>;
}): Promise<Stack>;
