package org.ringbook.control;

import java.util.List;
import java.util.Set;
import org.ringbook.staff.Role;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The settings block {@code ringbook.control}.
 *
 * @param neverListen telephones of ours whose conversations no supervisor listens to
 * @param overrideDoNotCall roles that may call a number of the do-not-call list by hand, with a reason
 */
@ConfigurationProperties("ringbook.control")
record ControlSettings(
        @DefaultValue List<String> neverListen,
        @DefaultValue({"SUPERVISOR", "ADMINISTRATOR"}) Set<Role> overrideDoNotCall) {}
