package org.ringbook.telephony.asterisk;

import java.util.Collection;
import java.util.List;
import org.ringbook.numbers.NumberPlan;
import org.ringbook.telephony.PbxSource;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.stereotype.Component;

/** The Asterisks that the settings name. */
@Component
@EnableConfigurationProperties(AsteriskSettings.class)
class AsteriskSources implements PbxSource.Provider {

    private final List<AsteriskSource> sources;

    AsteriskSources(AsteriskSettings settings, NumberPlan plan) {
        this.sources = settings.asterisk().entrySet().stream()
                .filter(entry -> !entry.getValue().host().isBlank())
                .map(entry -> new AsteriskSource(entry.getKey(), entry.getValue(), plan))
                .toList();
    }

    @Override
    public Collection<AsteriskSource> sources() {
        return sources;
    }
}
