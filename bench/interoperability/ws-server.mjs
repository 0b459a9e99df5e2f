// Echoes with the `ws` package: node ws-server.mjs OFFER, where OFFER is none or
// SERVER_TAKEOVER,SERVER_BITS,CLIENT_TAKEOVER,CLIENT_BITS, for example true,15,false,9.
import { WebSocketServer } from 'ws';

const [serverTakeover, serverBits, clientTakeover, clientBits] = process.argv[2].split(',');
const perMessageDeflate = process.argv[2] === 'none' ? false : {
  threshold: 0,
  // What is undefined is left to the other end; false or 15 would insist.
  serverNoContextTakeover: serverTakeover === 'true' ? undefined : true,
  clientNoContextTakeover: clientTakeover === 'true' ? undefined : true,
  serverMaxWindowBits: serverBits === '15' ? undefined : Number(serverBits),
  clientMaxWindowBits: clientBits === '15' ? undefined : Number(clientBits),
};
const server = new WebSocketServer({ host: '127.0.0.1', port: 0, perMessageDeflate });
server.on('listening', () => console.log(`port ${server.address().port}`));
server.on('connection', (socket) => {
  socket.on('message', (data, binary) => socket.send(data, { binary }));
});
