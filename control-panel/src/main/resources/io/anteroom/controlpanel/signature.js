// AWS Signature Version 4 in the browser, as in "Signature Version 4 signing process" of the AWS IAM
// User Guide. The secret goes into a key that nobody can read again, this script neither.

const ALGORITHM = 'AWS4-HMAC-SHA256';
const HMAC = { name: 'HMAC', hash: 'SHA-256' };
const utf8 = new TextEncoder();

export class Signer {
  #id;
  #key;
  #sessionToken;
  #region;
  #service;
  /** The signing key of the last day that was signed for. */
  #daily = { day: '', key: undefined };

  constructor(id, key, sessionToken, region, service) {
    this.#id = id;
    this.#key = key;
    this.#sessionToken = sessionToken;
    this.#region = region;
    this.#service = service;
  }

  static async of({ id, secret, sessionToken, region, service = 'execute-api' }) {
    return new Signer(
      id,
      await hmacKey(utf8.encode(`AWS4${secret}`)),
      sessionToken,
      region,
      service,
    );
  }

  /** No secret: it says whose key it is. */
  get id() {
    return this.#id;
  }

  get region() {
    return this.#region;
  }

  /**
   * The headers to send a request with: the given ones, the time, and the signature over them all.
   * The query of `url` must be written as `query()` below does.
   */
  async sign({ method, url, headers = {}, body = '' }, now = new Date()) {
    const time = now.toISOString().replace(/[-:]|\.\d+/g, '');
    const sent = {
      ...lowerCased(headers),
      'x-amz-date': time,
      ...(this.#sessionToken && { 'x-amz-security-token': this.#sessionToken }),
    };
    const signed = Object.entries({ ...sent, host: url.host }).sort(byName);
    const names = signed.map(([name]) => name).join(';');
    const canonical = [
      method,
      url.pathname.split('/').map(escaped).join('/'),
      url.search.slice(1),
      ...signed.map(([name, value]) => `${name}:${value.trim().replace(/ +/g, ' ')}`),
      '',
      names,
      await sha256(body),
    ].join('\n');
    const day = time.slice(0, 8);
    const scope = `${day}/${this.#region}/${this.#service}/aws4_request`;
    const toSign = [ALGORITHM, time, scope, await sha256(canonical)].join('\n');
    const signature = hex(await hmac(await this.#keyOf(day), toSign));
    return {
      ...sent,
      authorization: `${ALGORITHM} Credential=${this.#id}/${scope}, SignedHeaders=${names}, Signature=${signature}`,
    };
  }

  async #keyOf(day) {
    if (this.#daily.day !== day) {
      let key = this.#key;
      for (const part of [day, this.#region, this.#service, 'aws4_request']) {
        key = await hmacKey(await hmac(key, part));
      }
      this.#daily = { day, key };
    }
    return this.#daily.key;
  }
}

/** A query with its names in order and everything escaped, as signatures want it. */
export function query(parameters = {}) {
  return Object.entries(parameters)
    .map(([name, value]) => [escaped(name), escaped(value)])
    .sort(byName)
    .map(([name, value]) => `${name}=${value}`)
    .join('&');
}

/** All but letters, digits and - _ . ~ as bytes of UTF-8; more than encodeURIComponent escapes. */
export function escaped(text) {
  return encodeURIComponent(text).replace(
    /[!'()*]/g,
    (letter) => `%${letter.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}

function lowerCased(headers) {
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]),
  );
}

function byName([one], [other]) {
  return one < other ? -1 : 1;
}

function hmacKey(bytes) {
  return crypto.subtle.importKey('raw', bytes, HMAC, false, ['sign']);
}

function hmac(key, text) {
  return crypto.subtle.sign('HMAC', key, utf8.encode(text));
}

async function sha256(text) {
  return hex(await crypto.subtle.digest('SHA-256', utf8.encode(text)));
}

function hex(buffer) {
  return Array.from(new Uint8Array(buffer), (byte) => byte.toString(16).padStart(2, '0')).join('');
}
