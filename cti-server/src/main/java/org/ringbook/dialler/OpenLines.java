package org.ringbook.dialler;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.ringbook.agents.Presence;
import org.ringbook.agents.PresenceState;
import org.ringbook.campaigns.CampaignDialling;
import org.ringbook.staff.Staff;
import org.ringbook.staff.StaffMember;
import org.ringbook.telephony.CallCommands.Capability;
import org.ringbook.telephony.PbxSource.CommandRefused;
import org.ringbook.telephony.Sources;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Lines of agents that stay open between the calls of a list, where the list wants that and the telephone system can: their telephone rings
 * once, and whoever answers afterwards hears them in that moment. Opened when they come, closed when they go. Any thread.
 */
@Component
class OpenLines {

    private static final Logger LOG = LoggerFactory.getLogger(OpenLines.class);
    /** Between two times that a telephone is rung for its line. */
    private static final Duration RINGS_AGAIN = Duration.ofSeconds(30);

    private final CampaignDialling dialling;
    private final AgentsAtWork atWork;
    private final Presence presence;
    private final Sources sources;
    private final Staff staff;
    /** Whose line was asked for, and when. */
    private final Map<UUID, Instant> asked = new ConcurrentHashMap<>();

    OpenLines(CampaignDialling dialling, AgentsAtWork atWork, Presence presence, Sources sources, Staff staff) {
        this.dialling = dialling;
        this.atWork = atWork;
        this.presence = presence;
        this.sources = sources;
        this.staff = staff;
    }

    /** Whether calls of this list go to the agent's open line; not where the telephone system has none. */
    boolean areUsed(UUID campaign, StaffMember who) {
        return dialling.of(campaign).openLines() && isAble(who);
    }

    private boolean isAble(StaffMember who) {
        return source(who)
                .filter(one -> one.commands().capabilities().contains(Capability.OPEN_LINES))
                .isPresent();
    }

    private Optional<Sources.Commanded> source(StaffMember who) {
        try {
            return Optional.of(sources.ofTelephone(telephone(who)));
        } catch (CommandRefused none) {
            return Optional.empty();
        }
    }

    private static String telephone(StaffMember who) {
        return who.extensions().get(0).digits();
    }

    Optional<String> of(StaffMember who) {
        return source(who).flatMap(one -> one.commands().lineOf(telephone(who)));
    }

    /** Lets their telephone ring for it, unless that was asked a moment ago. Waits for the telephone system. */
    void open(StaffMember who, Instant now) {
        Instant before = asked.get(who.id());
        if (before != null && before.plus(RINGS_AGAIN).isAfter(now)) {
            return;
        }
        asked.put(who.id(), now);
        try {
            source(who).ifPresent(one -> one.commands().openLine(telephone(who)));
        } catch (CommandRefused cannot) {
            LOG.debug("No line of {} is open: {}", who.login(), cannot.toString());
            atWork.hasMissed(who.id(), now);
        }
    }

    /** Of those who went away. */
    void closeUnused(Instant now) {
        for (UUID person : asked.keySet()) {
            boolean stays = atWork.listOf(person, now)
                            .filter(list -> dialling.of(list).openLines())
                            .isPresent()
                    && presence.of(person).state() != PresenceState.AWAY;
            if (!stays) {
                asked.remove(person);
                staff.find(person).ifPresent(this::close);
            }
        }
    }

    private void close(StaffMember who) {
        try {
            source(who)
                    .ifPresent(one -> one.commands()
                            .lineOf(telephone(who))
                            .ifPresent(line -> one.commands().closeLine(line)));
        } catch (CommandRefused cannot) {
            LOG.debug("The line of {} stays open: {}", who.login(), cannot.toString());
        }
    }
}
