package org.ringbook.api;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.ringbook.access.SignedIn;
import org.ringbook.alarms.Alarm;
import org.ringbook.alarms.AlarmLimits;
import org.ringbook.alarms.Alarms;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@Tag(name = "Alarms", description = "What of the floor is not as it should be: one for each cause, until it is over.")
class AlarmsApi {

    private final Alarms alarms;
    private final AlarmLimits limits;

    AlarmsApi(Alarms alarms, AlarmLimits limits) {
        this.alarms = alarms;
        this.limits = limits;
    }

    /**
     * @param limit in the unit of the rule; left out to leave it as it is
     * @param fromCalls of the service level: from how many calls on; left out to leave it as it is
     */
    @Schema(name = "AlarmRuleUse")
    record Use(
            boolean used,
            @Schema(nullable = true) Integer limit,
            @Schema(nullable = true) Integer fromCalls) {}

    @GetMapping("/api/alarm-rules")
    @Operation(
            operationId = "listAlarmRules",
            summary = "When something is an alarm",
            description = "What the settings file says (`usedInTheFile`, `limitInTheFile`) is changed there alone.")
    Page<AlarmLimits.Rule> rules() {
        return new Page<>(limits.all(), null);
    }

    @PutMapping("/api/alarm-rules/{rule}")
    @Operation(
            operationId = "changeAlarmRule",
            summary = "Say when something is an alarm, and whether it is one at all")
    AlarmLimits.Rule change(
            @AuthenticationPrincipal @Parameter(hidden = true) SignedIn me,
            @PathVariable String rule,
            @RequestBody Use sent) {
        return limits.change(rule, sent.used(), sent.limit(), sent.fromCalls(), me.id());
    }

    @GetMapping("/api/alarms")
    @Operation(operationId = "listAlarms", summary = "Alarms, the newest first")
    Page<Alarm> list(
            @RequestParam(required = false) @Parameter(description = "Only those that last") Boolean open,
            @RequestParam(required = false) @Parameter(description = "`next` of the page before") String after,
            @RequestParam(required = false) @Parameter(description = "1 to 500", example = "50") Integer limit,
            HttpServletRequest request) {
        OnlyKnown.parameters(request, Set.of("open", "after", "limit"));
        int most = Page.limit(limit);
        if (Boolean.TRUE.equals(open)) {
            var newest = new ArrayList<>(alarms.open());
            Collections.reverse(newest);
            return new Page<>(newest.stream().limit(most).toList(), null);
        }
        List<Alarm> found = alarms.list(moment(after), most);
        boolean full = found.size() == most;
        return new Page<>(found, full ? found.get(most - 1).beganAt().toString() : null);
    }

    private static Instant moment(String after) {
        try {
            return after == null ? null : Instant.parse(after);
        } catch (DateTimeException none) {
            throw NotDone.wrong("after", "after is the \"next\" of the page before.");
        }
    }

    @PostMapping("/api/alarms/{id}/seen")
    @Operation(operationId = "seeAlarm", summary = "Say that one sees to it")
    Alarm seen(@PathVariable UUID id, @AuthenticationPrincipal @Parameter(hidden = true) SignedIn me) {
        return alarms.see(id, me.id()).orElseThrow(() -> NotDone.notFound("There is no alarm " + id + "."));
    }
}
