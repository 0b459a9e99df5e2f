package dev.linnet.bench.peer;

import dev.linnet.websocket.tls.ServerTls;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.ServerChannel;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketServerProtocolConfig;
import io.netty.handler.codec.http.websocketx.WebSocketServerProtocolHandler;
import io.netty.handler.ssl.SslHandler;
import java.net.InetSocketAddress;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/** Netty as its own examples set it up, with one loop, UTF-8 validation on, and one flush per read. */
final class NettyServer implements PeerServer {
    private final EventLoopGroup loop;
    private final Channel server;

    NettyServer(int port, boolean epoll, @Nullable ServerTls tls) throws InterruptedException {
        loop = new MultiThreadIoEventLoopGroup(1, epoll ? EpollIoHandler.newFactory() : NioIoHandler.newFactory());
        Class<? extends ServerChannel> transport =
                epoll ? EpollServerSocketChannel.class : NioServerSocketChannel.class;
        server = new ServerBootstrap()
                .group(loop)
                .channel(transport)
                .option(ChannelOption.SO_BACKLOG, 4096)
                .childOption(ChannelOption.TCP_NODELAY, true)
                .childHandler(new Initializer(tls))
                .bind("127.0.0.1", port)
                .sync()
                .channel();
    }

    @Override
    public int port() {
        return ((InetSocketAddress) server.localAddress()).getPort();
    }

    private static final class Initializer extends ChannelInitializer<Channel> {
        private final @Nullable ServerTls tls;
        private final @Nullable SSLContext context;

        Initializer(@Nullable ServerTls tls) {
            this.tls = tls;
            context = tls == null ? null : tls.context();
        }

        @Override
        protected void initChannel(Channel channel) {
            WebSocketServerProtocolConfig config = WebSocketServerProtocolConfig.newBuilder()
                    .websocketPath("/")
                    .checkStartsWith(true)
                    .maxFramePayloadLength(MAXIMUM_MESSAGE_BYTES)
                    .build();
            ChannelPipeline pipeline = channel.pipeline();
            if (tls != null && context != null) {
                pipeline.addLast(new SslHandler(tls.engine(context)));
            }
            pipeline.addLast(new HttpServerCodec());
            pipeline.addLast(new HttpObjectAggregator(8192));
            pipeline.addLast(new WebSocketServerProtocolHandler(config));
            pipeline.addLast(new Responder());
        }
    }

    /** Owned by its channel's event loop. */
    private static final class Responder extends SimpleChannelInboundHandler<WebSocketFrame> {
        private boolean sink;

        @Override
        protected void channelRead0(ChannelHandlerContext context, WebSocketFrame frame) {
            if (!sink || isMarked(frame)) {
                var _ = context.write(frame.retain());
            }
        }

        private static boolean isMarked(WebSocketFrame frame) {
            return frame.content().isReadable()
                    && frame.content().getByte(frame.content().readerIndex()) == MARK;
        }

        @Override
        public void channelReadComplete(ChannelHandlerContext context) {
            context.flush();
        }

        @Override
        public void userEventTriggered(ChannelHandlerContext context, Object event) throws Exception {
            if (event instanceof WebSocketServerProtocolHandler.HandshakeComplete handshake) {
                sink = handshake.requestUri().startsWith(SINK);
            }
            super.userEventTriggered(context, event);
        }

        @Override
        public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
            // the decoder has answered and closed; a peer that cuts the connection is part of the runs
        }
    }
}
