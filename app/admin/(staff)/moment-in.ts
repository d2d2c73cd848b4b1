const LOCAL = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2})?$/;

/** A moment as `<input type="datetime-local">` sends it, in UTC; null where nothing is, undefined for what is none. */
export function momentIn(text: string): Date | null | undefined {
  if (text.trim() === "") return null;
  if (!LOCAL.test(text)) return undefined;
  const moment = new Date(`${text}Z`);
  return Number.isNaN(moment.getTime()) ? undefined : moment;
}
