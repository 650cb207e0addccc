package org.ringbook.telephony.example;

import java.util.Collection;
import java.util.Map;
import org.ringbook.telephony.PbxSource;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.stereotype.Component;

/** The example systems that the settings name. */
@Component
@EnableConfigurationProperties(ExampleSources.Settings.class)
class ExampleSources implements PbxSource.Provider {

    private final Collection<ExampleSource> sources;

    /** The settings block {@code ringbook.example}. */
    @ConfigurationProperties("ringbook")
    record Settings(@DefaultValue Map<String, Pbx> example) {

        record Pbx(@DefaultValue("") String secret) {

            @Override
            public String toString() {
                return "Pbx";
            }
        }
    }

    ExampleSources(Settings settings) {
        this.sources = settings.example().entrySet().stream()
                .filter(each -> !each.getValue().secret().isEmpty())
                .map(each -> new ExampleSource(each.getKey(), each.getValue().secret()))
                .toList();
    }

    @Override
    public Collection<ExampleSource> sources() {
        return sources;
    }
}
