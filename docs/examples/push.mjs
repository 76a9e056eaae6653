// Pushes a file to Tiyan as a CloudEvent, with the public CloudEvents SDK:
//   npm install cloudevents@10 && node push.mjs hotline-orders order.json
// GATEWAY, SENDER and KEY (base64) come from the environment. Prints the answer; exit code 0 if it was taken.
import { createHash, createHmac, randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { setTimeout as pause } from 'node:timers/promises';
import { CloudEvent, HTTP } from 'cloudevents';

const TRIES = 8;
const { GATEWAY, SENDER, KEY } = process.env;
const [kind, file] = process.argv.slice(2);
const path = `/api/v1/ingest/${kind}`;

const { headers, body } = HTTP.binary(new CloudEvent({
  type: `cn.tiyan.${kind}.v1`,
  source: `urn:sender:${SENDER}`,
  datacontenttype: 'application/json',
  data: JSON.parse(await readFile(file, 'utf8')),
}));

// Signed now, with a nonce never used before: each try needs its own.
function signature() {
  const timestamp = String(Math.floor(Date.now() / 1000));
  const nonce = randomUUID();
  const digest = createHash('sha256').update(body).digest('base64');
  const text = ['hmac-sha256', 'POST', path, timestamp, nonce, digest].join('\n');
  const hmac = createHmac('sha256', Buffer.from(KEY, 'base64')).update(text).digest('base64');
  return {
    'Tiyan-Sender': SENDER,
    'Tiyan-Timestamp': timestamp,
    'Tiyan-Nonce': nonce,
    'Tiyan-Signature': `hmac-sha256=${hmac}`,
  };
}

// Until there is an answer that will not change by waiting. To push again is safe: a duplicate changes nothing.
async function push() {
  for (let tried = 1; ; tried++) {
    let wait = 2 ** tried;
    try {
      const answer = await fetch(GATEWAY + path, { method: 'POST', headers: { ...headers, ...signature() }, body });
      if ((answer.status !== 429 && answer.status < 500) || tried === TRIES) {
        return answer;
      }
      wait = Number(answer.headers.get('Retry-After') ?? wait);
    } catch (failure) {
      if (tried === TRIES) {
        throw failure;
      }
    }
    await pause(wait * 1000);
  }
}

const answer = await push();
console.log(answer.status, await answer.text());
process.exit(answer.status === 202 ? 0 : 1);
