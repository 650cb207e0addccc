package org.ringbook.telephony.beeline;

import java.util.Collection;
import java.util.List;
import org.ringbook.numbers.NumberPlan;
import org.ringbook.telephony.PbxSource;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The cloud PBXs of Beeline that the settings name. */
@Component
@EnableConfigurationProperties(BeelineSettings.class)
class BeelineSources implements PbxSource.Provider {

    private final List<BeelineSource> sources;

    BeelineSources(BeelineSettings settings, NumberPlan plan, JdbcClient database) {
        this.sources = settings.beeline().entrySet().stream()
                .filter(entry -> entry.getValue().on())
                .map(entry -> new BeelineSource(
                        entry.getKey(),
                        entry.getValue(),
                        plan,
                        new SubscriptionStore(entry.getKey(), database),
                        BeelineApi.PACE))
                .toList();
    }

    @Override
    public Collection<BeelineSource> sources() {
        return sources;
    }
}
