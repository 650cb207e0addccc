package org.ringbook.workspace.calls;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.ringbook.calls.Call;
import org.ringbook.calls.correlation.CorrelationRules;
import org.ringbook.calls.log.Correlations;
import org.ringbook.workspace.Print;

/**
 * What another telephone source told of the same call, in the viewer's words.
 *
 * @param why with the numbers and times that prove it
 */
record SeenAgain(Call call, String why) {

    static List<SeenAgain> of(List<Correlations.Correlation> correlations, Print print) {
        return correlations.stream()
                .map(seen -> new SeenAgain(seen.call(), inWords(seen, print)))
                .toList();
    }

    private static String inWords(Correlations.Correlation seen, Print print) {
        CorrelationRules.Proof proof = seen.proof();
        String key = proof.rule().toLowerCase(Locale.ROOT);
        return print.say(
                proof.endedApart() == null ? key + ".so-far" : key,
                print.number(proof.number()),
                seconds(proof.beganApart(), print),
                seconds(proof.endedApart(), print),
                print.partyInFull(seen.call(), proof.party()));
    }

    private static String seconds(Duration apart, Print print) {
        return apart == null
                ? ""
                : print.decimal(BigDecimal.valueOf(apart.toMillis(), 3).setScale(1, RoundingMode.HALF_UP));
    }
}
