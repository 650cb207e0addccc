package org.ringbook.followups;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The settings block {@code ringbook.followups}.
 *
 * @param leastWait whoever gave up sooner is not called back
 * @param due working time until somebody is to be called back
 * @param tries unanswered calls to them, after which it is offered to call them unreachable
 * @param days on so many days
 * @param back how old a call may be when it is first told of, as from an operator's history
 */
@ConfigurationProperties("ringbook.followups")
public record FollowUpSettings(
        @DefaultValue("3s") Duration leastWait,
        @DefaultValue("15m") Duration due,
        @DefaultValue("3") int tries,
        @DefaultValue("2") int days,
        @DefaultValue("3d") Duration back) {}
