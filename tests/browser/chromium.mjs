// SPDX-License-Identifier: Apache-2.0
// chromium.mjs - a headless Chromium, driven over a pipe by its DevTools protocol.
import { spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const ANSWER_MS = 60000;

// Nothing but what the page itself asks for, so that a request is the page's doing.
const OPTIONS = [
  "--headless=new", "--no-sandbox", "--disable-gpu", "--hide-scrollbars", "--no-first-run", "--disable-extensions",
  "--disable-background-networking", "--disable-component-update", "--disable-sync", "--disable-dev-shm-usage",
  "--font-render-hinting=none", "--force-color-profile=srgb", "--remote-debugging-pipe",
];

export class Chromium {
  #process;
  #profile;
  #session;
  #waiting = new Map();
  #listeners = new Set();
  #next = 1;
  #rest = "";

  static async start() {
    const browser = new Chromium();
    await browser.#open();
    return browser;
  }

  async #open() {
    this.#profile = mkdtempSync(join(tmpdir(), "teamsinvite-chromium-"));
    this.#process = spawn("chromium", [...OPTIONS, `--user-data-dir=${this.#profile}`, "about:blank"],
      { stdio: ["ignore", "ignore", "ignore", "pipe", "pipe"] });
    this.#process.on("error", (error) => this.#end(error));
    this.#process.on("exit", () => this.#end(new Error("chromium has ended")));
    this.#process.stdio[3].on("error", (error) => this.#end(error));
    this.#process.stdio[4].setEncoding("utf8").on("data", (text) => this.#take(text));
    const { targetId } = await this.send("Target.createTarget", { url: "about:blank" });
    this.#session = (await this.send("Target.attachToTarget", { targetId, flatten: true })).sessionId;
    for (const domain of ["Page", "Network", "Runtime", "Log"]) await this.send(`${domain}.enable`);
  }

  // Messages are JSON, each with a NUL behind it.
  #take(text) {
    const parts = (this.#rest + text).split("\0");
    this.#rest = parts.pop();
    for (const part of parts) {
      const message = JSON.parse(part);
      if (message.id === undefined) {
        for (const listener of this.#listeners) listener(message);
        continue;
      }
      const { resolve, reject, timer } = this.#waiting.get(message.id);
      clearTimeout(timer);
      this.#waiting.delete(message.id);
      if (message.error) reject(new Error(message.error.message));
      else resolve(message.result);
    }
  }

  #end(error) {
    for (const { reject, timer } of this.#waiting.values()) {
      clearTimeout(timer);
      reject(error);
    }
    this.#waiting.clear();
  }

  send(method, params = {}) {
    const id = this.#next++;
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => reject(new Error(`no answer to ${method}`)), ANSWER_MS);
      this.#waiting.set(id, { resolve, reject, timer });
      this.#process.stdio[3].write(`${JSON.stringify({ id, method, params, sessionId: this.#session })}\0`);
    });
  }

  // What was asked for and what was complained about while the page loaded.
  async load(url, { width, scheme }) {
    const seen = { requests: [], complaints: [] };
    await this.send("Emulation.setDeviceMetricsOverride", { width, height: 200, deviceScaleFactor: 1, mobile: false });
    await this.send("Emulation.setEmulatedMedia", { features: [{ name: "prefers-color-scheme", value: scheme }] });
    const loaded = new Promise((resolve) => {
      this.#listeners.add((message) => {
        if (message.method === "Network.requestWillBeSent") seen.requests.push(message.params.request.url);
        if (message.method === "Log.entryAdded") seen.complaints.push(message.params.entry.text);
        if (message.method === "Page.loadEventFired") resolve();
      });
    });
    const { errorText } = await this.send("Page.navigate", { url });
    if (errorText) throw new Error(`${url}: ${errorText}`);
    await loaded;
    this.#listeners.clear();
    return seen;
  }

  // The function runs in the page; what it returns comes back as JSON.
  async evaluate(fn, ...values) {
    const expression = `(${fn})(${values.map((v) => JSON.stringify(v)).join()})`;
    const { result, exceptionDetails } = await this.send("Runtime.evaluate", { expression, returnByValue: true });
    if (exceptionDetails) throw new Error(exceptionDetails.exception.description);
    return result.value;
  }

  // A PNG of the whole page.
  async screenshot() {
    const { cssContentSize: size } = await this.send("Page.getLayoutMetrics");
    const { data } = await this.send("Page.captureScreenshot", {
      format: "png", captureBeyondViewport: true,
      clip: { x: 0, y: 0, width: size.width, height: size.height, scale: 1 },
    });
    return Buffer.from(data, "base64");
  }

  async stop() {
    const ended = new Promise((resolve) => this.#process.on("exit", resolve));
    await this.send("Browser.close").catch(() => this.#process.kill());
    await ended;
    rmSync(this.#profile, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 });
  }
}
