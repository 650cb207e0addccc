package org.ringbook.telephony.beeline;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.ringbook.notices.Notice;
import org.ringbook.telephony.beeline.BeelineSettings.Subscribe;
import org.ringbook.telephony.operators.PbxFailed;
import org.ringbook.telephony.operators.Variants;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.util.backoff.BackOff;
import org.springframework.util.backoff.BackOffExecution;
import tools.jackson.databind.JsonNode;

/**
 * Keeps the PBX telling. A subscription cannot be prolonged: at half of its life another one is made, and only when that is
 * kept the first one is ended; both are believed meanwhile. {@link #tend} is for one thread, all else for any.
 */
final class Subscriptions {

    private static final Logger LOG = LoggerFactory.getLogger(Subscriptions.class);
    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final Duration UNTOLD_LIFE = Duration.ofHours(1);
    private static final int MOST_STRAYS = 100;
    private static final Duration FAREWELL = Duration.ofSeconds(20);

    private final String name;
    private final BeelineSettings.Pbx settings;
    private final BeelineApi api;
    private final SubscriptionStore store;
    private final Variants variants;
    private final InstantSource clock;
    private final BackOff growing;
    private BackOffExecution pauses;
    private final ConcurrentMap<String, Subscription> known = new ConcurrentHashMap<>();
    private final Set<String> strays = ConcurrentHashMap.newKeySet();
    private boolean loaded;
    private boolean toEach;
    private Instant notBefore = Instant.MIN;
    private volatile Notice trouble;

    Subscriptions(
            String name,
            BeelineSettings.Pbx settings,
            BeelineApi api,
            SubscriptionStore store,
            Variants variants,
            InstantSource clock,
            BackOff growing) {
        this.name = name;
        this.settings = settings;
        this.api = api;
        this.store = store;
        this.variants = variants;
        this.clock = clock;
        this.growing = growing;
        this.pauses = growing.start();
        this.toEach = settings.subscribe() == Subscribe.EMPLOYEES;
    }

    /** Does whatever is due now. @param employees whole names of all of the PBX */
    void tend(List<String> employees) throws InterruptedException {
        if (settings.callback().isEmpty()) {
            return;
        }
        if (!loaded) {
            load();
            loaded = true;
        }
        if (!clock.instant().isBefore(notBefore)) {
            try {
                for (String pattern : toEach ? employees : List.of("")) {
                    renew(pattern);
                }
                trouble = null;
            } catch (PbxFailed failed) {
                failed(failed);
            }
        }
        end(toEach ? Set.copyOf(employees) : Set.of(""));
    }

    private void failed(PbxFailed failed) {
        if (Thread.currentThread().isInterrupted()) {
            // The source is being closed: nothing is wrong with the PBX.
            return;
        }
        if (failed.refused() && !toEach && settings.subscribe() == Subscribe.AUTO) {
            variants.met("a subscription to all is refused; there is one to each employee");
            toEach = true;
            return;
        }
        if (failed.refused() && settings.subscribe() == Subscribe.AUTO) {
            // It refuses both: whatever is wrong has nothing to do with whom we subscribe to.
            toEach = false;
        }
        if (trouble == null) {
            LOG.warn(
                    "{}: it cannot be subscribed to what happens. {}",
                    name,
                    failed.notice().text());
        }
        trouble = failed.notice();
        notBefore = clock.instant().plusMillis(pauses.nextBackOff());
    }

    /** What was subscribed before a restart goes on, if the PBX still knows it. */
    private void load() throws InterruptedException {
        for (Subscription kept : store.all()) {
            known.put(kept.id(), kept);
            try {
                JsonNode reported = api.read("subscription", Map.of("subscriptionId", kept.id()), PATIENCE);
                String url = Row.text(reported, "url");
                boolean elsewhere = url != null && !url.startsWith(settings.url(name));
                Instant until =
                        clock.instant().plusSeconds(reported.path("expires").asLong(0));
                Instant sooner = until.isBefore(kept.until()) ? until : kept.until();
                var now = new Subscription(kept.id(), kept.pattern(), kept.renewAt(), sooner, kept.old());
                keep(elsewhere ? now.outdated() : now);
            } catch (PbxFailed failed) {
                if (failed.refused()) {
                    forget(kept.id());
                }
            }
        }
    }

    private void renew(String pattern) throws PbxFailed, InterruptedException {
        Instant now = clock.instant();
        List<Subscription> serving = known.values().stream()
                .filter(each -> each.serves(pattern, now))
                .toList();
        if (serving.stream().anyMatch(each -> each.renewAt().isAfter(now))) {
            return;
        }
        Subscription made = subscribe(pattern);
        keep(made);
        serving.forEach(each -> keep(each.outdated()));
        pauses = growing.start();
    }

