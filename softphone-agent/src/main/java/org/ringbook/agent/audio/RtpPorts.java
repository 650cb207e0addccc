package org.ringbook.agent.audio;

import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.socket.DatagramPacket;
import io.netty.channel.socket.nio.NioDatagramChannel;
import java.net.InetSocketAddress;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.BiConsumer;

/** The two sockets of one call: an even one for sound, the odd one after it for reports. */
final class RtpPorts implements AutoCloseable {

    private static final int FIRST = 16_384;
    private static final int PAIRS = 8_000;
    private static final int TRIES = 200;
    private static final int RECEIVE_BUFFER = 256 * 1024;
    /** Expedited forwarding: routers that look at it let voice go first. */
    private static final int EXPEDITED = 46 << 2;

    private final Channel sound;
    private final Channel reports;

    private RtpPorts(Channel sound, Channel reports) {
        this.sound = sound;
        this.reports = reports;
    }

    /** @throws IllegalStateException when no pair is free */
    static RtpPorts open(
            EventLoopGroup group,
            String host,
            BiConsumer<InetSocketAddress, byte[]> onSound,
            BiConsumer<InetSocketAddress, byte[]> onReport) {
        for (int i = 0; i < TRIES; i++) {
            int port = FIRST + 2 * ThreadLocalRandom.current().nextInt(PAIRS);
            Channel sound = bind(group, host, port, onSound);
            if (sound != null) {
                Channel reports = bind(group, host, port + 1, onReport);
                if (reports != null) {
                    return new RtpPorts(sound, reports);
                }
                sound.close();
            }
        }
        throw new IllegalStateException("no free ports for sound at " + host);
    }

    private static Channel bind(
            EventLoopGroup group, String host, int port, BiConsumer<InetSocketAddress, byte[]> received) {
        ChannelFuture bound = new Bootstrap()
                .group(group)
                .channel(NioDatagramChannel.class)
                .option(ChannelOption.SO_RCVBUF, RECEIVE_BUFFER)
                .option(ChannelOption.IP_TOS, EXPEDITED)
                .handler(new SimpleChannelInboundHandler<DatagramPacket>() {
                    @Override
                    protected void channelRead0(ChannelHandlerContext context, DatagramPacket packet) {
                        received.accept(packet.sender(), ByteBufUtil.getBytes(packet.content()));
                    }

                    @Override
                    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
                        // The other side's port is closed (ICMP), as it is when they hang up first: nothing to be done.
                    }
                })
                .bind(host, port)
                .awaitUninterruptibly();
        return bound.isSuccess() ? bound.channel() : null;
    }

    int port() {
        return ((InetSocketAddress) sound.localAddress()).getPort();
    }

    void sendSound(InetSocketAddress to, byte[] bytes) {
        sound.writeAndFlush(new DatagramPacket(Unpooled.wrappedBuffer(bytes), to), sound.voidPromise());
    }

    void sendReport(InetSocketAddress to, byte[] bytes) {
        reports.writeAndFlush(new DatagramPacket(Unpooled.wrappedBuffer(bytes), to), reports.voidPromise());
    }

    @Override
    public void close() {
        // After what was still to be sent.
        sound.close();
        reports.close();
    }
}
