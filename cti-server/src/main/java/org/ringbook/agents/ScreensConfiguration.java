package org.ringbook.agents;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.ringbook.agentstates.AgentStateBook;
import org.ringbook.agentstates.AgentStates;
import org.ringbook.control.CallControl;
import org.springframework.beans.factory.InitializingBean;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;

/** What is kept of people's screens: who was what when, and what showed them their rings. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(ScreensConfiguration.AgentSettings.class)
class ScreensConfiguration {

    /**
     * @param pauseReasons what can be chosen for a pause; one that the pages have no text for is shown as it stands here
     * @param keep how long it is kept who was what when, and what showed whom their rings; at least a day
     * @param wrapUp how long somebody has work after a conversation with a client before they count as free; zero for not at all
     */
    @ConfigurationProperties("ringbook.agents")
    record AgentSettings(
            @DefaultValue({"break", "lunch", "meeting", "training", "paperwork"})
            List<String> pauseReasons,

            @DefaultValue("400d") Duration keep,
            @DefaultValue("15s") Duration wrapUp) {

        /** @throws IllegalArgumentException in words that say what to set */
        AgentSettings {
            if (keep.toDays() < 1 || keep.toDays() > 36500) {
                throw new IllegalArgumentException("The setting ringbook.agents.keep must be 1d to 36500d.");
            }
            if (wrapUp.isNegative() || wrapUp.toMinutes() > 60) {
                throw new IllegalArgumentException("The setting ringbook.agents.wrap-up must be 0s to 60m.");
            }
        }
    }

    @Bean
    AgentStates agentStates(JdbcClient jdbc, PlatformTransactionManager transactions) {
        return new AgentStates(jdbc, transactions);
    }

    @Bean
    RingsShown ringsShown(JdbcClient jdbc) {
        return new RingsShown(jdbc);
    }

    @Bean
    AgentStateBook agentStateBook(AgentSettings settings) {
        return new AgentStateBook(Clock.systemUTC(), settings.wrapUp());
    }

    @Bean
    AgentLedger agentLedger(
            AgentStates states, RingsShown rings, Presence presence, AgentStateBook book, AgentSettings settings) {
        return new AgentLedger(states, rings, presence, book, settings.keep(), Clock.systemUTC());
    }

    @Bean
    RingWatch ringWatch(AgentLedger ledger, Presence presence) {
        var hasScreen = AgentLedger.hasScreen(Clock.systemUTC());
        return new RingWatch(
                ledger.thread(),
                person -> hasScreen.apply(presence.of(person)),
                person -> presence.of(person).state() == PresenceState.DND,
                ledger::keep);
    }

    @Bean
    InitializingBean watchesRings(PopUps popUps, RingWatch watch) {
        return () -> popUps.listenToAll(watch::changed);
    }

    @Bean
    ShownCards shownCards(PopUps popUps, RingWatch watch) {
        return new ShownCards(popUps, watch, Clock.systemUTC());
    }

    @Bean
    Pauses pauses(Presence presence, AgentSettings settings, CallControl control) {
        return new Pauses(presence, settings.pauseReasons(), control::pauseInQueues);
    }
}
