import { runVitest } from "@/scripts/run-vitest";

export interface SimulationOptions {
  /** The wrong variants instead of the simulation. */
  mutants: boolean;
  seeds: number;
  seed: number;
}

/** Runs the long form of the simulation, or the wrong variants, by the test runner. Resolves to its exit code. */
export function runSimulation({ mutants, seeds, seed }: SimulationOptions): Promise<number> {
  const what = mutants
    ? ["--project", "wrong variants"]
    : ["--project", "apart", "e2e/faults/simulation", "e2e/faults/faults.test.ts"];
  return runVitest(what, {
    SIMULATION_GATE: "whole",
    SIMULATION_SEEDS: String(seeds),
    SIMULATION_SEED: String(seed),
  });
}
