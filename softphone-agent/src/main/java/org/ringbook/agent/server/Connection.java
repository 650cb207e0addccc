package org.ringbook.agent.server;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.ConnectTimeoutException;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.DefaultHttpHeaders;
import io.netty.handler.codec.http.HttpClientCodec;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketClientHandshakeException;
import io.netty.handler.codec.http.websocketx.WebSocketClientProtocolConfig;
import io.netty.handler.codec.http.websocketx.WebSocketClientProtocolHandler;
import io.netty.handler.codec.http.websocketx.WebSocketClientProtocolHandler.ClientHandshakeStateEvent;
import io.netty.handler.codec.http.websocketx.WebSocketFrameAggregator;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.timeout.IdleStateEvent;
import io.netty.handler.timeout.IdleStateHandler;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.security.cert.CertificateException;
import java.util.concurrent.CancellationException;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLException;

/** One WebSocket connection: TLS, sign-in on the upgrade request, heartbeat. */
public final class Connection extends SimpleChannelInboundHandler<TextWebSocketFrame> {

    private static final int LONGEST_MESSAGE = 1024 * 1024;
    private static final int HANDSHAKE_MILLIS = 10_000;
    private static final int HEARTBEAT_SECONDS = 20;
    private static final int SILENCE_SECONDS = 50;
    private static final int BUSY = 503;

    /**
     * Where to connect, and as whom.
     *
     * @param certificate PEM file with the company's own certificate authority; null to trust what the JDK trusts
     */
    public record Wanted(
            ServerAddress server, Credentials credentials, String language, String version, Path certificate) {}

    private final Wanted wanted;
    private final ServerSession.Ends ends;
    private long pings;

    private Connection(Wanted wanted, ServerSession.Ends ends) {
        this.wanted = wanted;
        this.ends = ends;
    }

    /** @param authorization what the server is shown: the password, or a ticket in its place */
    static void prepare(Channel channel, Wanted wanted, String authorization, ServerSession.Ends ends)
            throws SSLException {
        ChannelPipeline pipeline = channel.pipeline();
        if (wanted.server().encrypted()) {
            var trust = SslContextBuilder.forClient().endpointIdentificationAlgorithm("HTTPS");
            if (wanted.certificate() != null) {
                trust.trustManager(wanted.certificate().toFile());
            }
            var server = wanted.server();
            pipeline.addLast(trust.build().newHandler(channel.alloc(), server.host(), server.port()));
        }
        var headers = new DefaultHttpHeaders()
                .set(HttpHeaderNames.AUTHORIZATION, authorization)
                .set(HttpHeaderNames.ACCEPT_LANGUAGE, wanted.language());
        var webSocket = WebSocketClientProtocolConfig.newBuilder()
                .webSocketUri(wanted.server().session())
                .customHeaders(headers)
                .generateOriginHeader(false)
                .handshakeTimeoutMillis(HANDSHAKE_MILLIS)
                .maxFramePayloadLength(LONGEST_MESSAGE)
                .build();
        pipeline.addLast(new HttpClientCodec(), new HttpObjectAggregator(64 * 1024));
        pipeline.addLast(new WebSocketClientProtocolHandler(webSocket), new WebSocketFrameAggregator(LONGEST_MESSAGE));
        pipeline.addLast(new IdleStateHandler(SILENCE_SECONDS, 0, 0), new Connection(wanted, ends));
    }

    @Override
    protected void channelRead0(ChannelHandlerContext context, TextWebSocketFrame frame) {
        ends.received(frame.text());
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) {
        if (event == ClientHandshakeStateEvent.HANDSHAKE_COMPLETE) {
            var hello = Messages.hello("desktop", wanted.version(), wanted.language());
            context.writeAndFlush(new TextWebSocketFrame(hello));
            context.executor()
                    .scheduleAtFixedRate(() -> ping(context), HEARTBEAT_SECONDS, HEARTBEAT_SECONDS, TimeUnit.SECONDS);
        } else if (event == ClientHandshakeStateEvent.HANDSHAKE_TIMEOUT) {
            broke(context, "timeout");
        } else if (event instanceof IdleStateEvent) {
            broke(context, "silent");
        }
    }

    private void ping(ChannelHandlerContext context) {
        if (!context.channel().isActive()) {
            throw new CancellationException("the connection is gone");
        }
        context.writeAndFlush(new TextWebSocketFrame(Messages.ping(++pings)));
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        ends.comesAgain(comeAgainIn(cause));
        broke(context, why(cause));
    }

    /** @return seconds that a busy server names; -1 when it names none */
    static int comeAgainIn(Throwable cause) {
        boolean busy = cause instanceof WebSocketClientHandshakeException refused
                && refused.response() != null
                && refused.response().status().code() == BUSY;
        String named = busy
                ? ((WebSocketClientHandshakeException) cause)
                        .response()
                        .headers()
                        .get(HttpHeaderNames.RETRY_AFTER)
                : null;
        return named != null && named.matches("\\d{1,4}") ? Integer.parseInt(named) : -1;
    }

    private void broke(ChannelHandlerContext context, String why) {
        ends.broke(why);
        context.close();
    }

    /** The stable word for what went wrong. */
    static String why(Throwable cause) {
        if (cause instanceof WebSocketClientHandshakeException refused && refused.response() != null) {
            return switch (refused.response().status().code()) {
                case 401 -> "sign_in";
                case 403 -> "not_on_staff";
                case 429 -> "too_many_tries";
                case 502, 503, 504 -> "unreachable";
                default -> "not_ringbook";
            };
        }
        for (Throwable inner = cause; inner != null; inner = inner.getCause()) {
            if (inner instanceof UnknownHostException) {
                return "unknown_host";
            } else if (inner instanceof ConnectTimeoutException) {
                return "timeout";
            } else if (inner instanceof CertificateException) {
                return "certificate";
            }
        }
        return cause instanceof ConnectException || cause instanceof NoRouteToHostException
                ? "unreachable"
                : hasTlsFault(cause) ? "certificate" : "lost";
    }

    private static boolean hasTlsFault(Throwable cause) {
        return cause instanceof SSLException || cause.getCause() instanceof SSLException;
    }
}
