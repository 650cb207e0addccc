package org.ringbook.telephony.mango;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.ringbook.Cast;
import org.ringbook.calls.Call;
import org.ringbook.demo.mango.MangoOffice;
import org.ringbook.telephony.Exchange;
import org.ringbook.telephony.webhooks.HookBench;
import org.ringbook.telephony.operators.PacedQueue;

/** A virtual PBX, a source that hears it over real HTTP, and the calls that come of it. */
final class MangoBench implements AutoCloseable {

    static final String NAME = "vats";
    static final String LINE = "74957770001";
    static final String MARIA = "79161112233";
    static final String PAVEL = "79035556677";

    final MangoOffice office = staffed();
    final MangoSource source;
    final Exchange exchange;
    final HookBench hooks;

    MangoBench() {
        this(Duration.ZERO);
    }

    /** @param history how often the statistics are read; zero for never */
    MangoBench(Duration history) {
        source = source(office, history);
        exchange = new Exchange(source);
        hooks = new HookBench(exchange.hooks());
        office.tells(hooks.address(NAME));
        office.at(Instant.now().truncatedTo(ChronoUnit.SECONDS));
    }

    static MangoOffice staffed() {
        return MangoOffice.on(0)
                .employs("101", "Анна Петрова")
                .employs("102", "Борис Смирнов")
                .employs("103", "Вера Орлова")
                .employs("104", "Глеб Сидоров");
    }

    static MangoSource source(MangoOffice office, Duration history) {
        var settings = new MangoSettings.Vats(
                office.key(),
                office.salt(),
                office.address(),
                "",
                List.of(),
                history,
                Duration.ofDays(1),
                Duration.ofMillis(150));
        var api = new MangoApi(
                office.address(),
                new Signature(office.key(), office.salt()),
                new Lockout(Duration.ofMillis(500)),
                new PacedQueue(50, List.of(), List.of(Duration.ofMillis(50), Duration.ofMillis(100))));
        return new MangoSource(NAME, settings, Cast.PLAN, api, Duration.ofMillis(20));
    }

    /** The one call that there is, when it is over. */
    Call theCall() {
        return exchange.awaitCalls(calls -> calls.size() == 1 && calls.get(0).ended())
                .get(0);
    }

    /** The one call that there is, while it goes on. */
    Call theCallNow(Call.State state) {
        return exchange.awaitCalls(calls -> calls.size() == 1 && calls.get(0).state() == state)
                .get(0);
    }

    @Override
    public void close() {
        hooks.close();
        exchange.close();
        office.close();
    }
}
