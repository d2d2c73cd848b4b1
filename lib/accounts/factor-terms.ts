import { sql } from "drizzle-orm";
import type { Ctx } from "@/db/context";
import type { Seal } from "@/lib/core/seal";

/** What verbs about second factors need beside the usual: the seal their secrets lie under. */
export interface FactorCtx extends Ctx {
  artefacts: Seal;
}

/** How long a session may move money after a code was entered. People are not faster on a faster clock: never scaled. */
export const RAISED_FOR = sql.raw("interval '30 minutes'");
/** So many wrong codes in one window, then nothing is taken before its end. */
export const MOST_WRONG = 5;
export const WRONG_WINDOW = sql.raw("interval '15 minutes'");
/** How many codes for who has lost the authenticator. */
export const RECOVERY_CODES = 10;
