/**
 * What a provider is to the rest of Homeline. Types only. A provider is a factory `createX(options): Provider`; its kit holds the
 * wire format, the mapping and the failure table, and never reads the environment or the database.
 */
export * from "./spec/names";
export * from "./spec/capabilities";
export * from "./spec/outcome";
export * from "./spec/offer";
export * from "./spec/records";
export * from "./spec/provider";
