package org.ringbook.telephony.asterisk;

import java.util.Collection;
import java.util.List;
import org.ringbook.numbers.NumberPlan;
import org.ringbook.telephony.CallerAnswers;
import org.ringbook.telephony.PbxSource;
import org.ringbook.telephony.asterisk.agi.AgiService;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.stereotype.Component;

/** The Asterisks that the settings name. */
@Component
@EnableConfigurationProperties(AsteriskSettings.class)
class AsteriskSources implements PbxSource.Provider {

    private final List<AsteriskSource> sources;

    AsteriskSources(AsteriskSettings settings, NumberPlan plan, CallerAnswers answers) {
        this.sources = settings.asterisk().entrySet().stream()
                .filter(entry -> !entry.getValue().host().isBlank())
                .map(entry -> new AsteriskSource(
                        entry.getKey(), entry.getValue(), plan, agi(entry.getKey(), entry.getValue(), plan, answers)))
                .toList();
    }

    /** @return null when it is not wanted */
    private static AgiService agi(String name, AsteriskSettings.Pbx pbx, NumberPlan plan, CallerAnswers answers) {
        return pbx.agi().on() ? new AgiService(name, pbx.agi(), pbx.host(), answers, plan) : null;
    }

    @Override
    public Collection<AsteriskSource> sources() {
        return sources;
    }
}
