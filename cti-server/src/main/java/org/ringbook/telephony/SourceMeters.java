package org.ringbook.telephony;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.ToDoubleFunction;
import org.ringbook.telephony.inbox.RawInbox;
import org.ringbook.telephony.inbox.Rejection;
import org.ringbook.telephony.inbox.SourceCounters;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * The counters of all sources as meters, each with the tag {@code source}: {@code ringbook.source.messages},
 * {@code .bytes}, {@code .refused}, {@code .connects}, {@code .overflows}, {@code .waiting}, {@code .up}; of a source that
 * is told over HTTP {@code ringbook.hooks.refused} by {@code reason}; and {@code ringbook.inbox.lost}.
 */
@Component
class SourceMeters implements SmartLifecycle {

    private final MeterRegistry registry;
    private final Sources sources;
    private final RawInbox inbox;
    private final Set<String> metered = ConcurrentHashMap.newKeySet();
    private volatile boolean running;

    SourceMeters(MeterRegistry registry, Sources sources, RawInbox inbox) {
        this.registry = registry;
        this.sources = sources;
        this.inbox = inbox;
    }

    @Override
    public void start() {
        running = true;
        FunctionCounter.builder("ringbook.inbox.lost", inbox, RawInbox::lost)
                .description("Raw messages that were not kept")
                .register(registry);
        sources.whenBegun(this::meter);
    }

    private void meter(String source) {
        if (metered.add(source)) {
            count(source, "messages", "Messages taken", SourceCounters.Reading::messages);
            count(source, "bytes", "Bytes of the messages taken", SourceCounters.Reading::bytes);
            count(source, "refused", "Messages not believed or not understood", SourceCounters.Reading::refused);
            count(source, "connects", "Times that the link was made", SourceCounters.Reading::connects);
            count(source, "overflows", "Times that more came than could be taken", SourceCounters.Reading::overflows);
            if (sources.hasWebhook(source)) {
                countRefusals(source);
            }
            Gauge.builder("ringbook.source.waiting", sources, all -> all.waiting(source))
                    .description("Messages that wait to be understood")
                    .tag("source", source)
                    .register(registry);
            Gauge.builder("ringbook.source.up", sources, all -> all.isUp(source) ? 1 : 0)
                    .description("1 while the source is heard")
                    .tag("source", source)
                    .register(registry);
        }
    }

    private void countRefusals(String source) {
        for (Rejection why : Rejection.values()) {
            FunctionCounter.builder(
                            "ringbook.hooks.refused",
                            sources,
                            all -> all.refusals(source).getOrDefault(why, 0L))
                    .description("Deliveries refused at the door")
                    .tag("source", source)
                    .tag("reason", why.name().toLowerCase(Locale.ROOT))
                    .register(registry);
        }
    }

    private void count(String source, String what, String words, ToDoubleFunction<SourceCounters.Reading> reading) {
        FunctionCounter.builder("ringbook.source." + what, sources, all -> {
                    SourceCounters.Reading now = all.counters().get(source);
                    return now == null ? 0 : reading.applyAsDouble(now);
                })
                .description(words)
                .tag("source", source)
                .register(registry);
    }

    @Override
    public void stop() {
        running = false;
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    /** When the sources are known. */
    @Override
    public int getPhase() {
        return Sources.PHASE + 1;
    }
}
