package org.ringbook.telephony.mango;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.ringbook.numbers.NumberPlan;
import org.ringbook.telephony.ConnectionForm;
import org.ringbook.telephony.PbxSource;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.stereotype.Component;

/** The virtual PBXs of Mango Office that the settings name. */
@Component
@EnableConfigurationProperties(MangoSettings.class)
class MangoSources implements PbxSource.Provider {

    private final List<MangoSource> sources;
    private final ConnectionForm form;

    MangoSources(MangoSettings settings, NumberPlan plan) {
        this.sources = settings.mango().entrySet().stream()
                .filter(entry -> !entry.getValue().key().isEmpty())
                .map(entry -> new MangoSource(entry.getKey(), entry.getValue(), plan))
                .toList();
        this.form = new MangoForm(plan);
    }

    @Override
    public Collection<MangoSource> sources() {
        return sources;
    }

    @Override
    public Optional<ConnectionForm> form() {
        return Optional.of(form);
    }
}
