package org.ringbook.telephony.megafon;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.ringbook.demo.megafon.MegaFonCloud;
import org.ringbook.numbers.NumberPlan;
import org.ringbook.telephony.CallerAnswers;
import org.ringbook.telephony.operators.PacedQueue.Rate;

/** The made-up virtual PBX, and sources that are set up for it. */
final class MegaFonAts extends MegaFonCloud {

    MegaFonSettings.Vats settings(Duration history, Map<String, String> employees) {
        return new MegaFonSettings.Vats(
                address(),
                KEY,
                CRM_KEY,
                employees,
                "",
                history,
                Duration.ofMillis(300),
                Duration.ofDays(2),
                true,
                true,
                Duration.ofMillis(200));
    }

    /** Set up for this PBX, reads its history without waiting. */
    MegaFonSource source(CallerAnswers answers) {
        return source(settings(Duration.ofMillis(200), Map.of()), answers);
    }

    static MegaFonSource source(MegaFonSettings.Vats settings, CallerAnswers answers) {
        List<Rate> unhurried = List.of(new Rate("read", 10_000, Duration.ofSeconds(1)));
        return new MegaFonSource("vats", settings, new NumberPlan("RU"), answers, unhurried);
    }
}
