package org.ringbook.telephony.megafon;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.ringbook.numbers.NumberPlan;
import org.ringbook.telephony.CallerAnswers;
import org.ringbook.telephony.ConnectionForm;
import org.ringbook.telephony.PbxSource;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.stereotype.Component;

/** The virtual PBXs of MegaFon, and others of their kind, that the settings name. */
@Component
@EnableConfigurationProperties(MegaFonSettings.class)
class MegaFonSources implements PbxSource.Provider {

    private final List<MegaFonSource> sources;
    private final ConnectionForm form;

    MegaFonSources(MegaFonSettings settings, NumberPlan plan, CallerAnswers answers) {
        this.sources = settings.megafon().entrySet().stream()
                .filter(entry -> entry.getValue().on())
                .map(entry -> new MegaFonSource(entry.getKey(), entry.getValue(), plan, answers, MegaFonApi.RATES))
                .toList();
        this.form = new MegaFonForm(plan, answers);
    }

    @Override
    public Collection<MegaFonSource> sources() {
        return sources;
    }

    @Override
    public Optional<ConnectionForm> form() {
        return Optional.of(form);
    }
}
