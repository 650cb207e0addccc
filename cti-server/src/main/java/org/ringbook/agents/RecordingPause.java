package org.ringbook.agents;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.ringbook.calls.Call;
import org.ringbook.staff.StaffMember;
import org.ringbook.telephony.PbxSource.CommandRefused;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Pausing what is recorded of a call, so that card data are never kept, and going on. Whoever speaks in the call may do it,
 * and nobody else: only they know what is about to be said. Any thread; waits for the PBX.
 */
public final class RecordingPause {

    private static final Logger LOG = LoggerFactory.getLogger(RecordingPause.class);

    private final Function<UUID, Optional<Call>> calls;
    private final BiFunction<StaffMember, Call, Predicate<String>> telephones;
    private final Command command;

    /** Tells the source of a leg; throws {@link CommandRefused}. */
    interface Command {
        void pause(String source, String leg, int recordings, boolean pause);
    }

    /**
     * @param calls those that go on
     * @param telephones which parties of a call are a person
     */
    RecordingPause(
            Function<UUID, Optional<Call>> calls,
            BiFunction<StaffMember, Call, Predicate<String>> telephones,
            Command command) {
        this.calls = calls;
        this.telephones = telephones;
        this.command = command;
    }

    /**
     * Pure.
     *
     * @param sourceCan whether a source can pause at all
     * @return null when nothing is recorded, as far as the source has told
     */
    static PopUp.Recording stateOf(Call call, Predicate<String> sourceCan) {
        List<Call.Recording> running = running(call);
        if (running.isEmpty()) {
            return null;
        }
        if (running.stream().allMatch(Call.Recording::paused)) {
            return PopUp.Recording.PAUSED;
        }
        return sourceCan.test(call.source()) ? PopUp.Recording.ON : PopUp.Recording.ALWAYS_ON;
    }

    /**
     * @param pause false to go on
     * @param language of the words, "ru" or anything else for English
     * @throws Declined with a code for programs and words for the person
     */
    public void pause(StaffMember who, UUID callId, boolean pause, String language) {
        Call call = calls.apply(callId).orElse(null);
        PartInCall part = call == null ? null : PartInCall.of(call, telephones.apply(who, call));
        if (part == null || part.state() != PopUp.State.TALKING && part.state() != PopUp.State.HELD) {
            throw new Declined("not_speaking", Words.in(language).text("pause.not_speaking"));
        }
        Map<String, Long> legs = running(call).stream()
                .collect(Collectors.groupingBy(Call.Recording::leg, TreeMap::new, Collectors.counting()));
        if (legs.isEmpty()) {
            throw new Declined("not_recorded", Words.in(language).text("pause.not_recorded"));
        }
        try {
            tellAll(call, legs, pause);
        } catch (CommandRefused refused) {
            throw new Declined(
                    "telephony", refused.note().in(Locale.forLanguageTag(language == null ? "en" : language)));
        }
    }

    /** All of them or none: who is refused must not be left with one recording that goes on and one that is silent. */
    private void tellAll(Call call, Map<String, Long> legs, boolean pause) {
        var told = new ArrayList<String>();
        try {
            legs.forEach((leg, recordings) -> {
                command.pause(call.source(), leg, recordings.intValue(), pause);
                told.add(leg);
            });
        } catch (CommandRefused refused) {
            told.stream()
                    .filter(leg -> !wasSo(call, leg, pause))
                    .forEach(leg -> undo(call.source(), leg, legs.get(leg).intValue(), pause));
            throw refused;
        }
    }

    private static boolean wasSo(Call call, String leg, boolean paused) {
        return running(call).stream()
                .filter(recording -> recording.leg().equals(leg))
                .allMatch(recording -> recording.paused() == paused);
    }

    private void undo(String source, String leg, int recordings, boolean pause) {
        try {
            command.pause(source, leg, recordings, !pause);
        } catch (CommandRefused stays) {
            LOG.warn("{}: the recording of {} stays {}: {}", source, leg, pause ? "paused" : "on", stays.getMessage());
        }
    }

    private static List<Call.Recording> running(Call call) {
        return call.recordings().stream()
                .filter(recording -> recording.leg() != null && recording.endedAt() == null && !call.ended())
                .toList();
    }
}
