package org.ringbook.api;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.net.URI;
import java.util.UUID;
import org.ringbook.access.OwnPassword;
import org.ringbook.access.SignedIn;
import org.ringbook.bulk.HandOver;
import org.ringbook.numbers.NumberPlan;
import org.ringbook.staff.Staff;
import org.ringbook.staff.StaffMember;
import org.ringbook.telephony.Sources;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@Tag(name = "Staff", description = "The people of the company. Supervisors read, administrators change.")
class StaffApi {

    private static final String TAKE_OVER =
            "A telephone of somebody else's is refused, unless `takeOver` says that it is this person's from now on. Past"
                    + " calls stay whose they were.";

    @Schema(name = "Password")
    record Password(
            @Schema(requiredMode = Schema.RequiredMode.REQUIRED)
            String password) {

        @Override
        public String toString() {
            return "Password[]";
        }
    }

    private final Staff staff;
    private final NumberPlan plan;
    private final Sources sources;
    private final OwnPassword own;
    private final HandOver handOver;

    StaffApi(Staff staff, NumberPlan plan, Sources sources, OwnPassword own, HandOver handOver) {
        this.handOver = handOver;
        this.own = own;
        this.staff = staff;
        this.plan = plan;
        this.sources = sources;
    }

    @GetMapping("/api/staff")
    @Operation(summary = "Everybody, those who have left too, by name")
    Page<StaffView> list() {
        return new Page<>(staff.all().stream().map(this::view).toList(), null);
    }

    @GetMapping("/api/staff/me")
    @Operation(summary = "Who is signed in")
    StaffView me(@AuthenticationPrincipal @Parameter(hidden = true) SignedIn me) {
        return view(existing(me.id()));
    }

    @GetMapping("/api/staff/{id}")
    @Operation(summary = "One person")
    StaffView one(@PathVariable String id) {
        return view(existing(CallSearch.Ids.read("id", id)));
    }

    @PostMapping("/api/staff")
    @Operation(summary = "Add a person", description = "For administrators. " + TAKE_OVER)
    @ApiResponse(responseCode = "201", description = "Added. They can sign in when they have a login and a password.")
    ResponseEntity<StaffView> add(
            @AuthenticationPrincipal @Parameter(hidden = true) SignedIn me, @RequestBody StaffInput sent) {
        StaffMember saved = save(sent, null, me);
        return ResponseEntity.created(URI.create("/api/staff/" + saved.id())).body(view(saved));
    }

    @PutMapping("/api/staff/{id}")
    @Operation(
            summary = "Replace what is known of a person",
            description = "For administrators. Nobody is deleted: who has left is not active, and past calls keep the"
                    + " name. What they have open is taken over by `heirId`, or stays with `leaveOpen`; without either it is asked for."
                    + " Of somebody who has left it may be sent later, too. "
                    + TAKE_OVER)
    StaffView change(
            @AuthenticationPrincipal @Parameter(hidden = true) SignedIn me,
            @PathVariable String id,
            @RequestBody StaffInput sent) {
        return view(save(sent, existing(CallSearch.Ids.read("id", id)), me));
    }

    private StaffMember save(StaffInput sent, StaffMember before, SignedIn me) {
        StaffMember member = sent.with(before, plan);
        KnownSources.check(member, before, sources);
        if (sent.heirId() != null
                && staff.find(sent.heirId()).filter(StaffMember::active).isEmpty()) {
            throw NotDone.wrong("heirId", "There is no such person on the staff, or they have left, too.");
        }
        handOver.refuseUnasked(before, member, sent.heirId(), Boolean.TRUE.equals(sent.leaveOpen()));
        StaffMember saved = staff.save(member, Boolean.TRUE.equals(sent.takeOver()), me.login());
        if (sent.heirId() != null && before != null && !saved.active()) {
            handOver.give(saved.id(), sent.heirId(), existing(me.id()));
        }
        return saved;
    }

    private StaffView view(StaffMember member) {
        return StaffView.of(member, staff.telephones().of(member.id()));
    }

    /** @param old the password of now */
    @Schema(name = "OwnPassword")
    record NewPassword(
            @Schema(requiredMode = Schema.RequiredMode.REQUIRED)
            String old,

            @Schema(requiredMode = Schema.RequiredMode.REQUIRED)
            String password) {

        @Override
        public String toString() {
            return "NewPassword[]";
        }
    }

    @PutMapping("/api/staff/me/password")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(
            summary = "Set your own password",
            description = "With the one of now. All that was opened with it ends: sessions, tokens, agent programs.")
    void ownPassword(
            @AuthenticationPrincipal @Parameter(hidden = true) SignedIn me,
            @RequestBody NewPassword sent,
            HttpServletRequest request,
            HttpServletResponse response) {
        own.change(existing(me.id()), sent.old(), sent.password(), request, response);
    }

    @PutMapping("/api/staff/{id}/password")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(
            summary = "Set a person's password",
            description =
                    "For administrators. 8 characters or more, and none of those that everybody guesses. All that was opened with the"
                            + " old one ends: sessions, tokens, agent programs.")
    void password(@PathVariable String id, @RequestBody Password sent) {
        staff.setPassword(existing(CallSearch.Ids.read("id", id)).id(), sent.password());
    }

    private StaffMember existing(UUID id) {
        return staff.find(id).orElseThrow(() -> NotDone.notFound("There is no such person on the staff list."));
    }
}
