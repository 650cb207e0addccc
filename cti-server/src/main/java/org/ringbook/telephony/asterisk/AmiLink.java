package org.ringbook.telephony.asterisk;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.timeout.ReadTimeoutException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.concurrent.TimeUnit;

/**
 * One connection of the listening account: greeting, sign-in by challenge (the secret never goes over the wire), and
 * then messages, framed and handed on.
 */
final class AmiLink extends SimpleChannelInboundHandler<ByteBuf> {

    private static final String GREETING = "Asterisk Call Manager/";
    private static final int LONGEST_GREETING = 256;

    private final AsteriskSettings.Pbx settings;
    private final AmiLinkState state;
    private final Runnable loggedIn;
    private final AmiFraming framing = new AmiFraming();
    private final byte[] chunk = new byte[64 * 1024];
    private final StringBuilder greeting = new StringBuilder();
    private boolean greeted;
    private boolean in;
    private long tooLong;

    AmiLink(AsteriskSettings.Pbx settings, AmiLinkState state, Runnable loggedIn) {
        this.settings = settings;
        this.state = state;
        this.loggedIn = loggedIn;
    }

    @Override
    protected void channelRead0(ChannelHandlerContext link, ByteBuf bytes) {
        while (bytes.isReadable()) {
            if (!greeted) {
                greet(link, bytes);
                continue;
            }
            int length = Math.min(bytes.readableBytes(), chunk.length);
            bytes.readBytes(chunk, 0, length);
            framing.accept(chunk, 0, length, message -> message(link, message));
        }
        if (framing.tooLong() != tooLong) {
            tooLong = framing.tooLong();
            state.tooLong();
        }
    }

    private void greet(ChannelHandlerContext link, ByteBuf bytes) {
        char c = (char) (bytes.readByte() & 0xFF);
        if (c != '\n') {
            greeting.append(c);
            if (greeting.length() > LONGEST_GREETING) {
                state.notAsterisk(greeting.toString());
                link.close();
                bytes.skipBytes(bytes.readableBytes());
            }
            return;
        }
        String line = greeting.toString().strip();
        if (!line.startsWith(GREETING)) {
            state.notAsterisk(line);
            link.close();
            bytes.skipBytes(bytes.readableBytes());
            return;
        }
        greeted = true;
        state.greeted(line.substring(GREETING.length()));
        send(link, "Action: Challenge\r\nActionID: ringbook-challenge\r\nAuthType: MD5\r\n\r\n");
    }

    private void message(ChannelHandlerContext link, byte[] bytes) {
        if (isEvent(bytes)) {
            if (!state.heard(bytes)) {
                link.close();
            }
            return;
        }
        var message = new AmiMessage(bytes);
        String id = message.get("ActionID");
        if ("ringbook-challenge".equals(id)) {
            logIn(link, message);
        } else if ("ringbook-login".equals(id)) {
            answered(link, message);
        } else if ("ringbook-rights".equals(id)) {
            state.mayCommand(message);
        }
    }

    private static boolean isEvent(byte[] bytes) {
        return bytes.length > 6 && bytes[0] == 'E' && bytes[1] == 'v' && bytes[5] == ':';
    }

    private void logIn(ChannelHandlerContext link, AmiMessage challenge) {
        String word = challenge.get("Challenge");
        if (word == null) {
            state.refused(challenge.get("Message"));
            link.close();
            return;
        }
        send(
                link,
                "Action: Login\r\nActionID: ringbook-login\r\nAuthType: MD5\r\nUsername: " + settings.user()
                        + "\r\nKey: " + key(word, settings.secret()) + "\r\n\r\n");
    }

    private void answered(ChannelHandlerContext link, AmiMessage answer) {
        if (!"Success".equals(answer.get("Response"))) {
            state.refused(answer.get("Message"));
            link.close();
            return;
        }
        in = true;
        state.loggedIn((InetSocketAddress) link.channel().localAddress());
        loggedIn.run();
        send(link, "Action: ListCommands\r\nActionID: ringbook-rights\r\n\r\n");
        link.executor().schedule(state::settled, 3, TimeUnit.SECONDS);
    }

    static String key(String challenge, String secret) {
        try {
            MessageDigest md5 = MessageDigest.getInstance("MD5");
            md5.update(challenge.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(md5.digest(secret.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException everyJavaHasIt) {
            throw new IllegalStateException(everyJavaHasIt);
        }
    }

    private static void send(ChannelHandlerContext link, String action) {
        link.writeAndFlush(Unpooled.copiedBuffer(action, StandardCharsets.UTF_8));
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext link, Throwable cause) {
        if (cause instanceof ReadTimeoutException) {
            state.silent(in);
        } else {
            state.broken(cause);
        }
        link.close();
    }
}
