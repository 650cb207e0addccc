package org.ringbook.demo;

import org.ringbook.telephony.Sources;
import org.ringbook.telephony.connections.Connections;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** With the first connection of somebody's own the made-up PBX is done, unless the settings want it: made-up calls would stand among theirs. */
@Component
class DemoStepsAside {

    private static final Logger LOG = LoggerFactory.getLogger(DemoStepsAside.class);

    private final ObjectProvider<DemoPbx> pbx;
    private final String wanted;
    private final Sources sources;

    DemoStepsAside(ObjectProvider<DemoPbx> pbx, @Value("${ringbook.demo.enabled:}") String wanted, Sources sources) {
        this.pbx = pbx;
        this.wanted = wanted;
        this.sources = sources;
    }

    @EventListener
    void connected(Connections.Saved saved) {
        DemoPbx running = pbx.getIfAvailable();
        if (running == null || !wanted.isBlank()) {
            return;
        }
        sources.end(DemoWiring.SOURCE);
        running.close();
        LOG.info(
                "The demo has ended: \"{}\" is connected. Its people and calls stay until somebody removes them",
                saved.name());
    }
}
