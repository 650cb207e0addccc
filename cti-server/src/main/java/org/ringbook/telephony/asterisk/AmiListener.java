package org.ringbook.telephony.asterisk;

import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.handler.timeout.ReadTimeoutHandler;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The connection that only listens. Makes it, and makes it again when it is lost, with growing pauses. Everything runs on
 * one thread that never waits for what comes behind it: Asterisk cuts off a reader that stops for seconds, and what it
 * would have said is gone for good.
 */
final class AmiListener implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(AmiListener.class);

    private static final Duration FIRST_PAUSE = Duration.ofMillis(500);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(15);
    /** A wrong password does not mend itself, and a guard on the PBX may lock out who tries too often. */
    private static final Duration PAUSE_AFTER_REFUSAL = Duration.ofSeconds(60);
    /** What waits must be taken first, or the next connection ends like the last one. */
    private static final Duration PAUSE_WHILE_FULL = Duration.ofMillis(200);
    /** A connection that lasted shorter was no success. */
    private static final Duration STABLE = Duration.ofSeconds(20);

    private final String name;
    private final AsteriskSettings.Pbx settings;
    private final AmiLinkState state;
    private final EventLoopGroup loop;
    private volatile Channel channel;
    private volatile boolean closed;
    private int failures;

    AmiListener(String name, AsteriskSettings.Pbx settings, AmiLinkState state) {
        this.name = name;
        this.settings = settings;
        this.state = state;
        this.loop = new MultiThreadIoEventLoopGroup(
                1, new DefaultThreadFactory("ami-" + name, true), NioIoHandler.newFactory());
    }

    void start() {
        loop.execute(this::connect);
    }

    private void connect() {
        if (closed) {
            return;
        }
        if (state.full()) {
            loop.schedule(this::connect, PAUSE_WHILE_FULL.toMillis(), TimeUnit.MILLISECONDS);
            return;
        }
        state.connecting();
        var bootstrap = new Bootstrap()
                .group(loop)
                .channel(NioSocketChannel.class)
                .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, 5000)
                .option(ChannelOption.TCP_NODELAY, true)
                .option(ChannelOption.SO_KEEPALIVE, true)
                .handler(new ChannelInitializer<SocketChannel>() {
                    @Override
                    protected void initChannel(SocketChannel socket) {
                        long patience = AmiLink.patienceMillis(settings);
                        socket.pipeline()
                                .addLast(new ReadTimeoutHandler(patience, TimeUnit.MILLISECONDS))
                                .addLast(new AmiLink(settings, state));
                    }
                });
        bootstrap.connect(settings.host(), settings.port()).addListener((ChannelFutureListener) this::connected);
    }

    private void connected(ChannelFuture done) {
        if (!done.isSuccess()) {
            if (!closed) {
                state.unreachable(done.cause());
                again();
            }
            return;
        }
        channel = done.channel();
        if (closed) {
            channel.close();
            return;
        }
        long since = System.nanoTime();
        channel.closeFuture().addListener(gone -> lost(since));
    }

    private void lost(long since) {
        if (closed) {
            return;
        }
        if (System.nanoTime() - since > STABLE.toNanos()) {
            failures = 0;
        }
        state.lost();
        again();
    }

    private void again() {
        try {
            long pause = pause().toMillis();
            loop.schedule(this::connect, pause, TimeUnit.MILLISECONDS);
            LOG.debug("{}: connecting again in {} ms", name, pause);
        } catch (RejectedExecutionException closing) {
            LOG.debug("{}: closing, not connecting again", name);
        }
    }

    /** Doubles up to a ceiling; the jitter keeps many servers from coming back in step. */
    private Duration pause() {
        if (state.refused()) {
            return PAUSE_AFTER_REFUSAL;
        }
        long doubled = FIRST_PAUSE.toMillis() << Math.min(failures++, 8);
        long ceiling = Math.min(doubled, LONGEST_PAUSE.toMillis());
        return Duration.ofMillis(ceiling / 2 + ThreadLocalRandom.current().nextLong(ceiling / 2 + 1));
    }

    /** Says good-bye and returns when the connection and its thread are gone, within two seconds. */
    @Override
    public void close() {
        closed = true;
        state.closed();
        Channel current = channel;
        if (current != null && current.isActive()) {
            loop.submit(() -> sayGoodbye(current)).awaitUninterruptibly(1, TimeUnit.SECONDS);
        }
        loop.shutdownGracefully(0, 2, TimeUnit.SECONDS).awaitUninterruptibly(2, TimeUnit.SECONDS);
    }

    private static void sayGoodbye(Channel current) {
        AmiLink link = current.pipeline().get(AmiLink.class);
        if (link != null) {
            link.hearNoMore();
        }
        current.writeAndFlush(Unpooled.copiedBuffer("Action: Logoff\r\n\r\n", StandardCharsets.US_ASCII))
                .addListener(ChannelFutureListener.CLOSE);
    }
}
