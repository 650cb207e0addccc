package org.ringbook.telephony.generic;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.ringbook.numbers.NumberPlan;
import org.ringbook.telephony.ConnectionForm;
import org.ringbook.telephony.PbxSource;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.stereotype.Component;

/** The telephone systems that the settings describe. */
@Component
@EnableConfigurationProperties(GenericPbxSettings.class)
class GenericPbxSources implements PbxSource.Provider {

    private final List<GenericPbxSource> sources;
    private final ConnectionForm form;

    GenericPbxSources(GenericPbxSettings settings, NumberPlan plan) {
        this.sources = settings.webhook().entrySet().stream()
                .filter(entry -> entry.getValue().on())
                .map(entry -> source(entry, plan))
                .toList();
        this.form = new GenericPbxForm(plan);
    }

    private static GenericPbxSource source(Map.Entry<String, GenericPbxSettings.Pbx> entry, NumberPlan plan) {
        try {
            return new GenericPbxSource(entry.getKey(), entry.getValue(), plan);
        } catch (IllegalArgumentException wrong) {
            throw new IllegalArgumentException(
                    "The settings ringbook.webhook." + entry.getKey() + ": " + wrong.getMessage(), wrong);
        }
    }

    @Override
    public Collection<GenericPbxSource> sources() {
        return sources;
    }

    @Override
    public Optional<ConnectionForm> form() {
        return Optional.of(form);
    }
}
