package org.ringbook.telephony.connections;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.ringbook.sealing.SecretBox;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** The secrets of one connection in one sealed piece. */
@Component
@EnableConfigurationProperties(SealedSecrets.Settings.class)
class SealedSecrets {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    /**
     * The settings block {@code ringbook.connections}.
     *
     * @param home folder of the key that seals
     */
    @ConfigurationProperties("ringbook.connections")
    record Settings(@DefaultValue("ringbook-data") java.nio.file.Path home) {}

    private final SecretBox box;

    SealedSecrets(Settings settings) {
        this.box = new SecretBox(settings.home().resolve(Connections.KEY_FILE));
    }

    byte[] seal(Map<String, String> secrets) {
        return box.seal(JSON.writeValueAsString(new TreeMap<>(secrets)));
    }

    /** @return empty when the key is missing, or is another one */
    Optional<Map<String, String>> open(byte[] sealed) {
        if (sealed == null) {
            return Optional.of(Map.of());
        }
        try {
            return box.open(sealed).map(text -> JSON.readValue(text, new TypeReference<Map<String, String>>() {}));
        } catch (JacksonException spoilt) {
            return Optional.empty();
        }
    }
}
