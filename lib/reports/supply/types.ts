import type { Micros } from "@/lib/core/money";
import type { Runway } from "../forecast-runway";

/** One request to a provider and its answer, as they were kept: without secrets, codes and whole numbers. */
export interface ProviderCall {
  id: number;
  provider: string;
  /** Which call of its kit it was made for: `submit`, `balance`. */
  purpose: string;
  attemptId: string | null;
  orderId: string | null;
  reference: string | null;
  method: string;
  path: string;
  request: string | null;
  /** HTTP status; null when nothing was answered. */
  status: number | null;
  answer: string | null;
  /** `answered`, `not-sent`, or why it is in doubt. */
  verdict: string;
  ms: number;
  at: string;
}

export interface ProviderCallPage {
  calls: ProviderCall[];
  /** Where the next page begins; null on the last. */
  older: number | null;
}

/** How some attempts ended. */
export interface Fared {
  attempts: number;
  delivered: number;
  /** Under way. */
  open: number;
  /** Ended, or in doubt, by something that speaks of the provider. */
  failed: number;
  /** Delivered of those that were delivered or failed; null without any. */
  share: number | null;
  /** To the step of the scale of times; null without deliveries. */
  p50Ms: number | null;
  p95Ms: number | null;
  /** By how they ended, the most frequent first. `theirs` false: it speaks of the number or the amount. */
  errors: { code: string; attempts: number; theirs: boolean }[];
}

/** A provider's last hours. Hours are ISO, the newest first. */
export interface ProviderHealth {
  /** The one operator that was asked for: the sum and the hours are its own. */
  only: { operatorId: string; name: string; country: string } | null;
  all: Fared;
  hours: (Fared & { hour: string })[];
  /** The busiest first. */
  operators: (Fared & { operatorId: string; name: string; country: string })[];
}

/** How a provider stands, from our own rows. Times are ISO. */
export interface ProviderStanding {
  provider: string;
  /** Nothing, or less, goes through it. */
  needsLook: boolean;
  /** It did not answer when we last spoke to it. */
  silent: boolean;
  paused: { until: string; why: string | null } | null;
  /** End of the last pause, over or not: what a page hands back to show that nobody paused or ended it since. */
  pausedSeen: string | null;
  /** By staff. */
  switchedOff: boolean;
  /** As staff said; null: as its capabilities say. */
  switchedOn: boolean | null;
  /** Less what was claimed since it was read; null where it is not known. */
  float: Micros | null;
  floatAt: string | null;
  /** What deliveries of the last 24 hours took from it. */
  spent: Micros | null;
  /** It lasts for fewer hours, or holds less, than staff want to hear of. */
  floatLow: boolean;
  /** How long it lasts as it is used; null where nothing was spent, or it is not known. */
  runway: Runway | null;
  /** When staff want to hear: below so many hours, below such an amount (null: no amount). */
  alertBelow: { hours: number; float: Micros | null };
  /** The same as it is kept (hours and micros; null: the usual): what a page hands back to show that nobody set it since. */
  alertSeen: { hours: number | null; micros: number | null };
  /** Ways to operators that rest, the newest first. */
  circuits: {
    operatorId: string;
    operator: string;
    country: string;
    why: string;
    retryAt: string | null;
  }[];
  /** Attempts of the last hours. */
  delivered: number;
  failed: number;
}
