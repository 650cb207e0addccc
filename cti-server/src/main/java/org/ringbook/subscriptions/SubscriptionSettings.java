package org.ringbook.subscriptions;

import java.nio.file.Path;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The settings block {@code ringbook.report-files}.
 *
 * @param folder into which reports on a schedule are written; made when missing
 * @param look how often it is looked what is due
 * @param patience for days that change just when a report is due: it waits so long for them at most
 */
@ConfigurationProperties("ringbook.report-files")
record SubscriptionSettings(
        @DefaultValue("ringbook-data/reports") Path folder,
        @DefaultValue("30m") Duration patience,
        @DefaultValue("20s") Duration look) {}
