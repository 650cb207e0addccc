package org.ringbook.workspace.live;

import jakarta.annotation.PreDestroy;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Predicate;
import org.ringbook.agents.PopUpEvent;
import org.ringbook.agents.PopUps;
import org.ringbook.agents.Presence;
import org.ringbook.agentstates.AgentStateBook;
import org.ringbook.calls.CallChange;
import org.ringbook.calls.CallListener;
import org.ringbook.deals.DealChanged;
import org.ringbook.deals.DealMoved;
import org.ringbook.followups.FollowUpsChanged;
import org.ringbook.http.LoadShedding;
import org.ringbook.http.LoadShedding.Bound;
import org.ringbook.staff.StaffChanged;
import org.ringbook.staff.StaffMember;
import org.ringbook.tasks.TasksChanged;
import org.ringbook.telephony.SourceHealth;
import org.ringbook.telephony.Sources;
import org.ringbook.workspace.LiveChanges;
import org.ringbook.workspace.Viewer;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.security.web.session.HttpSessionDestroyedEvent;
import org.springframework.stereotype.Component;
import org.springframework.transaction.event.TransactionalEventListener;

/**
 * All open pages that follow what happens. They are told names of what changed ("mine", "calls", "floor", "sources", "tasks", "followups",
 * "deals", "presence", "tiles" of the floor, "call-" and an id) and nothing of its content; each page asks for what it may see.
 */
@Component
class LiveStreams implements CallListener {

    private static final long BEAT_SECONDS = 15;
    private static final long HEALTH_SECONDS = 3;
    private static final long SLOW_SECONDS = 5;
    /** A change of the floor waits so long for others: a tile follows its telephone, and 50 pages cost little. */
    private static final long FLOOR_MILLIS = 150;

    private static final Duration STUCK = Duration.ofSeconds(15);
    /** As many windows as anybody looks at; a script that opens more learns nothing more. */
    static final int MOST_OF_A_PERSON = 20;

    private final Set<LiveStream> open = ConcurrentHashMap.newKeySet();
    private final ScheduledExecutorService writers = Executors.newScheduledThreadPool(2, LiveStreams::thread);
    private final PopUps popUps;
    private final EndedCards ended;
    private final ObjectProvider<Sources> sources;
    private final LoadShedding shedding;
    private final LiveChanges changes;
    private final AtomicBoolean floorWaits = new AtomicBoolean();
    private volatile List<SourceHealth> health = List.of();

    /** The sources feed the calls, which tell this listener: they are asked for later, not before they can be made. */
    LiveStreams(
            PopUps popUps,
            EndedCards ended,
            ObjectProvider<Sources> sources,
            LoadShedding shedding,
            LiveChanges changes,
            Presence presence,
            AgentStateBook book) {
        book.listen(change -> floorChanged());
        this.shedding = shedding;
        this.changes = changes;
        popUps.listenToAll(this::told);
        presence.listen(change -> {
            tellOf(change.staffId(), "presence");
            tell(List.of("floor"), viewer -> true);
        });
        this.popUps = popUps;
        this.ended = ended;
        this.sources = sources;
        writers.scheduleWithFixedDelay(this::beat, BEAT_SECONDS, BEAT_SECONDS, TimeUnit.SECONDS);
        writers.scheduleWithFixedDelay(this::dropTheSlow, SLOW_SECONDS, SLOW_SECONDS, TimeUnit.SECONDS);
        writers.scheduleWithFixedDelay(this::lookAtHealth, HEALTH_SECONDS, HEALTH_SECONDS, TimeUnit.SECONDS);
    }

    private static Thread thread(Runnable work) {
        Thread thread = new Thread(work, "live-stream");
        thread.setDaemon(true);
        return thread;
    }

    /**
     * One at a time: many that come at once are no more than one after the other.
     *
     * @param position that the page knows everything up to; null for none
     * @return false when the person has as many open as they may
     */
    synchronized boolean open(Viewer viewer, HttpServletRequest request, String position) throws IOException {
        UUID staffId = viewer.member().id();
        if (openOf(staffId) >= MOST_OF_A_PERSON) {
            shedding.refused(Bound.STREAMS);
            return false;
        }
        AsyncContext context = request.startAsync();
        context.setTimeout(0);
        HttpSession session = request.getSession(false);
        var stream = new LiveStream(viewer, session == null ? null : session.getId(), context, writers);
        var subscription = popUps.subscribePages(staffId, event -> {});
        context.addListener(new Leaving(() -> {
            stream.gone();
            open.remove(stream);
            subscription.close();
        }));
        LiveChanges.Missed missed = changes.since(position, viewer, () -> open.add(stream));
        stream.at(changes.position(missed.number()));
        stream.say("hello");
        if (missed.unknown() && position != null) {
            stream.changedNow("*", changes.position(missed.number()));
        }
        missed.names().forEach(name -> stream.changedNow(name, changes.position(missed.number())));
        stream.begin();
        return true;
    }

    /** How many pages of a person follow what happens. */
    long openOf(UUID staffId) {
        return open.stream()
                .filter(one -> one.viewer().member().id().equals(staffId))
                .count();
    }

