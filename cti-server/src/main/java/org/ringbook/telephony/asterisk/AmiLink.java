package org.ringbook.telephony.asterisk;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.timeout.ReadTimeoutException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import org.apache.commons.codec.digest.DigestUtils;

/**
 * One connection of the listening account: greeting, sign-in by challenge (the secret never goes over the wire), pings,
 * and messages, framed and handed on.
 */
final class AmiLink extends SimpleChannelInboundHandler<ByteBuf> {

    private static final String GREETING = "Asterisk Call Manager/";
    private static final int LONGEST_GREETING = 256;
    /** With pings every five seconds the queues are asked for once a minute. */
    private static final int PINGS_A_QUEUE_LIST = 12;

    private final AsteriskSettings.Pbx settings;
    private final AmiLinkState state;
    private final AmiFraming framing = new AmiFraming();
    private final byte[] chunk = new byte[64 * 1024];
    private final StringBuilder greeting = new StringBuilder();
    private boolean greeted;
    private boolean in;
    private boolean over;
    private long tooLong;
    private int pings;

    private static final String PING = "Action: Ping\r\nActionID: ringbook-ping\r\n\r\n";

    AmiLink(AsteriskSettings.Pbx settings, AmiLinkState state) {
        this.settings = settings;
        this.state = state;
    }

    /** How long the other side may be silent, with pings in between: three of them. */
    static long patienceMillis(AsteriskSettings.Pbx settings) {
        return settings.ping().toMillis() * 3;
    }

    @Override
    public void channelActive(ChannelHandlerContext link) {
        link.executor().schedule(() -> giveUpUnlessSignedIn(link), patienceMillis(settings), TimeUnit.MILLISECONDS);
        link.fireChannelActive();
    }

    /** Whoever drips bytes and never comes to the point. */
    private void giveUpUnlessSignedIn(ChannelHandlerContext link) {
        if (!in && !over) {
            if (greeted) {
                state.noAnswer();
            } else if (greeting.length() > 0) {
                state.notAsterisk(greeting.toString());
            } else {
                state.silent(false, 0);
            }
            end(link);
        }
    }

    @Override
    protected void channelRead0(ChannelHandlerContext link, ByteBuf bytes) {
        while (bytes.isReadable() && !over) {
            if (!greeted) {
                greet(link, bytes);
                continue;
            }
            int length = Math.min(bytes.readableBytes(), chunk.length);
            bytes.readBytes(chunk, 0, length);
            framing.accept(chunk, 0, length, message -> message(link, message));
        }
        if (in) {
            state.receivedSomething();
        }
        for (; tooLong < framing.tooLong(); tooLong++) {
            state.passedOver("a message longer than " + AmiFraming.LONGEST + " bytes");
        }
    }

    private void greet(ChannelHandlerContext link, ByteBuf bytes) {
        char c = (char) (bytes.readByte() & 0xFF);
        if (c != '\n') {
            greeting.append(c);
            if (greeting.length() > LONGEST_GREETING) {
                state.notAsterisk(greeting.toString());
                end(link);
            }
            return;
        }
        String line = greeting.toString().strip();
        if (!line.startsWith(GREETING)) {
            state.notAsterisk(line);
            end(link);
            return;
        }
        greeted = true;
        state.greeted(line.substring(GREETING.length()), (InetSocketAddress)
                link.channel().localAddress());
        send(link, "Action: Challenge\r\nActionID: ringbook-challenge\r\nAuthType: MD5\r\n\r\n");
    }

    private void message(ChannelHandlerContext link, byte[] bytes) {
        if (over) {
            return;
        }
        if (isEvent(bytes)) {
            event(link, bytes);
            return;
        }
        var message = new AmiMessage(bytes);
        String id = message.get("ActionID");
        if ("ringbook-challenge".equals(id)) {
            logIn(link, message);
        } else if ("ringbook-login".equals(id)) {
            answered(link, message);
        } else if ("ringbook-ping".equals(id) && in) {
            if (!state.received(bytes)) {
                end(link);
            }
        } else if ("ringbook-rights".equals(id)) {
            state.mayCommand(message);
        } else if (message.get("Response") == null && in) {
            state.passedOver("a piece of text that is neither an event nor an answer");
        }
    }

    private void event(ChannelHandlerContext link, byte[] bytes) {
        if (!in) {
            return;
        }
        if (EventClass.of(bytes) == null) {
            var reply = new AmiMessage(bytes);
            if ("ringbook-list".equals(reply.get("ActionID"))) {
                state.listed(reply);
                return;
            }
        }
        if (!state.received(bytes)) {
            end(link);
        }
    }

    private static boolean isEvent(byte[] bytes) {
        return bytes.length > 6
                && bytes[0] == 'E'
                && bytes[1] == 'v'
                && bytes[2] == 'e'
                && bytes[3] == 'n'
                && bytes[4] == 't'
                && bytes[5] == ':';
    }

    private void logIn(ChannelHandlerContext link, AmiMessage challenge) {
        String word = challenge.get("Challenge");
        if (word == null) {
            state.refused(challenge.get("Message"));
            end(link);
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
            end(link);
            return;
        }
        if (in) {
            return;
        }
        in = true;
        state.loggedIn();
        send(link, PING);
        send(link, "Action: ListCommands\r\nActionID: ringbook-rights\r\n\r\n");
        send(link, TelephoneFold.ASK_FOR_MEMBERS);
        long every = settings.ping().toMillis();
        link.executor().schedule(state::settled, Math.min(every, 3000), TimeUnit.MILLISECONDS);
        var pinging = link.executor().scheduleAtFixedRate(() -> ping(link), every, every, TimeUnit.MILLISECONDS);
        link.channel().closeFuture().addListener(gone -> pinging.cancel(false));
    }

    /** Asks for something that has an answer: for the lists that show what is not heard, as long as it is not heard. */
    private void ping(ChannelHandlerContext link) {
        if (!state.listens("agent") && pings++ % PINGS_A_QUEUE_LIST == 0) {
            send(link, "Action: QueueStatus\r\nActionID: ringbook-list\r\n\r\n");
        }
        if (!state.listens("call")) {
            send(link, "Action: BridgeList\r\nActionID: ringbook-list\r\n\r\n");
        }
        send(link, PING);
    }

    static String key(String challenge, String secret) {
        return DigestUtils.md5Hex(challenge + secret);
    }

    private static void send(ChannelHandlerContext link, String action) {
        link.writeAndFlush(Unpooled.copiedBuffer(action, StandardCharsets.UTF_8));
    }

    /** We are about to end the connection ourselves. */
    void hearNoMore() {
        over = true;
    }

    private void end(ChannelHandlerContext link) {
        over = true;
        link.close();
    }

    @Override
    public void channelInactive(ChannelHandlerContext link) {
        if (in && !over && framing.inTheMiddle()) {
            state.passedOver("half a message, after which the connection was cut,");
        }
        over = true;
        link.fireChannelInactive();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext link, Throwable cause) {
        if (over) {
            link.close();
            return;
        }
        if (cause instanceof ReadTimeoutException && !in) {
            // The limit for signing in is as long, and either may be the first to pass.
            giveUpUnlessSignedIn(link);
            return;
        }
        if (cause instanceof ReadTimeoutException) {
            state.silent(true, patienceMillis(settings) / 1000);
        } else {
            state.broken(cause);
        }
        end(link);
    }
}
