package org.ringbook.recordings;

import java.nio.file.Path;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The settings block {@code ringbook.recordings}.
 *
 * @param folder where sound is kept and what is being fetched lies
 * @param giveUpAfter how long it is tried to get a recording that does not come
 */
@ConfigurationProperties("ringbook.recordings")
public record RecordingsSettings(
        Path folder, @DefaultValue("6d") Duration giveUpAfter) {}
