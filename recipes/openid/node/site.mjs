// A site with the waiting room in front. Needs Node 20 or newer, and npm install openid-client@6.8.9

import { randomUUID } from 'node:crypto';
import { createServer } from 'node:http';
import * as openid from 'openid-client';

const site = new URL(process.env.SITE ?? 'http://localhost:3000');
const room = process.env.ROOM ?? 'Sample';
const provider = new URL(process.env.PROVIDER ?? 'http://localhost:8082');
// Anteroom speaks plain HTTP on your own machine only.
const http = provider.protocol === 'http:' ? { execute: [openid.allowInsecureRequests] } : {};
const secret = openid.ClientSecretBasic(process.env.CLIENT_SECRET);
const anteroom = await openid.discovery(provider, room, undefined, secret, http);

// Of browsers, by their cookie: what they were sent away with, and who they are once they are back. The first is the
// oldest. Yours belong into the session store that your site has anyway.
const browsers = new Map();
const MAX_BROWSERS = 100_000;

createServer(async (request, response) => {
  try {
    const { pathname, search } = new URL(request.url, site);
    const id = /(?:^|; )browser=([^;]+)/.exec(request.headers.cookie ?? '')?.[1];
    const browser = browsers.get(id);
    if (pathname === '/callback') {
      await welcome(id, browser, request, response);
    } else if (browser?.visitor && Date.now() < browser.until) {
      response.end(`Welcome, ${browser.visitor}\n`);
    } else {
      await sendToTheRoom(id, browser, site.origin + pathname + search, response);
    }
  } catch (error) {
    console.error(error.error ?? error.code ?? error.message);
    response.writeHead(500).end('Please go back and try again.\n');
  }
}).listen(process.env.PORT ?? 3000, () => console.log(`${site.origin} is behind the waiting room ${room}`));

async function sendToTheRoom(id, browser, wanted, response) {
  if (!browser?.state) {
    id = randomUUID();
    browser = { state: openid.randomState(), nonce: openid.randomNonce(), verifier: openid.randomPKCECodeVerifier() };
    browsers.set(id, browser);
    if (browsers.size > MAX_BROWSERS) browsers.delete(browsers.keys().next().value);
  }
  browser.wanted = wanted;
  const where = openid.buildAuthorizationUrl(anteroom, {
    redirect_uri: new URL('/callback', site).href,
    scope: 'openid',
    state: browser.state,
    nonce: browser.nonce,
    code_challenge: await openid.calculatePKCECodeChallenge(browser.verifier),
    code_challenge_method: 'S256',
  });
  redirect(response, where.href, id);
}

async function welcome(id, browser, request, response) {
  // Forgotten, or back already in another tab. The place is still there, so this costs nobody their turn.
  if (!browser?.state) return redirect(response, '/');
  const checks = { expectedState: browser.state, expectedNonce: browser.nonce, pkceCodeVerifier: browser.verifier };
  const tokens = await openid.authorizationCodeGrant(anteroom, new URL(request.url, site), checks);
  const { sub, exp } = tokens.claims();
  browsers.delete(id);
  const known = randomUUID();
  browsers.set(known, { visitor: sub, until: exp * 1000 });
  console.log(`${sub} is back from the waiting room, and may stay until ${new Date(exp * 1000).toISOString()}`);
  redirect(response, browser.wanted, known);
}

function redirect(response, where, id) {
  const secure = site.protocol === 'https:' ? '; Secure' : '';
  if (id) response.setHeader('Set-Cookie', `browser=${id}; Path=/; HttpOnly; SameSite=Lax${secure}`);
  response.writeHead(302, { Location: where }).end();
}
