import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { expect, it, onTestFinished } from "vitest";
import { createTimers } from "./create-timers";
import {
  type Callback,
  createWebhookSender,
  type PendingWebhook,
  type WebhookSender,
} from "./create-webhook-sender";
import { type Fault, openFaultBook } from "./open-fault-book";
import { openReceiver, type Receiver } from "./open-test-sandbox";
import { openStore } from "./open-store";

/** How often anything was signed: every try must be signed anew. */
let signed = 0;

function open(
  receiver: Receiver,
  directory = fs.mkdtempSync(path.join(os.tmpdir(), "sender-")),
): WebhookSender {
  const store = openStore(directory);
  const timers = createTimers(() => store.flush());
  const callbacks = store.collection<Callback>("callbacks");
  callbacks.put({ id: "reloadly", url: receiver.url, events: null });
  const sender = createWebhookSender({
    callbacks,
    pending: store.collection<PendingWebhook>("webhooks"),
    faults: openFaultBook(store.collection<Fault>("faults")),
    scaled: (milliseconds) => milliseconds / 100,
    later: timers.later,
  });
  sender.signs("reloadly", (body) => ({ "stripe-signature": `${body} ${(signed += 1)}` }));
  onTestFinished(() => {
    timers.close();
    sender.close();
    store.close();
  });
  return sender;
}

async function receive(statusOf?: (index: number) => number): Promise<Receiver> {
  const receiver = await openReceiver(statusOf);
  onTestFinished(() => receiver.close());
  return receiver;
}

const webhook = (id: string, number: string) => ({
  provider: "reloadly",
  id,
  number,
  body: id,
});

it("sends what one number is told five times each, the last first, in scenario 0015", async () => {
  const receiver = await receive();
  const sender = open(receiver);
  sender.deliver(webhook("first", "+2348030000015"));
  sender.deliver(webhook("second", "+2348030000015"));
  const received = await receiver.until((all) => all.length === 10);
  const order = received.map(({ body }) => body);
  expect(order).toEqual([...Array(5).fill("second"), ...Array(5).fill("first")]);
});

it("tries again after a restart what nobody had taken, signed anew", async () => {
  const receiver = await receive((index) => (index === 0 ? 500 : 200));
  const directory = fs.mkdtempSync(path.join(os.tmpdir(), "sender-"));
  const refusing = open(receiver, directory);
  refusing.deliver(webhook("late", "+2348030001234"));
  await receiver.until((all) => all.length === 1);
  refusing.close();
  open(receiver, directory).resume();
  const received = await receiver.until((all) => all.length === 2);
  expect(received.map(({ body }) => body)).toEqual(["late", "late"]);
  expect(received[1]?.signature).not.toBe(received[0]?.signature);
});

it("keeps what it had no time to send, and forgets what was taken", async () => {
  const receiver = await receive();
  const directory = fs.mkdtempSync(path.join(os.tmpdir(), "sender-"));
  const kept = () => fs.readFileSync(path.join(directory, "webhooks.jsonl"), "utf8").trim().split("\n");
  const held = open(receiver, directory);
  held.deliver(webhook("held back", "+2348030000015"));
  await expect.poll(kept).toEqual([expect.stringContaining("held back")]);
  held.close();
  open(receiver, directory).resume();
  await receiver.until((all) => all.some(({ body }) => body === "held back"));
  await expect.poll(() => kept().at(-1)).toBe('["held back"]');
});

it("sends to the address of its own, where one is named, also after a restart", async () => {
  const usual = await receive();
  const own = await receive((index) => (index === 0 ? 500 : 200));
  const directory = fs.mkdtempSync(path.join(os.tmpdir(), "sender-"));
  const refused = open(usual, directory);
  refused.deliver({ ...webhook("own", "+2348030001234"), url: own.url });
  await own.until((all) => all.length === 1);
  refused.close();
  open(usual, directory).resume();
  await own.until((all) => all.length === 2);
  expect(usual.received).toEqual([]);
});

it("sends nothing where no callback is set", async () => {
  const receiver = await receive();
  const sender = open(receiver);
  sender.deliver({ ...webhook("other", "+2348030001234"), provider: "telecom" });
  sender.deliver(webhook("mine", "+2348030001234"));
  const received = await receiver.until((all) => all.length > 0);
  expect(received.map(({ body }) => body)).toEqual(["mine"]);
});
