import type { Scenarios } from "../scenario";
import { ANSWERING } from "./answering";
import { DYING } from "./dying";
import { KEEPING } from "./keeping";
import { MOVING_MONEY } from "./moving-money";
import { PAYING } from "./paying";
import { PROVIDING } from "./providing";

/** Every scenario, by the number of its fault. */
export const PROVEN: Scenarios = {
  ...PAYING,
  ...DYING,
  ...ANSWERING,
  ...PROVIDING,
  ...MOVING_MONEY,
  ...KEEPING,
};
