import { importCatalogs, runtime } from "@/lib/runtime";

/** Reads the catalogs of all providers, one line a step: `npm run import-catalog [-- --if-older-than <hours>]`. */
const flag = process.argv.indexOf("--if-older-than");
const olderThanHours = flag === -1 ? undefined : Number(process.argv[flag + 1]);

const failed = await importCatalogs({
  ...(olderThanHours === undefined ? {} : { olderThanHours }),
  onLine: (line) => process.stdout.write(`${line}\n`),
});
await runtime().connection.close();
process.exitCode = failed === 0 ? 0 : 1;
