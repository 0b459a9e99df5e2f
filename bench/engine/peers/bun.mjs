// Bun's server, which is uWebSockets with a JavaScript callback per message.
const server = Bun.serve({
  hostname: '127.0.0.1',
  port: 0,
  fetch(request, server) {
    const sink = new URL(request.url).pathname === '/sink';
    if (!server.upgrade(request, { data: { sink } })) return new Response(null, { status: 404 });
  },
  websocket: {
    maxPayloadLength: 32 * 1024 * 1024,
    message(socket, message) {
      if (!socket.data.sink || message[0] === 'E') socket.send(message);
    },
  },
});
console.log(`port ${server.port}`);
