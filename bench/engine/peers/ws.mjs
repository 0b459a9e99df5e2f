// The `ws` package on Node.js.
import { WebSocketServer } from 'ws';

const server = new WebSocketServer({ host: '127.0.0.1', port: 0, backlog: 4096 });
server.on('listening', () => console.log(`port ${server.address().port}`));
server.on('connection', (socket, request) => {
  const sink = request.url === '/sink';
  socket.on('message', (data, binary) => {
    if (!sink || data[0] === 0x45) socket.send(data, { binary });
  });
});
