package org.ringbook.telephony.webhook;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.ringbook.numbers.NumberPlan;
import org.ringbook.telephony.PbxSource;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.stereotype.Component;

/** The telephone systems that the settings describe. */
@Component
@EnableConfigurationProperties(WebhookSettings.class)
class AtsSources implements PbxSource.Provider {

    private final List<AtsSource> sources;

    AtsSources(WebhookSettings settings, NumberPlan plan) {
        this.sources = settings.webhook().entrySet().stream()
                .filter(entry -> entry.getValue().on())
                .map(entry -> source(entry, plan))
                .toList();
    }

    private static AtsSource source(Map.Entry<String, WebhookSettings.Ats> entry, NumberPlan plan) {
        try {
            return new AtsSource(entry.getKey(), entry.getValue(), plan);
        } catch (IllegalArgumentException wrong) {
            throw new IllegalArgumentException(
                    "The settings ringbook.webhook." + entry.getKey() + ": " + wrong.getMessage(), wrong);
        }
    }

    @Override
    public Collection<AtsSource> sources() {
        return sources;
    }
}
