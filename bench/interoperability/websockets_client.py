"""Sends messages with Python's websockets and compares what comes back: websockets_client.py URL OFFER (see
websockets_server.py). The last line is `echoed COUNT EXTENSIONS`."""

import asyncio
import os
import sys

from websockets.client import connect
from websockets.extensions.permessage_deflate import ClientPerMessageDeflateFactory

LARGEST = 2 << 20


def extensions(offer):
    if offer == "none":
        return None
    server_takeover, server_bits, client_takeover, client_bits = offer.split(",")
    return [
        ClientPerMessageDeflateFactory(
            server_no_context_takeover=server_takeover != "true",
            client_no_context_takeover=client_takeover != "true",
            server_max_window_bits=int(server_bits),
            client_max_window_bits=int(client_bits),
        )
    ]


def messages():
    for size in (0, 1, 125, 126, 1000, 65535, 65536, 1 << 20):
        repeated = '{"n":"climate","v":21.5}' * (1 + size // 24)
        text = os.urandom(size // 2).decode("latin-1")
        yield repeated[:size]
        yield text
        yield repeated[:size].encode()
        yield os.urandom(size)


def fragments(message):
    cut = len(message) // 3
    return [message[:cut], message[cut : 2 * cut], message[2 * cut :]]


async def main():
    options = {"compression": None, "extensions": extensions(sys.argv[2]), "max_size": LARGEST}
    echoed = 0
    async with connect(sys.argv[1], **options) as socket:
        for message in messages():
            for sent in (message, fragments(message)):
                await socket.send(sent)
                back = await socket.recv()
                if back != message:
                    print("message", echoed, "of", len(message), "came back as", len(back))
                    sys.exit(1)
                echoed += 1
    print("echoed", echoed, socket.response_headers.get("Sec-WebSocket-Extensions", ""))


asyncio.run(main())
