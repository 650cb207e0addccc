package org.ringbook.calls.fold;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import org.ringbook.calls.Call;
import org.ringbook.calls.Call.EndedBy;
import org.ringbook.calls.Call.LegOutcome;
import org.ringbook.calls.Call.Reason;
import org.ringbook.calls.Call.Result;
import org.ringbook.calls.CallFact.BridgeKind;
import org.ringbook.calls.CallFact.Outcome;

/**
 * How a call came out, why, and who ended it. Each answer names its rule.
 *
 * @param rule key of the rule that gave result and reason
 * @param endRule key of the rule that says who ended it
 */
record CallResult(Result result, Reason reason, String rule, EndedBy endedBy, String endRule) {

    /** A hang-up that comes this much after the last conversation is one of its own (a survey, a menu). */
    private static final Duration AFTERPLAY = Duration.ofMillis(1500);

    static CallResult of(Parties parties, LegHistory history, Conversation conversation) {
        CallResult how;
        if (conversation.answered()) {
            how = because(Result.ANSWERED, null, "answered.people-spoke");
        } else if (parties.direction == Call.Direction.INBOUND) {
            how = unansweredInbound(parties, history);
        } else if (parties.clickToCall && parties.others().isEmpty()) {
            how = because(Result.FAILED, Reason.AGENT_UNREACHABLE, "failed.agent-did-not-pick-up");
        } else {
            how = unansweredOutbound(parties);
        }
        return endedBy(how, parties, conversation);
    }

    private static CallResult unansweredInbound(Parties parties, LegHistory history) {
        List<LegState> called = parties.others();
        if (called.isEmpty() && parties.externalParty.endedWhy == Outcome.BUSY) {
            return because(Result.BUSY, null, "busy.the-pbx-said-so");
        }
        boolean inARoom = parties.externalParty.stays.stream().anyMatch(stay -> stay.kind == BridgeKind.CONFERENCE);
        if (called.isEmpty() && inARoom) {
            return because(Result.MISSED, Reason.NOBODY_AVAILABLE, "missed.nobody-available");
        }
        Instant gaveUp = parties.externalParty.hungUpAt;
        if (gaveUp != null && (called.isEmpty() || waitedAt(gaveUp, called, history))) {
            return because(Result.MISSED, Reason.ABANDONED, "missed.caller-gave-up");
        }
        if (!called.isEmpty() && allBusy(called)) {
            return because(Result.BUSY, null, "busy.every-phone-was-busy");
        }
        if (any(called, LegOutcome.NO_ANSWER)
                || called.stream().anyMatch(leg -> leg.ringing() != null && silent(leg))) {
            return because(Result.MISSED, Reason.RANG_OUT, "missed.rang-out");
        }
        if (any(called, LegOutcome.REJECTED)) {
            return because(Result.MISSED, Reason.REJECTED, "missed.rejected");
        }
        if (any(called, LegOutcome.BUSY)) {
            return because(Result.BUSY, null, "busy.every-phone-was-busy");
        }
        if (gaveUp != null && !called.isEmpty() && called.stream().anyMatch(LegState::reached)) {
            return because(Result.MISSED, Reason.ABANDONED, "missed.caller-gave-up");
        }
        return because(Result.MISSED, Reason.NOBODY_AVAILABLE, "missed.nobody-available");
    }

    private static boolean silent(LegState leg) {
        return LegOutcomes.attempt(leg) == Outcome.NO_ANSWER || leg.dialOutcome == null;
    }

    /** Whether a phone was still ringing, or the caller was still in a queue, when the caller gave up. */
    private static boolean waitedAt(Instant gaveUp, List<LegState> called, LegHistory history) {
        for (LegHistory.QueueVisit visit : history.queues) {
            if (visit.out == null || !visit.out.isBefore(gaveUp)) {
                return true;
            }
        }
        for (LegState leg : called) {
            boolean ringing = leg.dialEndedAt == null ? !leg.over() || !leg.endedAt.isBefore(gaveUp) : false;
            if (ringing || leg.dialOutcome == Outcome.CANCELLED && !leg.dialEndedAt.isBefore(gaveUp)) {
                return true;
            }
        }
        return false;
    }

    private static CallResult unansweredOutbound(Parties parties) {
        LegState last = parties.people.stream()
                .filter(leg -> parties.externalParty == null ? leg != parties.initiator : leg.outside)
                .max(Comparator.comparing(LegState::start))
                .orElse(null);
        boolean gaveUp = parties.initiator != null && parties.initiator.hungUpAt != null;
        if (last == null) {
            return ledNowhere(parties, gaveUp);
        }
        if (pickedUp(parties.externalParty)) {
            return because(Result.NO_ANSWER, Reason.NOBODY_AVAILABLE, "no-answer.nobody-of-ours-spoke");
        }
        return switch (LegOutcomes.attempt(last)) {
            case BUSY -> because(Result.BUSY, null, "busy.callee-was-busy");
            case REJECTED -> because(Result.NO_ANSWER, Reason.REJECTED, "no-answer.rejected");
            case NO_ANSWER -> because(Result.NO_ANSWER, Reason.RANG_OUT, "no-answer.rang-out");
            case CONGESTION -> because(Result.FAILED, Reason.CONGESTION, "failed.congestion");
            case INVALID_NUMBER -> because(Result.FAILED, Reason.INVALID_NUMBER, "failed.invalid-number");
            case UNREACHABLE ->
                last.outside
                        ? because(Result.FAILED, null, "failed.callee-unreachable")
                        : because(Result.FAILED, Reason.AGENT_UNREACHABLE, "failed.phone-unreachable");
            default ->
                gaveUp
                        ? because(Result.NO_ANSWER, Reason.CANCELLED, "no-answer.caller-gave-up")
                        : because(Result.NO_ANSWER, Reason.RANG_OUT, "no-answer.rang-out");
        };
    }

