export function bundleWorker(options: { distDir: string }): Promise<string>;
