// SPDX-License-Identifier: Apache-2.0
// peer.mjs - meetings through Microsoft's own libraries for JavaScript.
//
//     node peer.mjs sign-in URL FILE USERS   so many have signed in: what MSAL keeps of it, into FILE
//     node peer.mjs first URL FILE           one meeting, printed is its link: for a cold start
//     node peer.mjs create URL FILE COUNT    meetings, one after the other
//     node peer.mjs lookup URL FILE COUNT    the token of one of those who have signed in, out of the cache
//
// Prints figures as the programs in C do. NODE_EXTRA_CA_CERTS names the CA.
import { readFileSync, writeFileSync } from "node:fs";
import { Client } from "@microsoft/microsoft-graph-client";
import { makeApp, scopes, signIn } from "./accounts.mjs";

const settings = {
  lobbyBypassSettings: { scope: "organization", isDialInBypassEnabled: false },
  allowedPresenters: "organization", recordAutomatically: false, isEntryExitAnnounced: false,
  allowMeetingChat: "limited",
};

function figure(id, value, unit) {
  console.log(`${id}\t${value}\t${unit}`);
}

function openRig(baseUrl, file) {
  const { cache, accounts } = JSON.parse(readFileSync(file, "utf8"));
  const app = makeApp(baseUrl);
  app.getTokenCache().deserialize(cache);
  return { app, accounts };
}

// The host keeps the account: to have MSAL look for it takes longer than the token does.
async function findToken(rig, user) {
  const result = await rig.app.acquireTokenSilent({ account: rig.accounts[user], scopes });
  if (!result.fromCache) throw new Error("the token is not from the cache");
  return result.accessToken;
}

function graphOf(rig, baseUrl) {
  return Client.initWithMiddleware({
    baseUrl, defaultVersion: "v1.0", customHosts: new Set([new URL(baseUrl).hostname]),
    authProvider: { getAccessToken: () => findToken(rig, 0) },
  });
}

// The two requests that our library sends for it.
async function create(graph, number) {
  const startDateTime = new Date(Math.ceil(Date.now() / 3600000) * 3600000 + 24 * 3600000);
  const meeting = await graph.api("/me/onlineMeetings/createOrGet").post({
    externalId: `interview-${number}`, subject: "Interview", startDateTime,
    endDateTime: new Date(startDateTime.getTime() + 3600000),
  });
  const settled = await graph.api(`/me/onlineMeetings/${meeting.id}`).patch(settings);
  if (settled.allowedPresenters !== "organization") throw new Error("the settings are not on");
  return meeting.joinWebUrl;
}

async function first(baseUrl, file) {
  console.log(await create(graphOf(openRig(baseUrl, file), baseUrl), 0));
  process.exit(0);
}

function cpuUs() {
  const { user, system } = process.cpuUsage();
  return user + system;
}

async function createAll(baseUrl, file, count) {
  const graph = graphOf(openRig(baseUrl, file), baseUrl);
  await create(graph, 0);
  const wall = performance.now();
  const cpu = cpuUs();
  for (let i = 1; i <= count; i++) await create(graph, i);
  figure("peers.msal.create.wall_us", ((performance.now() - wall) * 1000) / count, "us");
  figure("peers.msal.create.cpu_us", (cpuUs() - cpu) / count, "us");
  figure("peers.msal.peak_kib", process.resourceUsage().maxRSS, "KiB");
}

// CPU, with the cache in the memory of the process: without a cache plug-in, and the fastest that MSAL has.
async function lookUpAll(baseUrl, file, count) {
  const rig = openRig(baseUrl, file);
  const users = rig.accounts.length;
  for (let i = 0; i < count; i++) await findToken(rig, i % users);
  const cpu = cpuUs();
  for (let i = 0; i < count; i++) await findToken(rig, (i * 37) % users);
  figure(`peers.msal.token_lookup_us.${users}`, (cpuUs() - cpu) / count, "us");
}

async function prepare(baseUrl, file, users) {
  writeFileSync(file, JSON.stringify(await signIn(baseUrl, users)));
}

const [what, baseUrl, file, count] = process.argv.slice(2);
await { "sign-in": prepare, first, create: createAll, lookup: lookUpAll }[what](baseUrl, file, Number(count));