    private Subscription subscribe(String pattern) throws PbxFailed, InterruptedException {
        var wanted = Messages.MAPPER
                .createObjectNode()
                .put("expires", settings.life().toSeconds())
                .put("subscriptionType", "ADVANCED_CALL")
                .put("url", settings.url(name));
        if (!pattern.isEmpty()) {
            wanted.put("pattern", pattern);
        }
        Instant asked = clock.instant();
        JsonNode reported = api.put("subscription", Messages.MAPPER.writeValueAsString(wanted), PATIENCE);
        String id = Row.text(reported, "subscriptionId");
        if (id == null) {
            throw new PbxFailed(Notice.of("beeline.status", 200, "subscriptionId"));
        }
        long seconds = reported.path("expires").asLong(0);
        Duration life = seconds > 0 ? Duration.ofSeconds(seconds) : UNTOLD_LIFE;
        if (life.compareTo(settings.life()) < 0) {
            variants.met("a subscription lives shorter than it was asked for");
        }
        return new Subscription(id, pattern, asked.plus(life.dividedBy(2)), asked.plus(life), false);
    }

    private void keep(Subscription one) {
        known.put(one.id(), one);
        store.put(one);
    }

    private void forget(String id) {
        known.remove(id);
        store.remove(id);
    }

    /** Ends what nobody needs any more, once there is something in its place. */
    private void end(Set<String> patterns) throws InterruptedException {
        Instant now = clock.instant();
        var ending = new ArrayList<String>();
        for (Subscription each : List.copyOf(known.values())) {
            if (!each.until().isAfter(now)) {
                forget(each.id());
            } else if (each.old() || !patterns.contains(each.pattern())) {
                ending.add(each.id());
            }
        }
        if (isWhole(patterns, now)) {
            ending.addAll(strays);
            for (String id : ending) {
                end(id);
            }
        }
    }

    private boolean isWhole(Set<String> patterns, Instant now) {
        return patterns.stream()
                .allMatch(pattern -> known.values().stream().anyMatch(each -> each.serves(pattern, now)));
    }

    private void end(String id) throws InterruptedException {
        try {
            api.delete("subscription", Map.of("subscriptionId", id), PATIENCE);
        } catch (PbxFailed failed) {
            if (!failed.refused()) {
                return;
            }
        }
        strays.remove(id);
        forget(id);
    }

    /**
     * Nothing is to be told any more: what ends those that are alive, for whichever thread, once. Nobody else knows them from now on.
     *
     * @return empty when there are none
     */
    Optional<Runnable> farewell() {
        Instant now = clock.instant();
        List<Subscription> left =
                store.all().stream().filter(one -> one.until().isAfter(now)).toList();
        left.forEach(one -> forget(one.id()));
        return left.isEmpty() ? Optional.empty() : Optional.of(() -> end(left));
    }

    private void end(List<Subscription> left) {
        Instant giveUp = clock.instant().plus(FAREWELL);
        for (Subscription one : left) {
            try {
                Duration rest = Duration.between(clock.instant(), giveUp);
                if (rest.isNegative()) {
                    goesOnFor(one, "no time is left");
                } else {
                    api.delete("subscription", Map.of("subscriptionId", one.id()), rest);
                    LOG.info("{}: the subscription to events was ended at the operator", name);
                }
            } catch (PbxFailed failed) {
                if (failed.refused()) {
                    LOG.info("{}: the operator knows nothing of the subscription to events any more", name);
                } else {
                    goesOnFor(one, failed.notice().text());
                }
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    private void goesOnFor(Subscription one, String why) {
        LOG.warn(
                "{}: a subscription to events could not be ended at the operator ({}). Until {} it goes on sending events that nobody takes",
                name,
                why,
                one.until());
    }

    /** Something was told to a subscription: of one that we do not know the answer was lost, and it is ended. */
    void received(String id) {
        if (id != null && loadedAndUnknown(id) && strays.size() < MOST_STRAYS && id.length() <= 100) {
            strays.add(id);
        }
    }

    private boolean loadedAndUnknown(String id) {
        return !known.isEmpty() && !known.containsKey(id);
    }

    /** The PBX says that a subscription has ended. Its being old means nothing; else another one is made. */
    void ended(String id) {
        Subscription was = id == null ? null : known.remove(id);
        strays.remove(id);
        if (was != null) {
            store.remove(id);
            boolean expected = was.old() || was.renewAt().isBefore(clock.instant());
            if (!expected) {
                LOG.info("{}: a subscription was ended by the PBX; another one is made", name);
            }
        }
    }

    /** Whether the PBX has promised to tell. */
    boolean live() {
        Instant now = clock.instant();
        return known.values().stream()
                .anyMatch(each -> !each.old() && each.until().isAfter(now));
    }

    /** Why it could not be subscribed; null when nothing is in the way. */
    Notice trouble() {
        return trouble;
    }
}
