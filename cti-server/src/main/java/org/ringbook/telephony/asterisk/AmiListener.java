package org.ringbook.telephony.asterisk;

import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
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
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The connection that only listens. Makes it, keeps it alive with pings, and makes it again when it is lost, with
 * growing pauses. Everything runs on one thread that never waits for what comes behind it: Asterisk cuts off a reader
 * that stops for seconds, and what it would have said is gone for good.
 */
final class AmiListener implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(AmiListener.class);

    private static final Duration FIRST_PAUSE = Duration.ofMillis(500);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(15);
    /** A wrong password does not mend itself, and a guard on the PBX may lock out who tries too often. */
    private static final Duration PAUSE_AFTER_REFUSAL = Duration.ofSeconds(60);

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

    /** Breaks the connection; it is made again at once. Any thread. */
    void reconnect() {
        Channel current = channel;
        if (current != null) {
            current.close();
        }
    }

    private void connect() {
        if (closed) {
            return;
        }
        state.connecting();
        var bootstrap = new Bootstrap()
                .group(loop)
                .channel(NioSocketChannel.class)
                .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, 5000)
                .option(ChannelOption.TCP_NODELAY, true)
                .option(ChannelOption.SO_KEEPALIVE, true)
                .option(ChannelOption.SO_RCVBUF, 4 * 1024 * 1024)
                .handler(new ChannelInitializer<SocketChannel>() {
                    @Override
                    protected void initChannel(SocketChannel socket) {
                        long silence = settings.ping().toMillis() * 3;
                        socket.pipeline()
                                .addLast(new ReadTimeoutHandler(silence, TimeUnit.MILLISECONDS))
                                .addLast(new AmiLink(settings, state, AmiListener.this::loggedIn));
                    }
                });
        bootstrap.connect(settings.host(), settings.port()).addListener(done -> {
            if (done.isSuccess()) {
                channel = ((io.netty.channel.ChannelFuture) done).channel();
                channel.closeFuture().addListener(gone -> lost());
            } else {
                state.unreachable(done.cause());
                again();
            }
        });
    }

    private void loggedIn() {
        failures = 0;
        long every = settings.ping().toMillis();
        Channel current = channel;
        current.eventLoop().scheduleAtFixedRate(() -> ping(current), every, every, TimeUnit.MILLISECONDS);
    }

    private void ping(Channel current) {
        if (current.isActive()) {
            current.writeAndFlush(Unpooled.copiedBuffer(
                    "Action: Ping\r\nActionID: ringbook-ping\r\n\r\n", StandardCharsets.US_ASCII));
        } else {
            throw new java.util.concurrent.CancellationException("The connection of this ping is gone");
        }
    }

    private void lost() {
        state.lost();
        again();
    }

    private void again() {
        if (closed) {
            return;
        }
        long pause = pause().toMillis();
        loop.schedule(this::connect, pause, TimeUnit.MILLISECONDS);
        LOG.debug("{}: connecting again in {} ms", name, pause);
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

    @Override
    public void close() {
        closed = true;
        reconnect();
        loop.shutdownGracefully(0, 2, TimeUnit.SECONDS);
    }
}
