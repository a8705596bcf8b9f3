// SPDX-License-Identifier: Apache-2.0
// accounts.mjs - MSAL as an ATS would have it: one confidential client, and in its cache
// everybody who has signed in. What the sign-in would bring is answered in this process,
// through MSAL's own networkClient; from then on MSAL finds the token by itself.
import { ConfidentialClientApplication } from "@azure/msal-node";

const tenant = "aaaaaaaa-0000-0000-0000-000000000001";
export const scopes = ["https://graph.microsoft.com/OnlineMeetings.ReadWrite"];

// As Entra publishes it: without it MSAL would ask for it first, of every process.
function authorityMetadata(authority) {
  return JSON.stringify({
    authorization_endpoint: `${authority}/oauth2/v2.0/authorize`,
    token_endpoint: `${authority}/oauth2/v2.0/token`,
    issuer: `${authority}/v2.0`,
    jwks_uri: `${authority}/discovery/v2.0/keys`,
    end_session_endpoint: `${authority}/oauth2/v2.0/logout`,
  });
}

export function makeApp(baseUrl, networkClient) {
  const authority = `${baseUrl}/${tenant}`;
  return new ConfidentialClientApplication({
    auth: {
      clientId: "11111111-2222-3333-4444-555555555555",
      clientSecret: "the-secret-of-the-app",
      authority,
      knownAuthorities: [new URL(baseUrl).host],
      authorityMetadata: authorityMetadata(authority),
    },
    ...(networkClient && { system: { networkClient } }),
  });
}

function oidOf(user) {
  return `00000000-0000-0000-0000-${String(user).padStart(12, "0")}`;
}

function base64url(value) {
  return Buffer.from(JSON.stringify(value)).toString("base64url");
}

// What Entra answers to a sign-in, with tokens of the size that the stub has.
function signInAnswer(user) {
  const claims = { aud: "11111111-2222-3333-4444-555555555555", iss: "https://localhost", tid: tenant, oid: oidOf(user),
    sub: oidOf(user), preferred_username: `user-${user}@contoso.example`, name: "A recruiter", ver: "2.0" };
  return {
    token_type: "Bearer", scope: scopes[0], expires_in: 3599, ext_expires_in: 3599,
    access_token: "A".repeat(2500), refresh_token: "r".repeat(1200),
    id_token: `${base64url({ alg: "none", typ: "JWT" })}.${base64url(claims)}.`,
    client_info: base64url({ uid: oidOf(user), utid: tenant }),
  };
}

function answering(answer) {
  const send = async () => ({ headers: {}, body: answer, status: 200 });
  return { sendGetRequestAsync: send, sendPostRequestAsync: send };
}

// Everybody's cache entries, and the account that each sign-in gave to the host to keep.
// Each signs in by an application of their own, and the caches are put together: a
// cache with many in it takes ever longer for the next.
export async function signIn(baseUrl, users) {
  const cache = {};
  const accounts = [];
  for (let user = 0; user < users; user++) {
    const app = makeApp(baseUrl, answering(signInAnswer(user)));
    const result = await app.acquireTokenByRefreshToken({ refreshToken: "r".repeat(1200), scopes, forceCache: true });
    accounts.push(result.account);
    for (const [kind, entries] of Object.entries(JSON.parse(app.getTokenCache().serialize())))
      cache[kind] = { ...cache[kind], ...entries };
  }
  return { cache: JSON.stringify(cache), accounts };
}