    private static CallResult ledNowhere(Parties parties, boolean gaveUp) {
        if (gaveUp) {
            return because(Result.NO_ANSWER, Reason.CANCELLED, "no-answer.caller-gave-up");
        }
        Outcome why = parties.initiator == null ? null : parties.initiator.endedWhy;
        if (why == Outcome.CONGESTION) {
            return because(Result.FAILED, Reason.CONGESTION, "failed.congestion");
        }
        return why == Outcome.BUSY
                ? because(Result.BUSY, null, "busy.the-pbx-said-so")
                : because(Result.FAILED, Reason.INVALID_NUMBER, "failed.led-nowhere");
    }

    /** Whom the PBX itself called may have picked up, and heard an announcement or waited for one of us in vain. */
    private static boolean pickedUp(LegState external) {
        return external != null && external.dialOutcome == Outcome.ANSWERED && external.upAt != null;
    }

    private static CallResult endedBy(CallResult how, Parties parties, Conversation conversation) {
        LegState principal = conversation.principal;
        if (how.result == Result.ANSWERED) {
            return how.endedBy(afterConversation(principal, conversation, parties));
        }
        if (parties.direction == Call.Direction.INBOUND) {
            if (principal.hungUpAt != null && principal.endedWhy != Outcome.BUSY) {
                return how.endedBy(EndedBy.EXTERNAL, "ended.caller-hung-up");
            }
            return how.reason == Reason.REJECTED
                    ? how.endedBy(EndedBy.AGENT, "ended.agent-rejected")
                    : how.endedBy(EndedBy.SYSTEM, "ended.by-the-pbx");
        }
        if (principal.outside && principal.hungUpAt != null && pickedUp(principal)) {
            return how.endedBy(EndedBy.EXTERNAL, "ended.external-hung-up");
        }
        boolean refused = how.result == Result.BUSY || how.reason == Reason.REJECTED;
        if (refused) {
            return parties.direction == Call.Direction.OUTBOUND
                    ? how.endedBy(EndedBy.EXTERNAL, "ended.callee-refused")
                    : how.endedBy(EndedBy.AGENT, "ended.callee-refused");
        }
        if (parties.initiator != null && parties.initiator.hungUpAt != null && how.reason == Reason.CANCELLED) {
            return how.endedBy(EndedBy.AGENT, "ended.agent-hung-up");
        }
        return how.endedBy(EndedBy.SYSTEM, "ended.by-the-pbx");
    }

    private static EndedBy afterConversation(LegState principal, Conversation conversation, Parties parties) {
        EndedBy principalIs = principal.outside ? EndedBy.EXTERNAL : EndedBy.AGENT;
        boolean partnerHungUp =
                conversation.lastCompany.stream().anyMatch(leg -> leg.guest && leg.outside && leg.hungUpAt != null);
        Instant agentHungUp = null;
        for (LegState leg : conversation.lastCompany) {
            if (leg.hungUpAt != null && !leg.guest && (agentHungUp == null || leg.hungUpAt.isBefore(agentHungUp))) {
                agentHungUp = leg.hungUpAt;
            }
        }
        Instant principalHungUp = principal.hungUpAt;
        if (principalHungUp != null) {
            boolean agentWasFirst = agentHungUp != null
                    && agentHungUp.isBefore(principalHungUp)
                    && principalHungUp.isBefore(agentHungUp.plus(AFTERPLAY));
            return agentWasFirst ? EndedBy.AGENT : principalIs;
        }
        if (agentHungUp == null && partnerHungUp) {
            return EndedBy.EXTERNAL;
        }
        return agentHungUp != null ? EndedBy.AGENT : EndedBy.SYSTEM;
    }

    private static boolean allBusy(List<LegState> called) {
        return called.stream().allMatch(leg -> LegOutcomes.attempt(leg) == Outcome.BUSY);
    }

    private static boolean any(List<LegState> called, LegOutcome outcome) {
        return called.stream().anyMatch(leg -> switch (LegOutcomes.attempt(leg)) {
            case NO_ANSWER -> outcome == LegOutcome.NO_ANSWER && leg.ringing() != null;
            case BUSY -> outcome == LegOutcome.BUSY;
            case REJECTED -> outcome == LegOutcome.REJECTED;
            default -> false;
        });
    }

    private static CallResult because(Result result, Reason reason, String rule) {
        return new CallResult(result, reason, rule, null, null);
    }

    private CallResult endedBy(EndedBy who, String endedRule) {
        return new CallResult(result, reason, rule, who, endedRule);
    }

    private CallResult endedBy(EndedBy who) {
        return endedBy(
                who,
                switch (who) {
                    case EXTERNAL -> "ended.external-hung-up";
                    case AGENT -> "ended.agent-hung-up";
                    case SYSTEM -> "ended.by-the-pbx";
                });
    }
}
