package org.ringbook.agent;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketServerProtocolHandler;
import io.netty.handler.codec.http.websocketx.WebSocketServerProtocolHandler.HandshakeComplete;
import io.netty.handler.ssl.SslContext;
import io.netty.util.concurrent.GlobalEventExecutor;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The server's end of a session, over a real WebSocket, saying what the examples say. Anna's password is "kolibri". */
public final class FakeServer implements AutoCloseable {

    public static final String PASSWORD = "kolibri";
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final MultiThreadIoEventLoopGroup loop = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
    private final ChannelGroup screens = new DefaultChannelGroup(GlobalEventExecutor.INSTANCE);
    private final BlockingQueue<JsonNode> received = new LinkedBlockingQueue<>();
    private final SslContext tls;
    private final Channel listening;
    public final AtomicInteger attempts = new AtomicInteger();
    public volatile HttpResponseStatus refusal;
    /** When whoever is refused shall come again, in seconds; null when it is not said. */
    public volatile Integer retryAfter;

    public volatile boolean ringing;
    /** What whoever signs in is given to come back with; null for nothing. */
    public volatile String ticket;
    /** How those who were let in signed in: "Basic" or "Bearer". */
    public final BlockingQueue<String> letIn = new LinkedBlockingQueue<>();

    public volatile boolean answersDials = true;
    /** Nobody may dial it, also not by their own telephone. */
    public static final String NOT_TO_BE_CALLED = "+79035556677";

    /** What whoever asks for the account of their telephone is told. */
    public volatile String telephone = "{\"v\":1,\"type\":\"telephone\"}";

    /** All that was said, also what somebody took from {@link #receives}. */
    public final BlockingQueue<JsonNode> heard = new LinkedBlockingQueue<>();

    public final BlockingQueue<JsonNode> telephoneStates = new LinkedBlockingQueue<>();

    /** What was asked whether it may be called. */
    public final BlockingQueue<String> asked = new LinkedBlockingQueue<>();

    /** What is answered beside the session, by path. */
    public final Map<String, String> api = new ConcurrentHashMap<>();

    /** What was written there: path and body. */
    public final BlockingQueue<String> written = new LinkedBlockingQueue<>();

    public FakeServer() {
        this(0, null);
    }

    /** @param tls null to speak in the clear */
    public FakeServer(int port, SslContext tls) {
        this.tls = tls;
        listening = new ServerBootstrap()
                .group(loop)
                .channel(NioServerSocketChannel.class)
                .childHandler(new ChannelInitializer<SocketChannel>() {
                    @Override
                    protected void initChannel(SocketChannel fresh) {
                        prepare(fresh);
                    }
                })
                .bind("127.0.0.1", port)
                .syncUninterruptibly()
                .channel();
    }

    private void prepare(SocketChannel fresh) {
        attempts.incrementAndGet();
        if (tls != null) {
            fresh.pipeline().addLast(tls.newHandler(fresh.alloc()));
        }
        fresh.pipeline()
                .addLast(new HttpServerCodec(), new HttpObjectAggregator(65536), new Door())
                .addLast(
                        new WebSocketServerProtocolHandler("/agents/session", null, false, 65536),
                        new Session(),
                        new Quiet());
    }

    public int port() {
        return ((InetSocketAddress) listening.localAddress()).getPort();
    }

    public String address() {
        return "http://127.0.0.1:" + port();
    }

    public void sends(String text) {
        screens.writeAndFlush(new TextWebSocketFrame(text)).awaitUninterruptibly();
    }

    public void sendsExample(String example) {
        sends(Examples.text(example));
    }

    public void hangsUp() {
        screens.close().awaitUninterruptibly();
    }

    /** What a screen said, pings left out. */
    public JsonNode receives(String type) throws InterruptedException {
        JsonNode next = received.poll(10, TimeUnit.SECONDS);
        if (next == null || !next.path("type").asString("").equals(type)) {
            throw new AssertionError("Expected " + type + ", received " + next);
        }
        return next;
    }

    @Override
    public void close() {
        listening.close().syncUninterruptibly();
        screens.close().awaitUninterruptibly();
        loop.shutdownGracefully(0, 1, TimeUnit.SECONDS);
    }

    /** Checks the sign-in before there is a socket. */
    private final class Door extends SimpleChannelInboundHandler<FullHttpRequest> {

