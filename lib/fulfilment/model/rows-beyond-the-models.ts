/** Rows of the tables that no step of a model applies, each with its reason. */
export const ROWS_BEYOND_THE_MODELS: Record<string, string> = {};
