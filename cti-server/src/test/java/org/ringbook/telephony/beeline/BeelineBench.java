package org.ringbook.telephony.beeline;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.ringbook.Cast;
import org.ringbook.calls.Call;
import org.ringbook.calls.CallListener;
import org.ringbook.demo.beeline.BeelineCloud;
import org.ringbook.telephony.Exchange;
import org.ringbook.telephony.webhooks.HookBench;
import org.ringbook.telephony.beeline.BeelineSettings.Subscribe;

/** A cloud PBX, a source that has subscribed to it over real HTTP, and the calls that come of it. */
final class BeelineBench implements AutoCloseable {

    static final String NAME = "beeline";
    static final String SECRET = "a-secret-of-our-own-choice";
    static final BeelineApi.Pace AT_ONCE =
            new BeelineApi.Pace(List.of(), List.of(Duration.ofMillis(50), Duration.ofMillis(100)));

    final BeelineCloud cloud = Stories.staffed();
    final BeelineSource source;
    final Exchange exchange;
    final HookBench hooks;

    BeelineBench() {
        this(Duration.ZERO, change -> {});
    }

    /** @param history how often the statistics and the records are read; zero for never */
    BeelineBench(Duration history, CallListener also) {
        source = source(settings(cloud, history));
        exchange = new Exchange(source, also);
        hooks = new HookBench(exchange.hooks());
        cloud.reaches(hooks.address(NAME));
        exchange.awaitHealth(health -> cloud.subscribed().size() == 1);
    }

    static BeelineSource source(BeelineSettings.Pbx settings) {
        return new BeelineSource(NAME, settings, Cast.PLAN, new SubscriptionShelf(NAME, null), AT_ONCE);
    }

    static BeelineSettings.Pbx settings(BeelineCloud cloud, Duration history) {
        return settings(cloud, history, Subscribe.AUTO);
    }

    static BeelineSettings.Pbx settings(BeelineCloud cloud, Duration history, Subscribe subscribe) {
        return new BeelineSettings.Pbx(
                cloud.token(),
                cloud.address(),
                "https://cti.example.org",
                SECRET,
                subscribe,
                Duration.ofHours(1),
                Map.of(),
                List.of(),
                history,
                Duration.ofMinutes(10),
                history,
                Duration.ofDays(1),
                Duration.ofMillis(100));
    }

    static String url() {
        return "https://cti.example.org/hooks/" + NAME + "/" + SECRET;
    }

    /** The one call that there is, when it is over. */
    Call theCall() {
        return exchange.awaitCalls(calls -> calls.size() == 1 && calls.get(0).ended())
                .get(0);
    }

    @Override
    public void close() {
        hooks.close();
        exchange.close();
        cloud.close();
    }
}
