import { once } from 'node:events';
import type { AddressInfo } from 'node:net';

import { SMTPServer } from 'smtp-server';

// A mail server in a process of its own that takes everything. Prints its port, then at each line that it gets the
// number of mails it took since the last.

let taken = 0;
const server = new SMTPServer({
  authOptional: true,
  disabledCommands: ['AUTH', 'STARTTLS'],
  disableReverseLookup: true,
  maxClients: 200,
  onData(stream, _session, callback) {
    stream.resume();
    stream.on('end', () => {
      taken += 1;
      callback();
    });
  },
});
const listening = server.listen(0, '127.0.0.1');
await once(listening, 'listening');
process.stdout.write(`${(listening.address() as AddressInfo).port}\n`);
process.stdin.on('data', () => {
  process.stdout.write(`${taken}\n`);
  taken = 0;
});
process.stdin.on('end', () => process.exit(0));
