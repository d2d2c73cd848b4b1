import { revalidatePath } from "next/cache";

/** The shop's kept pages are made anew when next visited, for their prices or shelves have changed. Other web processes follow within a minute. */
export const remakeShopPages = (): void => revalidatePath("/", "layout");
