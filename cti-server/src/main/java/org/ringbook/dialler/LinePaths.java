package org.ringbook.dialler;

import java.time.Duration;
import java.time.Instant;
import org.ringbook.control.DialLimits;
import org.ringbook.pacing.TrunkPace.Hold;
import org.ringbook.staff.StaffMember;
import org.ringbook.telephony.CallCommands.Capability;
import org.ringbook.telephony.PbxSource.CommandRefused;
import org.ringbook.telephony.SourceHealth;
import org.ringbook.telephony.Sources;
import org.springframework.stereotype.Component;

/** Over which telephone system a line of a list goes, and why none may be begun there now. Any thread. */
@Component
class LinePaths {

    /** What goes on must be known before anything is dialled: after a start, and after a connection came back. */
    private static final Duration UP_FOR = Duration.ofSeconds(2);

    private final Sources sources;
    private final DialLimits limits;
    private final Trunks trunks;

    LinePaths(Sources sources, DialLimits limits, Trunks trunks) {
        this.sources = sources;
        this.limits = limits;
        this.trunks = trunks;
    }

    /** That of their first telephone; null for none. */
    Sources.Commanded of(StaffMember who) {
        try {
            return sources.ofTelephone(who.extensions().get(0).digits());
        } catch (CommandRefused none) {
            return null;
        }
    }

    /** @return a word for programs; null when a line may be begun for them */
    String held(StaffMember who, Capability needed, Instant now) {
        Sources.Commanded source = of(who);
        if (source == null || !source.commands().capabilities().contains(Capability.ORIGINATE)) {
            return "source_listens";
        }
        if (!source.commands().capabilities().contains(needed)) {
            return "source_cannot_ahead";
        }
        if (!isUp(source.name(), now)) {
            return "source_down";
        }
        DialLimits.Left left = limits.leftOfCampaigns(now);
        if (left.inDay() == 0 || left.inMinute() == 0) {
            return left.inDay() == 0 ? "limit_day" : "limit_minute";
        }
        Hold hold = trunks.view(source.name(), now).hold();
        return hold == Hold.NONE ? null : "trunk_" + hold.word();
    }

    private boolean isUp(String source, Instant now) {
        return sources.health().stream()
                .filter(one -> one.name().equals(source))
                .anyMatch(one -> one.state() == SourceHealth.State.UP
                        && one.since().plus(UP_FOR).isBefore(now));
    }
}
