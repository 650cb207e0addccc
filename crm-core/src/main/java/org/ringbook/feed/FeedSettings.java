package org.ringbook.feed;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/** @param keep how long changes of calls are kept that every follower has taken */
@ConfigurationProperties("ringbook.feed")
public record FeedSettings(@DefaultValue("30d") Duration keep) {}
