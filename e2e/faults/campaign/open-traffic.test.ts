import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { openTraffic } from "./open-traffic";

const RECHARGE = /^POST \/a1topup\//;
const bytes = Buffer.from("POST /a1topup/api/v1/recharge HTTP/1.1\r\n\r\n");

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

function openCalls() {
  const traffic = openTraffic();
  const call = (member: string): (() => void) => {
    const ended = traffic.watch(member, bytes);
    vi.advanceTimersByTime(100);
    return ended ?? (() => undefined);
  };
  return { traffic, call, most: () => traffic.mostAtOnce(RECHARGE).map(({ member }) => member) };
}

it("one call after the other is one at a time; two that overlap are two", () => {
  const { call, most } = openCalls();
  call("worker-1")();
  const open = call("worker-2");
  expect(most()).toHaveLength(1);
  call("worker-1")();
  open();
  expect(most()).toEqual(["worker-2", "worker-1"]);
});

it("a call that nobody answers and nobody hangs up on stays under way", () => {
  const { call, most } = openCalls();
  call("worker-1");
  vi.advanceTimersByTime(600_000);
  call("worker-2")();
  expect(most()).toEqual(["worker-1", "worker-2"]);
});

it("who stands still is asking until then, and what it asks when it goes on counts again", () => {
  const { traffic, call, most } = openCalls();
  const late = call("worker-1");
  traffic.leaveCalls("worker-1");
  call("worker-2")();
  late();
  expect(most()).toHaveLength(1);
  call("worker-1");
  call("worker-2");
  expect(most()).toEqual(["worker-1", "worker-2"]);
});
