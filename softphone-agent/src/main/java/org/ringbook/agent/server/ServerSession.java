package org.ringbook.agent.server;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.util.concurrent.DefaultThreadFactory;
import io.netty.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;

/**
 * The session to the server: keeps one connection, and makes a new one after each break with a growing pause, until closed.
 * All its work and all that it tells happens on one thread; its methods may be called from any.
 */
public final class ServerSession implements AutoCloseable {

    private static final int CONNECT_MILLIS = 5_000;
    /** A connection that lasted so long was a good one: the next pause is short again. */
    private static final long GOOD_NANOS = TimeUnit.SECONDS.toNanos(10);

    private final Connection.Wanted wanted;
    private final SessionListener listener;
    private final ServerApi api;
    private final MultiThreadIoEventLoopGroup loop = new MultiThreadIoEventLoopGroup(
            1, new DefaultThreadFactory("server-line", true), NioIoHandler.newFactory());
    private final Pause pause = new Pause(ThreadLocalRandom.current());
    private Channel channel;
    private Future<?> nextTry;
    private String brokenBy;
    /** Seconds after which a busy server wants us again; -1 when it did not say. */
    private int named = -1;

    /** With it the server lets us in at once when everybody comes back; in memory alone. */
    private String resume;

    private long connectedAt;
    private boolean connected;
    private boolean closed;

    /** @param wanted where to, and who signs in */
    public ServerSession(Connection.Wanted wanted, SessionListener listener) {
        this.wanted = wanted;
        this.listener = listener;
        this.api = new ServerApi(wanted);
    }

    /** Questions to the same server as the same person. */
    public ServerApi api() {
        return api;
    }

    /** Returns at once; the listener hears what comes of it. */
    public void start() {
        loop.execute(this::connect);
    }

    /** Does not wait for the pause to end. */
    public void tryNow() {
        loop.execute(() -> {
            if (nextTry != null && nextTry.cancel(false)) {
                connect();
            }
        });
    }

    /** Sends when connected. What is said into a broken connection is not kept: the person decides whether to say it again. */
    public void send(String text) {
        loop.execute(() -> {
            if (connected) {
                channel.writeAndFlush(new TextWebSocketFrame(text));
            }
        });
    }

    @Override
    public void close() {
        api.close();
        loop.execute(() -> {
            closed = true;
            if (channel != null) {
                channel.close();
            }
            listener.changed(SessionState.of(SessionState.Kind.CLOSED));
        });
        loop.shutdownGracefully(0, 1, TimeUnit.SECONDS);
    }

    private void connect() {
        if (closed) {
            return;
        }
        nextTry = null;
        brokenBy = null;
        named = -1;
        String authorization = resume == null ? wanted.credentials().authorization() : "Bearer " + resume;
        listener.changed(SessionState.of(SessionState.Kind.CONNECTING));
        ChannelFuture connecting = new Bootstrap()
                .group(loop)
                .channel(NioSocketChannel.class)
                .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, CONNECT_MILLIS)
                .option(ChannelOption.TCP_NODELAY, true)
                .handler(new ChannelInitializer<SocketChannel>() {
                    @Override
                    protected void initChannel(SocketChannel fresh) throws Exception {
                        Connection.prepare(fresh, wanted, authorization, new Ends());
                    }
                })
                .connect(
                        wanted.server().host().replaceAll("[\\[\\]]", ""),
                        wanted.server().port());
        channel = connecting.channel();
        connecting.addListener(done -> {
            if (!done.isSuccess()) {
                broke(Connection.why(done.cause()));
                over();
            }
        });
        channel.closeFuture().addListener(gone -> {
            if (connecting.isSuccess()) {
                over();
            }
        });
    }

    private void broke(String why) {
        brokenBy = brokenBy == null ? why : brokenBy;
    }

    private void over() {
        if (connected && System.nanoTime() - connectedAt > GOOD_NANOS) {
            pause.reset();
        }
        connected = false;
        if (closed) {
            return;
        }
        String why = brokenBy == null ? "lost" : brokenBy;
        if (why.equals("sign_in") && resume != null) {
            resume = null;
            connect();
            return;
        }
        if (why.equals("sign_in") || why.equals("not_on_staff")) {
            listener.changed(new SessionState(SessionState.Kind.REFUSED, why, 0));
            return;
        }
        long millis = named >= 0 ? pause.told(named) : 1_000L * pause.next();
        int seconds = (int) Math.max(1, Math.round(millis / 1e3));
        listener.changed(new SessionState(SessionState.Kind.WAITING, why, seconds));
        nextTry = loop.schedule(this::connect, millis, TimeUnit.MILLISECONDS);
    }

    /** What a connection tells; always on the loop's thread. */
    final class Ends {

        void received(String text) {
            ServerMessage message = Messages.read(text);
            if (message instanceof ServerMessage.Welcome welcome) {
                resume = welcome.resume() == null ? resume : welcome.resume();
                connected = true;
                connectedAt = System.nanoTime();
                listener.changed(SessionState.of(SessionState.Kind.CONNECTED));
            }
            listener.received(message, Messages.withoutSecrets(message, text));
        }

        void broke(String why) {
            ServerSession.this.broke(why);
        }

        /** @param seconds that a busy server names; -1 when it names none */
        void comesAgain(int seconds) {
            named = seconds;
        }
    }
}
