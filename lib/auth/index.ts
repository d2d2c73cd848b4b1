export { createAuth, type Auth, type AuthDeps, type Staff } from "./create-auth";
