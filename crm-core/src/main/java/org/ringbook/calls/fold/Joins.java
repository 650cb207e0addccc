package org.ringbook.calls.fold;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.ringbook.calls.Call.Transfer;
import org.ringbook.calls.Call.TransferKind;
import org.ringbook.calls.fold.BridgeTimeline.Stretch;

/**
 * Attended transfers that nobody tells of: a command joins the outside party and whom their agent was asking on another line, and
 * the agent leaves.
 */
final class Joins {

    private Joins() {}

    static List<Transfer> of(Parties parties, Conversation conversation) {
        if (conversation.talking.size() < 2) {
            return List.of();
        }
        var joins = new ArrayList<Transfer>(0);
        for (int i = 1; i < conversation.talking.size(); i++) {
            LegState earlier = conversation.principals.get(i - 1);
            boolean handedOn = earlier != conversation.principals.get(i);
            Set<LegState> before = handedOn ? Set.of(earlier) : conversation.companies.get(i - 1);
            Set<LegState> now = conversation.companies.get(i);
            Instant at = conversation.talking.get(i).from();
            for (LegState agent : before) {
                LegState asked = now.contains(agent) ? null : asked(agent, before, now, at, conversation);
                if (asked != null) {
                    joins.add(new Transfer(parties.nameOf(agent), parties.nameOf(asked), TransferKind.ATTENDED, at));
                }
            }
        }
        return joins;
    }

    private static LegState asked(
            LegState agent, Set<LegState> before, Set<LegState> now, Instant at, Conversation conversation) {
        return now.stream()
                .filter(leg -> !before.contains(leg) && !isOf(agent, leg))
                .filter(leg -> conversation.stretches.stream()
                        .filter(stretch -> stretch.from().isBefore(at))
                        .anyMatch(stretch -> spoke(agent, leg, stretch)))
                .findFirst()
                .orElse(null);
    }

    private static boolean spoke(LegState agent, LegState with, Stretch stretch) {
        Set<LegState> circle = stretch.companyOf(with);
        return circle != null && circle.stream().anyMatch(leg -> leg == agent || isOf(agent, leg));
    }

    /** Another telephone or line of the same person. */
    private static boolean isOf(LegState agent, LegState leg) {
        return !agent.outside && !leg.outside && agent.party != null && agent.party.equals(leg.party);
    }
}
