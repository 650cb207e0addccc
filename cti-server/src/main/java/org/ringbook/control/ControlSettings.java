package org.ringbook.control;

import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The settings block {@code ringbook.control}.
 *
 * @param neverListen telephones of ours whose conversations no supervisor listens to
 */
@ConfigurationProperties("ringbook.control")
record ControlSettings(@DefaultValue List<String> neverListen) {}
