package org.ringbook.api;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.ringbook.access.SignedIn;
import org.ringbook.numbers.Extension;
import org.ringbook.numbers.NumberPlan;
import org.ringbook.numbers.PhoneNumber;
import org.ringbook.staff.Reach;
import org.ringbook.staff.Role;
import org.ringbook.staff.Staff;
import org.ringbook.staff.StaffMember;
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

    @Schema(name = "StaffMember")
    record View(
            UUID id,
            String name,
            String login,

            @Schema(allowableValues = {"agent", "supervisor", "administrator"})
            String role,

            List<Extension> extensions,
            List<PhoneNumber> mobiles,
            String language,
            boolean active,
            String team,

            @Schema(
                    allowableValues = {"none", "own", "team", "all"},
                    nullable = true)
            String sees,

            @Schema(
                    allowableValues = {"none", "own", "team", "all"},
                    nullable = true)
            String hears) {

        static View of(StaffMember member) {
            return new View(
                    member.id(),
                    member.name(),
                    member.login(),
                    member.role().name().toLowerCase(Locale.ROOT),
                    member.extensions(),
                    member.mobiles(),
                    member.language(),
                    member.active(),
                    member.team(),
                    word(member.sees()),
                    word(member.hears()));
        }

        private static String word(Reach reach) {
            return reach == null ? null : reach.name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * @param mobiles left out means as they are
     * @param active left out means yes
     */
    @Schema(name = "StaffMemberInput")
    record Input(
            @Schema(example = "Anna Petrova", requiredMode = Schema.RequiredMode.REQUIRED)
            String name,

            @Schema(example = "anna", nullable = true) String login,

            @Schema(
                    allowableValues = {"agent", "supervisor", "administrator"},
                    requiredMode = Schema.RequiredMode.REQUIRED)
            String role,

            @Schema(example = "[\"101\"]") List<String> extensions,

            @Schema(
                    example = "[\"+79160000101\"]",
                    nullable = true,
                    description = "Numbers on which only this person is reached, as people write them. Calls of theirs"
                            + " are the person's. Left out, they stay as they are.")
            List<String> mobiles,

            @Schema(example = "ru", nullable = true) String language,
            Boolean active,

            @Schema(example = "Sales", nullable = true, description = "Left out, it stays as it is; empty for none.")
            String team,

            @Schema(
                    allowableValues = {"none", "own", "team", "all", ""},
                    nullable = true,
                    description =
                            "Whose calls the person sees. Left out, it stays as it is; empty for what the role may.")
            String sees,

            @Schema(
                    allowableValues = {"none", "own", "team", "all", ""},
                    nullable = true,
                    description =
                            "Whose recordings the person hears. Left out, it stays as it is; empty for what the role"
                                    + " may.")
            String hears) {

        private static final int LONGEST_NUMBER = 64;

        StaffMember with(StaffMember before, NumberPlan plan) {
            List<Extension> telephones = extensions == null
                    ? List.of()
                    : extensions.stream().map(Input::telephone).toList();
            return new StaffMember(
                    before == null ? null : before.id(),
                    name,
                    login,
                    roleOfWord(),
                    telephones,
                    mobiles == null && before != null ? before.mobiles() : mobiles(plan),
                    language,
                    active == null || active,
                    team == null && before != null ? before.team() : team,
                    sees == null && before != null ? before.sees() : reach("sees", sees),
                    hears == null && before != null ? before.hears() : reach("hears", hears));
        }

        private static Reach reach(String field, String word) {
            if (word == null || word.isBlank()) {
                return null;
            }
            for (Reach each : Reach.values()) {
                if (each.name().toLowerCase(Locale.ROOT).equals(word)) {
                    return each;
                }
            }
            throw NotDone.wrong(
                    field, "\"" + field + "\" is one of none, own, team, all, or empty for what the role may.");
        }

        private List<PhoneNumber> mobiles(NumberPlan plan) {
            return mobiles == null
                    ? List.of()
                    : mobiles.stream().map(text -> mobile(text, plan)).toList();
        }

        private static PhoneNumber mobile(String text, NumberPlan plan) {
            return plan.parse(text == null || text.length() > LONGEST_NUMBER ? null : text)
                    .orElseThrow(() -> NotDone.wrong(
                            "mobiles",
                            "\"" + Shown.text(text) + "\" is no telephone number. Write it with the country code, such"
                                    + " as +79161112233."));
        }

        private Role roleOfWord() {
            for (Role each : Role.values()) {
                if (each.name().toLowerCase(Locale.ROOT).equals(role)) {
                    return each;
                }
            }
            throw NotDone.wrong("role", "The role is one of agent, supervisor, administrator.");
        }

        private static Extension telephone(String digits) {
            if (!Extension.isExtension(digits)) {
                throw NotDone.wrong("extensions", "\"" + Shown.text(digits) + "\" is no extension (2 to 6 digits).");
            }
            return new Extension(digits);
        }
    }

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

    StaffApi(Staff staff, NumberPlan plan) {
        this.staff = staff;
        this.plan = plan;
    }

    @GetMapping("/api/staff")
    @Operation(summary = "Everybody, those who have left too, by name")
    Page<View> list() {
        return new Page<>(staff.all().stream().map(View::of).toList(), null);
    }

    @GetMapping("/api/staff/me")
    @Operation(summary = "Who is signed in")
    View me(@AuthenticationPrincipal @Parameter(hidden = true) SignedIn me) {
        return View.of(existing(me.id()));
    }

    @GetMapping("/api/staff/{id}")
    @Operation(summary = "One person")
    View one(@PathVariable String id) {
        return View.of(existing(CallSearch.Ids.read("id", id)));
    }

    @PostMapping("/api/staff")
    @Operation(summary = "Add a person", description = "For administrators.")
    @ApiResponse(responseCode = "201", description = "Added. They can sign in when they have a login and a password.")
    ResponseEntity<View> add(@RequestBody Input sent) {
        StaffMember saved = staff.save(sent.with(null, plan));
        return ResponseEntity.created(URI.create("/api/staff/" + saved.id())).body(View.of(saved));
    }

    @PutMapping("/api/staff/{id}")
    @Operation(
            summary = "Replace what is known of a person",
            description = "For administrators. Nobody is deleted: who has left is not active, and past calls keep the"
                    + " name.")
    View change(@PathVariable String id, @RequestBody Input sent) {
        StaffMember before = existing(CallSearch.Ids.read("id", id));
        return View.of(staff.save(sent.with(before, plan)));
    }

    @PutMapping("/api/staff/{id}/password")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "Set a person's password", description = "For administrators. 8 characters or more.")
    void password(@PathVariable String id, @RequestBody Password sent) {
        staff.setPassword(existing(CallSearch.Ids.read("id", id)).id(), sent.password());
    }

    private StaffMember existing(UUID id) {
        return staff.find(id).orElseThrow(() -> NotDone.notFound("There is no such person on the staff list."));
    }
}