    private record Leaving(Runnable leave) implements AsyncListener {

        @Override
        public void onComplete(AsyncEvent event) {
            leave.run();
        }

        @Override
        public void onTimeout(AsyncEvent event) {
            leave.run();
        }

        @Override
        public void onError(AsyncEvent event) {
            leave.run();
        }

        @Override
        public void onStartAsync(AsyncEvent event) {
            // it is started once
        }
    }

    private void told(UUID staffId, PopUpEvent event) {
        if (event.kind() == PopUpEvent.Kind.END) {
            ended.add(staffId, event.popUp(), Instant.now());
        }
        tellOf(staffId, "mine");
    }

    /** At once, to all pages of one person. */
    void tellOf(UUID staffId, String name) {
        Predicate<Viewer> theirs = viewer -> viewer.member().id().equals(staffId);
        changes.tell(List.of(name), theirs, number -> {
            String at = changes.position(number);
            open.stream().filter(stream -> theirs.test(stream.viewer())).forEach(stream -> stream.changedNow(name, at));
        });
    }

    /** Who looks at tiles is told at once, of many changes together. */
    void floorChanged() {
        if (floorWaits.compareAndSet(false, true)) {
            writers.schedule(this::tellOfTheFloor, FLOOR_MILLIS, TimeUnit.MILLISECONDS);
        }
    }

    private void tellOfTheFloor() {
        floorWaits.set(false);
        changes.tell(List.of("tiles"), Viewer::isSupervisor, number -> {
            String at = changes.position(number);
            open.stream()
                    .filter(stream -> stream.viewer().isSupervisor())
                    .forEach(stream -> stream.changedNow("tiles", at));
        });
    }

    private void tell(List<String> names, Predicate<Viewer> whom) {
        changes.tell(names, whom, number -> {
            String at = changes.position(number);
            open.stream()
                    .filter(stream -> whom.test(stream.viewer()))
                    .forEach(stream -> names.forEach(name -> stream.changed(name, at)));
        });
    }

    @Override
    public void changed(CallChange change) {
        floorChanged();
        tell(List.of("floor"), viewer -> true);
        var names = new ArrayList<>(List.of("calls", "call-" + change.now().id()));
        change.merged().forEach(old -> names.add("call-" + old));
        tell(names, viewer -> viewer.maySee(change.now()));
    }

    @EventListener
    void missedCallsChanged(FollowUpsChanged change) {
        tell(List.of("followups"), viewer -> true);
    }

    @EventListener
    void tasksChanged(TasksChanged change) {
        tell(
                List.of("tasks"),
                viewer -> change.people().contains(viewer.member().id()));
    }

    /** When it is written: who asks sooner would see it as it was. */
    @TransactionalEventListener(fallbackExecution = true)
    void dealMoved(DealMoved moved) {
        tell(List.of("deals"), viewer -> true);
    }

    @TransactionalEventListener(fallbackExecution = true)
    void dealChanged(DealChanged changed) {
        tell(List.of("deals"), viewer -> true);
    }

    /** What waits to be told together goes out with it. */
    void beat() {
        open.forEach(stream -> stream.say("beat"));
    }

    private void dropTheSlow() {
        long now = System.nanoTime();
        open.stream()
                .filter(stream -> stream.stuckFor(now).compareTo(STUCK) > 0)
                .forEach(stream -> {
                    shedding.refused(Bound.SLOW_STREAM);
                    stream.end();
                });
    }

    /** Who may see something else from now on asks anew; who may not come in any more is told so. */
    @EventListener
    void staffChanged(StaffChanged change) {
        StaffMember before = change.before();
        StaffMember now = change.now();
        boolean out = change.passwordChanged() || !now.active();
        boolean sameTeam = before == null || Objects.equals(before.team(), now.team());
        boolean sameRights = before == null
                || before.role() == now.role()
                        && Objects.equals(before.sees(), now.sees())
                        && Objects.equals(before.hears(), now.hears());
        for (LiveStream stream : open) {
            boolean theirs = stream.viewer().member().id().equals(now.id());
            if (theirs && out) {
                stream.end("over");
            } else if (!sameTeam || theirs && !sameRights) {
                stream.end();
            }
        }
    }

    /** Signed out, or away for long. */
    @EventListener
    void sessionEnded(HttpSessionDestroyedEvent ended) {
        open.stream().filter(stream -> stream.isOf(ended.getId())).forEach(stream -> stream.end("over"));
    }

    private void lookAtHealth() {
        Sources all = sources.getIfAvailable();
        List<SourceHealth> now = all == null ? List.of() : all.health();
        if (!now.equals(health)) {
            health = now;
            tell(List.of("sources"), viewer -> true);
        }
    }

    /** A server that stops waits for its requests, and these would never end by themselves. */
    @EventListener(ContextClosedEvent.class)
    void endAll() {
        open.forEach(stream -> stream.end());
    }

    @PreDestroy
    void stop() {
        writers.shutdownNow();
    }
}
