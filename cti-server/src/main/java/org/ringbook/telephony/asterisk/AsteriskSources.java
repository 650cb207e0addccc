package org.ringbook.telephony.asterisk;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.ringbook.numbers.NumberPlan;
import org.ringbook.telephony.CallerAnswers;
import org.ringbook.telephony.ConnectionForm;
import org.ringbook.telephony.PbxSource;
import org.ringbook.telephony.asterisk.agi.AgiService;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.stereotype.Component;

/** The Asterisks that the settings name. */
@Component
@EnableConfigurationProperties(AsteriskSettings.class)
class AsteriskSources implements PbxSource.Provider {

    private final List<AsteriskSource> sources;
    private final ConnectionForm form;

    AsteriskSources(AsteriskSettings settings, NumberPlan plan, CallerAnswers answers) {
        this.sources = settings.asterisk().entrySet().stream()
                .filter(entry -> !entry.getValue().host().isBlank())
                .map(entry -> source(entry.getKey(), entry.getValue(), plan, answers))
                .toList();
        this.form = new AsteriskForm(plan, answers);
    }

    static AsteriskSource source(String name, AsteriskSettings.Pbx pbx, NumberPlan plan, CallerAnswers answers) {
        return new AsteriskSource(name, pbx, plan, agi(name, pbx, plan, answers));
    }

    /** @return null when it is not wanted */
    private static AgiService agi(String name, AsteriskSettings.Pbx pbx, NumberPlan plan, CallerAnswers answers) {
        return pbx.agi().on() ? new AgiService(name, pbx.agi(), pbx.host(), answers, plan) : null;
    }

    @Override
    public Collection<AsteriskSource> sources() {
        return sources;
    }

    @Override
    public Optional<ConnectionForm> form() {
        return Optional.of(form);
    }
}
