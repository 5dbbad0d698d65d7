// A mail server on the loopback that takes everything, in a thread of its own, as it would be a machine of its own. Says its port
// first, and answers each word with how many mails came.
import type { AddressInfo } from 'node:net';
import { parentPort } from 'node:worker_threads';
import { SMTPServer } from 'smtp-server';

let mails = 0;
const server = new SMTPServer({
  ...{ authOptional: true, disabledCommands: ['STARTTLS', 'AUTH'], logger: false, disableReverseLookup: true },
  onData: (stream, _session, done) => {
    stream.resume();
    stream.once('end', () => {
      mails++;
      done();
    });
  },
});
server.listen(0, '127.0.0.1', () => parentPort!.postMessage((server.server.address() as AddressInfo).port));
parentPort!.on('message', () => parentPort!.postMessage(mails));