        @Override
        protected void channelRead0(ChannelHandlerContext context, FullHttpRequest request) {
            var pair = ("anna:" + PASSWORD).getBytes(StandardCharsets.UTF_8);
            var proof = "Basic " + Base64.getEncoder().encodeToString(pair);
            String shown = request.headers().get(HttpHeaderNames.AUTHORIZATION, "");
            boolean fits = shown.equals(proof) || ticket != null && shown.equals("Bearer " + ticket);
            var status = refusal != null ? refusal : HttpResponseStatus.UNAUTHORIZED;
            if (fits && refusal == null && request.uri().startsWith("/api/")) {
                context.writeAndFlush(asked(request));
            } else if (fits && refusal == null) {
                letIn.add(shown.split(" ")[0]);
                context.fireChannelRead(request.retain());
            } else {
                var answer = new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, status);
                answer.headers().set(HttpHeaderNames.CONTENT_LENGTH, 0);
                if (retryAfter != null) {
                    answer.headers().set(HttpHeaderNames.RETRY_AFTER, retryAfter);
                }
                context.writeAndFlush(answer);
            }
        }
    }

    /** What is asked beside the session. */
    private FullHttpResponse asked(FullHttpRequest request) {
        String body = request.content().toString(StandardCharsets.UTF_8);
        String path = request.uri().replaceFirst("\\?.*", "");
        if (!body.isEmpty()) {
            written.add(path + " " + body);
        }
        String answer = api.get(path);
        byte[] bytes = (answer == null ? "{}" : answer).getBytes(StandardCharsets.UTF_8);
        var response = new DefaultFullHttpResponse(
                HttpVersion.HTTP_1_1,
                answer == null ? HttpResponseStatus.NOT_FOUND : HttpResponseStatus.OK,
                Unpooled.wrappedBuffer(bytes));
        response.headers().set(HttpHeaderNames.CONTENT_LENGTH, bytes.length);
        return response;
    }

    private final class Session extends SimpleChannelInboundHandler<TextWebSocketFrame> {

        @Override
        public void userEventTriggered(ChannelHandlerContext context, Object event) {
            if (event instanceof HandshakeComplete) {
                screens.add(context.channel());
                String welcome = Examples.text("server-welcome");
                context.writeAndFlush(new TextWebSocketFrame(
                        ticket == null ? welcome : welcome.replaceFirst("\\{", "{\"resume\":\"" + ticket + "\",")));
                String now = Examples.text("server-ringing-now");
                String nothing = "{\"v\":1,\"type\":\"ringing-now\",\"cards\":[]}";
                context.writeAndFlush(new TextWebSocketFrame(ringing ? now : nothing));
            }
        }

        @Override
        protected void channelRead0(ChannelHandlerContext context, TextWebSocketFrame frame) {
            JsonNode message = JSON.readTree(frame.text());
            String type = message.path("type").asString("");
            if (type.equals("ping")) {
                return;
            }
            if (type.equals("telephone")) {
                context.writeAndFlush(new TextWebSocketFrame(telephone));
                return;
            }
            if (type.equals("may-dial")) {
                asked.add(message.get("to").stringValue());
                boolean closed = message.get("to").stringValue().endsWith(NOT_TO_BE_CALLED.substring(1));
                context.writeAndFlush(
                        new TextWebSocketFrame(Examples.text(closed ? "server-dial-refused" : "server-dial-accepted")
                                .replace(
                                        "6f1c2f0e-6a55-4d1c-9a3f-0d6c8f0b7a11",
                                        message.get("requestId").stringValue())
                                .replace("not_your_extension", "do_not_call")));
                return;
            }
            if (type.equals("telephone-state")) {
                telephoneStates.add(message);
                return;
            }
            heard.add(message);
            received.add(message);
            if (type.equals("dial") && answersDials) {
                boolean foreign = message.path("from").asString("101").equals("104");
                String answer = Examples.text(foreign ? "server-dial-refused" : "server-dial-accepted")
                        .replace(
                                "6f1c2f0e-6a55-4d1c-9a3f-0d6c8f0b7a11",
                                message.get("requestId").stringValue())
                        .replace("+79161112233", message.get("to").stringValue());
                context.writeAndFlush(new TextWebSocketFrame(answer));
            }
        }
    }

    /** A client that turns away is no news here. */
    private static final class Quiet extends ChannelInboundHandlerAdapter {

        @Override
        public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
            context.close();
        }
    }

    /** To look at the window by hand: {@code FakeServer PORT}; each line of the input is the name of an example. */
    public static void main(String[] arguments) throws Exception {
        try (var server = new FakeServer(Integer.parseInt(arguments[0]), null)) {
            var in = new java.io.BufferedReader(new java.io.InputStreamReader(System.in, StandardCharsets.UTF_8));
            for (String said = in.readLine(); said != null; said = in.readLine()) {
                if (said.startsWith("{")) {
                    server.sends(said);
                } else if (said.equals("hang-up")) {
                    server.hangsUp();
                } else {
                    server.sendsExample(said);
                }
            }
        }
    }
}
