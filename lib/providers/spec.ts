/**
 * What a provider is to the rest of Homeline. Types only. A provider is a factory `createX(options): Provider`; its kit holds the
 * wire format, the mapping and the failure table, and never reads the environment or the database.
 */
export * from "./provider-names";
export * from "./call-note";
export * from "./capabilities";
export * from "./outcome";
export * from "./offer";
export * from "./records";
export * from "./provider";
