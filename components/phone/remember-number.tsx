"use client";

import { useEffect } from "react";
import { rememberNumber, type RecentNumber } from "./recent-numbers";

/** Keeps the number of this page on the device. */
export function RememberNumber({ international, operator, country }: RecentNumber) {
  useEffect(() => rememberNumber({ international, operator, country }), [international, operator, country]);
  return null;
}
