"""Echoes with Python's websockets: websockets_server.py OFFER, where OFFER is none or
SERVER_TAKEOVER,SERVER_BITS,CLIENT_TAKEOVER,CLIENT_BITS, for example true,15,false,9."""

import asyncio
import sys

from websockets.extensions.permessage_deflate import ServerPerMessageDeflateFactory
from websockets.server import serve

LARGEST = 2 << 20


def extensions(offer):
    if offer == "none":
        return None
    server_takeover, server_bits, client_takeover, client_bits = offer.split(",")
    return [
        ServerPerMessageDeflateFactory(
            server_no_context_takeover=server_takeover != "true",
            client_no_context_takeover=client_takeover != "true",
            server_max_window_bits=int(server_bits),
            client_max_window_bits=int(client_bits),
        )
    ]


async def echo(socket):
    async for message in socket:
        await socket.send(message)


async def main():
    options = {"compression": None, "extensions": extensions(sys.argv[1]), "max_size": LARGEST}
    async with serve(echo, "127.0.0.1", 0, **options) as server:
        print("port", server.sockets[0].getsockname()[1], flush=True)
        await asyncio.Future()


asyncio.run(main())
