export * from "./accounts";
export * from "./app-now";
export * from "./catalog";
export * from "./checkout";
export * from "./jobs";
export * from "./lookups";
export * from "./orders";
export * from "./payments";
