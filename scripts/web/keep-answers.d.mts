/** Types of `keep-answers.mjs`, for its test. */
import type { IncomingMessage, ServerResponse } from "node:http";

type Answer = (request: IncomingMessage, response: ServerResponse) => unknown;

export function keepAnswers(make: Answer, clock?: { now(): number }): Answer;
