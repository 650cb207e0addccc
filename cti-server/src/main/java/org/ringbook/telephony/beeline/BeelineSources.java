package org.ringbook.telephony.beeline;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.ringbook.numbers.NumberPlan;
import org.ringbook.telephony.ConnectionForm;
import org.ringbook.telephony.PbxSource;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The cloud PBXs of Beeline that the settings name. */
@Component
@EnableConfigurationProperties(BeelineSettings.class)
class BeelineSources implements PbxSource.Provider {

    private final List<BeelineSource> sources;
    private final ConnectionForm form;

    BeelineSources(BeelineSettings settings, NumberPlan plan, JdbcClient database) {
        this.sources = settings.beeline().entrySet().stream()
                .filter(entry -> entry.getValue().on())
                .map(entry -> source(entry.getKey(), entry.getValue(), plan, database))
                .toList();
        this.form = new BeelineForm(plan, database);
    }

    static BeelineSource source(String name, BeelineSettings.Pbx settings, NumberPlan plan, JdbcClient database) {
        return new BeelineSource(name, settings, plan, new SubscriptionStore(name, database), BeelineApi.PACE);
    }

    @Override
    public Collection<BeelineSource> sources() {
        return sources;
    }

    @Override
    public Optional<ConnectionForm> form() {
        return Optional.of(form);
    }
}
