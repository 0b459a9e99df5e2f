// Sends messages with the `ws` package and compares what comes back: node ws-client.mjs URL OFFER (see ws-server.mjs).
// The last line is `echoed COUNT EXTENSIONS`.
import { randomBytes } from 'node:crypto';
import WebSocket from 'ws';

const [serverTakeover, serverBits, clientTakeover, clientBits] = process.argv[3].split(',');
const perMessageDeflate = process.argv[3] === 'none' ? false : {
  threshold: 0,
  // What is undefined is left to the other end; false or 15 would insist.
  serverNoContextTakeover: serverTakeover === 'true' ? undefined : true,
  clientNoContextTakeover: clientTakeover === 'true' ? undefined : true,
  serverMaxWindowBits: serverBits === '15' ? undefined : Number(serverBits),
  clientMaxWindowBits: clientBits === '15' ? undefined : Number(clientBits),
};

function* messages() {
  for (const size of [0, 1, 125, 126, 1000, 65535, 65536, 1 << 20]) {
    const repeated = Buffer.from('{"n":"climate","v":21.5}'.repeat(1 + size / 24).slice(0, size));
    const random = randomBytes(size);
    const text = Buffer.from(randomBytes(size).toString('latin1').slice(0, size / 2));
    for (const [data, binary] of [[repeated, false], [text, false], [repeated, true], [random, true]]) {
      yield [data, binary, false];
      yield [data, binary, true];
    }
  }
}

function send(socket, data, binary, fragmented) {
  if (!fragmented) return socket.send(data, { binary });
  const cut = Math.floor(data.length / 3);
  socket.send(data.subarray(0, cut), { binary, fin: false });
  socket.send(data.subarray(cut, 2 * cut), { binary, fin: false });
  socket.send(data.subarray(2 * cut), { binary, fin: true });
}

const socket = new WebSocket(process.argv[2], { perMessageDeflate });
const all = [...messages()];
let echoed = 0;
socket.on('open', () => all.forEach(([data, binary, fragmented]) => send(socket, data, binary, fragmented)));
socket.on('message', (data, binary) => {
  const [sent, sentBinary, fragmented] = all[echoed];
  if (binary !== sentBinary || !sent.equals(data)) {
    console.log(`message ${echoed} of ${sent.length} bytes, fragmented ${fragmented}: came back as ${data.length}`);
    process.exit(1);
  }
  if (++echoed === all.length) socket.close(1000);
});
socket.on('error', (problem) => console.log(`error ${problem.message}`));
socket.on('close', (code, reason) => {
  console.log(`closed ${code} ${reason}`);
  console.log(`echoed ${echoed} ${socket.extensions}`);
  process.exit(code === 1000 && echoed === all.length ? 0 : 1);
});
