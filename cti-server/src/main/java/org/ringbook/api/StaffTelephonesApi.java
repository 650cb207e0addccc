package org.ringbook.api;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.ringbook.access.SignedIn;
import org.ringbook.calls.log.CallPeopleUpdates;
import org.ringbook.calls.log.CallPeopleWork;
import org.ringbook.staff.SinceCorrection;
import org.ringbook.staff.Staff;
import org.ringbook.staff.StaffMember;
import org.ringbook.staff.TelephoneChange;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Since when a telephone is whose, and what was done to it. */
@RestController
@Tag(name = "Staff")
class StaffTelephonesApi {

    private static final int MOST_LINES = 500;

    private final Staff staff;
    private final CallPeopleUpdates updates;
    private final CallPeopleWork work;

    StaffTelephonesApi(Staff staff, CallPeopleUpdates updates, CallPeopleWork work) {
        this.staff = staff;
        this.updates = updates;
        this.work = work;
    }

    /** @param since null for ever since */
    @Schema(name = "TelephoneSince")
    record Since(
            @Schema(example = "2026-03-02T09:00:00+03:00", nullable = true)
            OffsetDateTime since) {}

    /** @param name null for nobody */
    @Schema(name = "CallsMoved")
    record Moved(
            @Schema(nullable = true) UUID fromStaffId,
            @Schema(nullable = true) String from,
            @Schema(nullable = true) UUID toStaffId,
            @Schema(nullable = true) String to,
            int calls) {}

    /**
     * @param dryRun whether nothing was changed
     * @param calls how many calls are another person's for it, by whose they were and whose they are
     */
    @Schema(name = "TelephoneSinceCorrected")
    record Corrected(boolean dryRun, Instant since, List<Moved> calls) {}

    @PutMapping("/api/staff/{id}/telephones/{telephone}")
    @Operation(
            summary = "Correct since when a telephone is the person's",
            description =
                    "For administrators. `telephone` is the `id` of one of the person's `telephones`. Whoever had it"
                            + " before had it until then, and the calls between follow. With `dryRun=true` nothing is changed, and"
                            + " the answer says how many calls would be whose.")
    Corrected correct(
            @AuthenticationPrincipal @Parameter(hidden = true) SignedIn me,
            @PathVariable String id,
            @PathVariable long telephone,
            @RequestParam(defaultValue = "false") boolean dryRun,
            @RequestBody Since sent) {
        Instant since = sent.since() == null ? null : sent.since().toInstant();
        if (staff.telephones().of(CallSearch.Ids.read("id", id)).stream().noneMatch(row -> row.id() == telephone)) {
            throw NotDone.notFound("This person has no telephone of that id.");
        }
        SinceCorrection correction = staff.correction(telephone, since);
        List<Moved> moved =
                updates.preview(correction).stream().map(this::moved).toList();
        if (!dryRun) {
            staff.correct(telephone, since, me.login());
            work.wake();
        }
        return new Corrected(dryRun, correction.since(), moved);
    }

    private Moved moved(CallPeopleUpdates.Moved moved) {
        return new Moved(moved.from(), name(moved.from()), moved.to(), name(moved.to()), moved.calls());
    }

    private String name(UUID person) {
        return staff.find(person).map(StaffMember::name).orElse(null);
    }

    /**
     * @param what given, taken_over, given_back, corrected
     * @param calls how many calls have other people since; null while they do not follow yet, and when none can
     */
    @Schema(name = "TelephoneChange")
    record Change(
            Instant at,
            @Schema(nullable = true) String by,

            @Schema(allowableValues = {"given", "taken_over", "given_back", "corrected"})
            String what,

            String telephone,
            @Schema(nullable = true) String source,
            UUID staffId,
            @Schema(nullable = true) UUID fromStaffId,
            @Schema(nullable = true) Instant since,
            @Schema(nullable = true) Instant sinceBefore,
            @Schema(nullable = true) Integer calls) {

        static Change of(TelephoneChange change) {
            return new Change(
                    change.at(),
                    change.by(),
                    change.what().name().toLowerCase(Locale.ROOT),
                    change.telephone(),
                    change.source(),
                    change.memberId(),
                    change.fromId(),
                    change.since(),
                    change.sinceBefore(),
                    change.calls());
        }
    }

    @GetMapping("/api/staff/{id}/telephones/log")
    @Operation(summary = "What was done to a person's telephones, newest first")
    Page<Change> log(@PathVariable String id) {
        return new Page<>(
                staff.telephoneLog(CallSearch.Ids.read("id", id), MOST_LINES).stream()
                        .map(Change::of)
                        .toList(),
                null);
    }
}
