import { EnvProblem, readEnv } from "@/lib/env";

/** Prints what is wrong with the environment, a line each, or the mode it asks for. */
try {
  process.stdout.write(`${JSON.stringify({ mode: readEnv(process.env).mode })}\n`);
} catch (error) {
  if (!(error instanceof EnvProblem)) throw error;
  for (const problem of error.problems) process.stderr.write(`${problem}\n`);
  process.exitCode = 1;
}
