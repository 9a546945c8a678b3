// Checks a token of the waiting room: RS256 only, by the keys that Anteroom publishes, and every claim.
// Runs on njs 0.7.9 (Debian 12) and newer; nothing from npm.

// Longer than any token that Anteroom makes, in characters.
const MAX_LENGTH = 8192;
// A smaller key is none that Anteroom signs with: 2048 bits, in bytes.
const MIN_KEY_BYTES = 256;
// More would be no key set of Anteroom, in bytes.
const MAX_KEY_SET_BYTES = 65536;

// Clocks that lie further apart are to be set, not to be put up with, in seconds.
const MAX_CLOCK_SKEW = 60;

const COMPACT = /^[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+$/;
const WORD = /"(?:[^"\\]|\\.)*"|[{}[\]:,]|[^\s"{}[\]:,]+/g;
const REQUEST_ID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

// Answers nginx's auth_request: 204 lets the visitor in, 401 does not, 500 says that there are no keys.
async function check(r) {
    const skew = Number(r.variables.anteroom_clock_skew);
    if (!(skew >= 0 && skew <= MAX_CLOCK_SKEW)) {
        r.error('$anteroom_clock_skew must be 0 to 60, not ' + r.variables.anteroom_clock_skew);
        return r.return(500);
    }
    const token = r.variables.anteroom_token;
    if (!token) {
        return refuse(r, 'Bearer');
    }
    const parts = read(token);
    if (!parts || !isForUs(parts, r.variables, Date.now() / 1000, skew)) {
        return refuse(r, 'Bearer error="invalid_token"');
    }
    const keys = await publishedKeys(r.variables.anteroom_keys);
    if (!keys) {
        return r.return(500);
    }
    if (!await isSigned(parts, keys)) {
        return refuse(r, 'Bearer error="invalid_token"');
    }
    r.headersOut['X-Anteroom-Subject'] = parts.claims.sub;
    r.return(204);
}

function refuse(r, challenge) {
    r.headersOut['WWW-Authenticate'] = challenge;
    r.return(401);
}

// The parts of a token, or null where it is none. Nothing of it is to be believed yet.
function read(token) {
    if (token.length > MAX_LENGTH || !COMPACT.test(token)) {
        return null;
    }
    const parts = token.split('.');
    const header = objectOf(Buffer.from(parts[0], 'base64url').toString());
    const claims = objectOf(Buffer.from(parts[1], 'base64url').toString());
    return header && claims && {
        header: header,
        claims: claims,
        signed: Buffer.from(parts[0] + '.' + parts[1]),
        signature: Buffer.from(parts[2], 'base64url'),
    };
}

// A JSON object, or null. JSON.parse takes the last of two members with one name, others the first: here
// there must be one.
function objectOf(json) {
    try {
        const parsed = JSON.parse(json);
        const words = json.match(WORD);
        const names = {};
        let depth = 0;
        for (let i = 0; i < words.length; i++) {
            depth += '{['.includes(words[i]) ? 1 : '}]'.includes(words[i]) ? -1 : 0;
            if (depth === 1 && words[i + 1] === ':') {
                const name = 'name ' + JSON.parse(words[i]);
                if (names[name]) {
                    return null;
                }
                names[name] = true;
            }
        }
        return words[0] === '{' ? parsed : null;
    } catch (e) {
        return null;
    }
}

function isForUs(token, expected, now, skew) {
    const claims = token.claims;
    return token.header.alg === 'RS256'
        && token.header.crit === undefined
        && claims.token_use === 'access'
        && claims.aud === expected.anteroom_room
        && claims.iss === expected.anteroom_issuer
        && REQUEST_ID.test(claims.sub)
        && Number.isSafeInteger(claims.nbf) && claims.nbf <= now + skew
        && Number.isSafeInteger(claims.exp) && now - skew < claims.exp;
}

async function publishedKeys(url) {
    try {
        const answer = await ngx.fetch(url, { max_response_body_size: MAX_KEY_SET_BYTES });
        const keys = (await answer.json()).keys;
        return answer.status === 200 && Array.isArray(keys) ? keys : null;
    } catch (e) {
        ngx.log(ngx.ERR, 'no keys of the waiting room: ' + e.message);
        return null;
    }
}

// Answers the cache of the keys: with what Anteroom publishes if that is a key set, else with 503.
async function publish(r) {
    const answer = await r.subrequest('/origin');
    try {
        if (answer.status === 200 && Array.isArray(JSON.parse(answer.responseText).keys)) {
            return r.return(200, answer.responseText);
        }
        r.error('no keys of the waiting room: it answers ' + answer.status);
    } catch (e) {
        r.error('no keys of the waiting room: ' + e.message);
    }
    r.return(503);
}

async function isSigned(token, keys) {
    const key = keys.find(one => one.kid === token.header.kid && one.kty === 'RSA'
        && (one.alg === undefined || one.alg === 'RS256')
        && (one.use === undefined || one.use === 'sig'));
    if (!key || typeof token.header.kid !== 'string') {
        return false;
    }
    const modulus = Buffer.from(key.n, 'base64url');
    if (modulus.length < MIN_KEY_BYTES) {
        return false;
    }
    const rs256 = { name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-256' };
    const info = publicKeyInfo(modulus, Buffer.from(key.e, 'base64url'));
    const imported = await crypto.subtle.importKey('spki', info, rs256, false, ['verify']);
    return await crypto.subtle.verify(rs256, imported, token.signature, token.signed);
}

// The key as WebCrypto of njs 0.7.9 takes it (JWK came with 0.7.10): a SubjectPublicKeyInfo, RFC 8017 A.1.
function publicKeyInfo(modulus, exponent) {
    const rsaEncryption = Buffer.from('300d06092a864886f70d0101010500', 'hex');
    const numbers = der(0x30, [unsigned(modulus), unsigned(exponent)]);
    return der(0x30, [rsaEncryption, der(0x03, [Buffer.from([0]), numbers])]);
}

// A zero in front keeps a number positive; another would be one too many.
function unsigned(bytes) {
    return der(0x02, bytes[0] < 0x80 ? [bytes] : [Buffer.from([0]), bytes]);
}

function der(tag, parts) {
    const content = Buffer.concat(parts);
    const size = content.length;
    const head = size < 0x80 ? [tag, size] : [tag, 0x82, size >> 8, size & 0xff];
    return Buffer.concat([Buffer.from(head), content]);
}

export default { check, publish };
