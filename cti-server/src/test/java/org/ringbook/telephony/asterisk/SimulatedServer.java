package org.ringbook.telephony.asterisk;

import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.asteriskjava.manager.event.CoreShowChannelEvent;
import org.ringbook.calls.fold.Calls;
import org.ringbook.demo.PlayedPbx.Live;
import org.ringbook.numbers.NumberPlan;
import org.ringbook.telephony.asterisk.records.CallRecords;
import org.ringbook.telephony.asterisk.records.RecordsSettings;
import org.ringbook.telephony.inbox.Gaps;
import org.ringbook.telephony.inbox.Intake;
import org.ringbook.telephony.inbox.Intakes;
import org.ringbook.telephony.inbox.SimulatedInbox;

/**
 * The server's own code from the connection to the calls, driven step by step: framing, sign-in, translation, fold, and what
 * it does after a gap. Only sockets, threads that wait, and the database are not its own.
 */
final class SimulatedServer {

    private static final NumberPlan PLAN = new NumberPlan("RU");

    private final SimulatedWorld world;
    private final Calls calls;
    private final Intake intake;
    private final AmiLinkState state;
    private EmbeddedChannel channel;
    private boolean killed;

    /** @param records where gaps are filled from */
    SimulatedServer(SimulatedWorld world, SimulatedInbox inbox, SimulatedLog log, Gaps gaps, RecordsSettings records) {
        this.world = world;
        calls = new Calls(PLAN, List.of(log));
        AsteriskSettings.Pbx settings = Pbxs.at("127.0.0.1", 1, "ringbook", "no secret", records);
        var source = new AsteriskSource("office", settings, PLAN);
        intake = Intakes.of("office", source.translation(), calls, inbox, gaps);
        Intakes.takeUp(intake, inbox, log.open());
        var healing = new Healing(
                "office", CallRecords.of(settings.records()), intake, source::legByName, world, new InTheWorldsTime());
        state = source.prepare(intake, new ListedChannels(settings), world, healing);
    }

    /** Signs in, as on a fresh connection. @param uptime of the PBX */
    void connects(Duration uptime) {
        channel = new Socketless();
        channel.freezeTime();
        channel.pipeline().addLast(new AmiLink(Pbxs.at("127.0.0.1", 1), state));
        says("Asterisk Call Manager/11.0.0\r\n");
        says("Response: Success\r\nActionID: ringbook-challenge\r\nChallenge: 240183372\r\n\r\n");
        says("Response: Success\r\nActionID: ringbook-login\r\nMessage: Authentication accepted\r\n\r\n");
        says("Event: FullyBooted\r\nPrivilege: system,all\r\nUptime: " + uptime.toSeconds()
                + "\r\nStatus: Fully Booted\r\n\r\n");
        says("Response: Success\r\nActionID: ringbook-ping\r\nPing: Pong\r\nTimestamp: %d.%06d\r\n\r\n"
                .formatted(world.instant().getEpochSecond(), world.instant().getNano() / 1000));
    }

    void says(String text) {
        says(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    void says(byte[] bytes) {
        Intakes.atOnce(intake, () -> channel.writeInbound(Unpooled.wrappedBuffer(bytes)));
        channel.releaseOutbound();
    }

    /** The connection is gone. */
    void loses() {
        channel.close();
        channel = null;
        state.lost();
    }

    boolean wantsToConnect() {
        return !killed && channel == null;
    }

    void forget() {
        calls.forget("office", world.instant());
    }

    void kill() {
        killed = true;
        channel = null;
        intake.close();
    }

    /** Nothing runs beside. */
    private final class InTheWorldsTime extends ScheduledThreadPoolExecutor {

        InTheWorldsTime() {
            super(0);
        }

        @Override
        public ScheduledFuture<?> schedule(Runnable task, long delay, TimeUnit unit) {
            world.in(Duration.of(delay, unit.toChronoUnit()), () -> {
                if (!killed) {
                    Intakes.atOnce(intake, task);
                }
            });
            return null;
        }
    }

    static final class Socketless extends EmbeddedChannel {
        @Override
        protected SocketAddress localAddress0() {
            return new InetSocketAddress(InetAddress.getLoopbackAddress(), 1);
        }
    }

    /** The commands account, over which the PBX can be asked for its channels whenever it can be reached. */
    private final class ListedChannels extends AmiCommands {

        ListedChannels(AsteriskSettings.Pbx settings) {
            super("office", settings, () -> "127.0.0.1");
            super.close();
        }

        @Override
        void wake() {}

        @Override
        void every(int seconds, Runnable task) {
            world.in(Duration.ofSeconds(seconds), () -> {
                if (!killed) {
                    Intakes.atOnce(intake, task);
                    every(seconds, task);
                }
            });
        }

        @Override
        void channels(Consumer<Map<String, CoreShowChannelEvent>> answer) {
            world.in(Duration.ofMillis(50), () -> {
                if (killed) {
                    return;
                }
                List<Live> live = world.channels();
                if (live == null) {
                    world.in(Duration.ofSeconds(1), () -> channels(answer));
                } else {
                    Map<String, CoreShowChannelEvent> listed = live.stream()
                            .map(this::listed)
                            .collect(Collectors.toMap(CoreShowChannelEvent::getUniqueid, one -> one));
                    Intakes.atOnce(intake, () -> answer.accept(listed));
                }
            });
        }

        private CoreShowChannelEvent listed(Live channel) {
            var event = new CoreShowChannelEvent(this);
            event.setUniqueid(channel.id());
            event.setChannel(channel.name());
            event.setLinkedid(channel.linkedId());
            event.setChannelState(channel.state());
            event.setCallerIdNum(channel.number());
            event.setExten(channel.exten());
            event.setApplication(channel.application());
            event.setBridgeid(channel.bridge());
            long seconds = Duration.between(channel.since(), world.instant()).toSeconds();
            event.setDuration("%02d:%02d:%02d".formatted(seconds / 3600, seconds / 60 % 60, seconds % 60));
            return event;
        }
    }
}
