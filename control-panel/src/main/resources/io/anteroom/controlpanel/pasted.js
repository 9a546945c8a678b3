// Finds an access key in what somebody has pasted: an AWS shared-credentials file, or lines that set
// environment variables.

const PROFILE = /^\s*\[([^\]]+)\]\s*$/;
const SETTING =
  /^\s*(?:export\s+|set\s+)?(aws_access_key_id|aws_secret_access_key|aws_session_token)\s*=\s*["']?([^"'\s]+)/i;
/** Of the profiles in a file this is the one that other parts of Anteroom take. */
const OURS = 'anteroom';

/** `{ id, secret, sessionToken }` of our profile, or else of the first that has both; or undefined. */
export function keyIn(text) {
  const profiles = new Map();
  let profile = '';
  for (const line of text.split(/\r?\n/)) {
    profile = PROFILE.exec(line)?.[1].trim() ?? profile;
    const [, name, value] = SETTING.exec(line) ?? [];
    if (name) {
      profiles.set(profile, { ...profiles.get(profile), [name.toLowerCase()]: value });
    }
  }
  const whole = (key) => key?.aws_access_key_id && key.aws_secret_access_key;
  const ours = profiles.get(OURS);
  const key = whole(ours) ? ours : [...profiles.values()].find(whole);
  return (
    key && {
      id: key.aws_access_key_id,
      secret: key.aws_secret_access_key,
      sessionToken: key.aws_session_token,
    }
  );
}
