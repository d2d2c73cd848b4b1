/** A number that was looked up on this device. */
export interface RecentNumber {
  /** `+234 803 123 4567` */
  international: string;
  operator: string;
  country: string;
}

const KEY = "homeline.recent-numbers";
const MOST = 6;
const CHANGED = "homeline:recent-numbers";
const NONE: readonly RecentNumber[] = [];

const isRecent = (value: unknown): value is RecentNumber =>
  typeof value === "object" &&
  value !== null &&
  ["international", "operator", "country"].every(
    (name) => typeof (value as Record<string, unknown>)[name] === "string",
  );

let read: { text: string | null; numbers: readonly RecentNumber[] } = { text: null, numbers: NONE };

/** The newest first; the same array until they change. Nothing where the device keeps nothing. */
export function readRecentNumbers(): readonly RecentNumber[] {
  try {
    const text = window.localStorage.getItem(KEY);
    if (text === read.text) return read.numbers;
    const stored: unknown = text === null ? [] : JSON.parse(text);
    read = { text, numbers: Array.isArray(stored) ? stored.filter(isRecent).slice(0, MOST) : NONE };
  } catch {
    read = { text: null, numbers: NONE };
  }
  return read.numbers;
}

function write(change: (storage: Storage) => void): void {
  try {
    change(window.localStorage);
    window.dispatchEvent(new Event(CHANGED));
  } catch {
    // Forbidden or full: the numbers are a comfort, no more.
  }
}

/** Puts a number first. It stays on this device: no request carries the list. */
export function rememberNumber(number: RecentNumber): void {
  const others = readRecentNumbers().filter(({ international }) => international !== number.international);
  write((storage) => storage.setItem(KEY, JSON.stringify([number, ...others].slice(0, MOST))));
}

export function forgetNumbers(): void {
  write((storage) => storage.removeItem(KEY));
}

/** For `useSyncExternalStore`: changes of this page and of others. */
export function watchRecentNumbers(changed: () => void): () => void {
  for (const name of [CHANGED, "storage"]) window.addEventListener(name, changed);
  return () => {
    for (const name of [CHANGED, "storage"]) window.removeEventListener(name, changed);
  };
}

export const noRecentNumbers = (): readonly RecentNumber[] => NONE;
