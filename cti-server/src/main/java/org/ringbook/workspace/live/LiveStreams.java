package org.ringbook.workspace.live;

import jakarta.annotation.PreDestroy;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.ringbook.agents.PopUpEvent;
import org.ringbook.agents.PopUps;
import org.ringbook.calls.CallChange;
import org.ringbook.calls.CallListener;
import org.ringbook.staff.Staff;
import org.ringbook.staff.StaffMember;
import org.ringbook.telephony.SourceHealth;
import org.ringbook.telephony.Sources;
import org.ringbook.workspace.Viewer;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/**
 * All open pages that follow what happens. They are told names of what changed ("mine", "calls", "floor", "sources",
 * "call-" and an id) and nothing of its content; each page asks for what it may see.
 */
@Component
class LiveStreams implements CallListener {

    private static final long BEAT_SECONDS = 15;
    private static final long HEALTH_SECONDS = 3;

    private final Set<LiveStream> open = ConcurrentHashMap.newKeySet();
    private final ScheduledExecutorService writers = Executors.newScheduledThreadPool(4, LiveStreams::thread);
    private final PopUps popUps;
    private final EndedCards ended;
    private final Staff staff;
    private final ObjectProvider<Sources> sources;
    private volatile List<SourceHealth> health = List.of();

    /** The sources feed the calls, which tell this listener: they are asked for later, not before they can be made. */
    LiveStreams(PopUps popUps, EndedCards ended, Staff staff, ObjectProvider<Sources> sources) {
        this.popUps = popUps;
        this.ended = ended;
        this.staff = staff;
        this.sources = sources;
        writers.scheduleWithFixedDelay(this::beat, BEAT_SECONDS, BEAT_SECONDS, TimeUnit.SECONDS);
        writers.scheduleWithFixedDelay(this::lookAtHealth, HEALTH_SECONDS, HEALTH_SECONDS, TimeUnit.SECONDS);
    }

    private static Thread thread(Runnable work) {
        Thread thread = new Thread(work, "live-stream");
        thread.setDaemon(true);
        return thread;
    }

    SseEmitter open(Viewer viewer) {
        var stream = new LiveStream(viewer, new SseEmitter(0L), writers);
        UUID staffId = viewer.member().id();
        var line = popUps.subscribe(staffId, event -> told(stream, staffId, event));
        Runnable leave = () -> {
            open.remove(stream);
            line.close();
        };
        stream.wire().onCompletion(leave);
        stream.wire().onError(gone -> leave.run());
        open.add(stream);
        stream.say("hello");
        return stream.wire();
    }

    private void told(LiveStream stream, UUID staffId, PopUpEvent event) {
        if (event.kind() == PopUpEvent.Kind.END) {
            ended.add(staffId, event.popUp(), Instant.now());
        }
        stream.changedNow("mine");
    }

    @Override
    public void changed(CallChange change) {
        for (LiveStream stream : open) {
            stream.changed("floor");
            if (stream.viewer().maySee(change.now())) {
                stream.changed("calls");
                stream.changed("call-" + change.now().id());
                change.merged().forEach(old -> stream.changed("call-" + old));
            }
        }
    }

    private void beat() {
        for (LiveStream stream : open) {
            boolean welcome = staff.find(stream.viewer().member().id())
                    .filter(StaffMember::active)
                    .isPresent();
            stream.say(welcome ? "beat" : "over");
        }
    }

    private void lookAtHealth() {
        Sources all = sources.getIfAvailable();
        List<SourceHealth> now = all == null ? List.of() : all.health();
        if (!now.equals(health)) {
            health = now;
            open.forEach(stream -> stream.changed("sources"));
        }
    }

    /** A server that stops waits for its requests, and these would never end by themselves. */
    @EventListener(ContextClosedEvent.class)
    void endAll() {
        open.forEach(LiveStream::end);
    }

    @PreDestroy
    void stop() {
        writers.shutdownNow();
    }
}
