package org.ringbook.telephony.connections;

import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.ringbook.refusals.Refused;
import org.ringbook.sealing.SecretBox;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
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

    private static final Logger LOG = LoggerFactory.getLogger(SealedSecrets.class);
    private static final JsonMapper JSON = JsonMapper.builder().build();

    /**
     * The settings block {@code ringbook.connections}.
     *
     * @param home folder of the key that seals
     */
    @ConfigurationProperties("ringbook.connections")
    record Settings(@DefaultValue("ringbook-data") Path home) {}

    private final Path file;
    private final SecretBox box;

    SealedSecrets(Settings settings) {
        this.file = settings.home().resolve(Connections.KEY_FILE);
        this.box = new SecretBox(file);
    }

    /** @throws Refused when there is no key, and none can be made */
    byte[] seal(Map<String, String> secrets) {
        try {
            return box.seal(JSON.writeValueAsString(new TreeMap<>(secrets)));
        } catch (UncheckedIOException | IllegalStateException noKey) {
            LOG.error("No secret of a connection can be kept", noKey);
            throw Refused.because(
                    null, "telephony.connection.key", file.toAbsolutePath().toString());
        }
    }

    /** @return empty when the key is missing, cannot be read, or is another one */
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
