package org.ringbook.attachments;

import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * The settings block {@code ringbook.attachments}.
 *
 * @param largest bytes of one file; more than 100 MB are never taken
 * @param most files of one card
 * @param refused endings of names that are not taken, in small letters and without the dot: what a double click would run
 */
@ConfigurationProperties("ringbook.attachments")
public record AttachmentSettings(
        @DefaultValue("25MB") DataSize largest,
        @DefaultValue("200") int most,
        @DefaultValue({}) List<String> refused) {}
