package org.ringbook.api;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.ringbook.access.SignedIn;
import org.ringbook.api.OwnFieldsOfRows.With;
import org.ringbook.calls.Call;
import org.ringbook.fields.FieldSubject;
import org.ringbook.numbers.NumberPlan;
import org.ringbook.numbers.PhoneNumber;
import org.ringbook.refusals.Refused;
import org.ringbook.rights.Permissions;
import org.ringbook.rights.Rights;
import org.ringbook.staff.Staff;
import org.ringbook.staff.StaffMember;
import org.ringbook.tasks.NewTask;
import org.ringbook.tasks.Recurrence;
import org.ringbook.tasks.Task;
import org.ringbook.tasks.TaskAction;
import org.ringbook.tasks.TaskFilter;
import org.ringbook.tasks.TaskMove;
import org.ringbook.tasks.Tasks;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@Tag(
        name = "Tasks",
        description =
                "What is to be done. A task for oneself goes from `open` to `done`; an assignment from `new` over `accepted` to"
                        + " `done_unchecked`, and then who checks it closes or returns it. They are seen by author, doer and checker, and by"
                        + " whoever may see the calls of these.")
class TasksApi {

    private static final Set<String> PARAMETERS =
            Set.of("view", "doer", "author", "checker", "party", "call", "dueBefore", "after", "limit", "field");
    private static final String VIEWS = "todo, to_check, closed, all";

    @Schema(name = "TaskInput")
    record Input(
            @Schema(
                    description = "Left out: other",
                    allowableValues = {"call", "meeting", "mail", "other"})
            String what,

            @Schema(
                    description = "One line, at most 255 characters",
                    requiredMode = Schema.RequiredMode.REQUIRED,
                    example = "Call Maria")
            String title,

            @Schema(nullable = true) String text,

            @Schema(description = "Who is to do it; left out: the one who asks", nullable = true)
            UUID doerId,

            @Schema(description = "Who accepts what somebody else did; left out: the author", nullable = true)
            UUID checkerId,

            @Schema(description = "The moment; instead of `dueOn`", nullable = true, example = "2026-12-01T07:00:00Z")
            String dueAt,

            @Schema(
                    description = "The day, without a time; instead of `dueAt`",
                    nullable = true,
                    example = "2026-12-01")
            String dueOn,

            @Schema(description = "When the doer is reminded; left out: when it is due", nullable = true)
            String remindAt,

            @Schema(description = "Contact or company that it is about, by id", nullable = true)
            UUID partyId,

            @Schema(description = "Number to call, of somebody nobody knows", nullable = true)
            String number,

            @Schema(description = "The call after which it is made; not changed afterwards", nullable = true)
            UUID callId,

            @Schema(
                    description = "Of a change: `version` that it was made from; left out to write over any",
                    nullable = true)
            Integer version,

            @Schema(description = OwnFieldsOfRows.INPUT, nullable = true)
            Map<String, Object> fields) {}

    @Schema(name = "TaskActionInput")
    record ActionInput(
            @Schema(description = "What came of it, or why; needed to return it", nullable = true)
            String note,

            @Schema(description = "`version` that was looked at; left out for any", nullable = true)
            Integer version) {}

    /** @param history what became of it, oldest first */
    @Schema(name = "TaskWithHistory")
    record One(
            @JsonUnwrapped Task task,
            List<TaskMove> history,
            @Schema(nullable = true) Repeat repeat,
            @Schema(description = OwnFieldsOfRows.OUTPUT) Map<String, Object> fields) {}

    @Schema(
            name = "TaskRepeat",
            description = "When it comes again after it is over. What has passed meanwhile is left out.")
    record Repeat(
            @Schema(
                    allowableValues = {"day", "week", "month", "year"},
                    requiredMode = Schema.RequiredMode.REQUIRED)
            String every,

            @Schema(description = "Every so many of them, 1 to 99; left out: 1", nullable = true)
            Integer step,

            @Schema(description = "Of weeks: 1 is Monday; left out: the weekday of the first", nullable = true)
            List<Integer> weekdays,

            @Schema(description = "The first day; the 31st is the last day of shorter months", example = "2026-12-01")
            String from,

            @Schema(description = "Left out: the whole day", nullable = true, example = "10:00")
            String time,

            @Schema(description = "Where the time is meant", example = "Europe/Moscow")
            String zone,

            @Schema(description = "The last day; left out: no end", nullable = true)
            String until) {

        static Repeat of(Recurrence one) {
            return new Repeat(
                    one.every().name().toLowerCase(Locale.ROOT),
                    one.step(),
                    one.weekdays().stream().map(DayOfWeek::getValue).sorted().toList(),
                    one.from().toString(),
                    one.time() == null ? null : one.time().toString(),
                    one.zone().getId(),
                    one.until() == null ? null : one.until().toString());
        }

        Recurrence read() {
            try {
                return new Recurrence(
                        Recurrence.Every.valueOf(every == null ? "" : every.toUpperCase(Locale.ROOT)),
                        step == null ? 1 : step,
                        weekdays == null
                                ? Set.of()
                                : weekdays.stream().map(DayOfWeek::of).collect(Collectors.toSet()),
                        LocalDate.parse(from == null ? "" : from),
                        time == null ? null : LocalTime.parse(time),
                        ZoneId.of(zone == null ? "" : zone),
                        until == null ? null : LocalDate.parse(until));
            } catch (Refused refused) {
                throw refused;
            } catch (IllegalArgumentException | DateTimeException none) {
                throw NotDone.wrong(
                        "every",
                        "every is day, week, month or year; from, until are days, time is 10:00, zone is Europe/Moscow.");
            }
        }
    }

    private final Tasks tasks;
    private final VisibleCalls visible;
    private final Staff staff;
    private final Rights rights;
    private final NumberPlan plan;
    private final OwnFieldsOfRows own;

    TasksApi(Tasks tasks, VisibleCalls visible, Staff staff, Rights rights, NumberPlan plan, OwnFieldsOfRows own) {
        this.own = own;
        this.tasks = tasks;
        this.visible = visible;
        this.staff = staff;
        this.rights = rights;
        this.plan = plan;
    }

    private Permissions who(SignedIn me) {
        return rights.of(staff.find(me.id()).orElse(null));
    }

    private StaffMember member(SignedIn me) {
        return staff.find(me.id()).orElseThrow(() -> NotDone.notAllowed("You are not on the staff any more."));
    }

    @GetMapping("/api/tasks")
    @Operation(
            operationId = "listTasks",
            summary = "Tasks",
            description = "Those that are due first, first; with `view=closed` what was closed last, first.")
    Page<With<Task>> list(
            @AuthenticationPrincipal @Parameter(hidden = true) SignedIn me,
            @RequestParam(required = false)
                    @Parameter(
                            description = "`todo`: the doer has something to do; `to_check`: done and not checked;"
                                    + " `closed`: nothing is left to do. Left out: all.",
                            schema = @Schema(allowableValues = {"todo", "to_check", "closed", "all"}))
                    String view,
            @RequestParam(required = false) @Parameter(description = "Whose to do, by staff id") String doer,
            @RequestParam(required = false) @Parameter(description = "Who made them, by staff id") String author,
            @RequestParam(required = false) @Parameter(description = "Who is to check them, by staff id")
                    String checker,
            @RequestParam(required = false) @Parameter(description = "Only of this contact or company, by id")
                    String party,
            @RequestParam(required = false) @Parameter(description = "Only those made after this call, by id")
                    String call,
            @RequestParam(required = false)
                    @Parameter(description = "Only those that are due before it", example = "2026-12-01T07:00:00Z")
                    String dueBefore,
            @RequestParam(name = "field", required = false)
                    @Parameter(description = OwnFieldsOfRows.FILTER, example = "segment:retail")
                    List<String> field,
            @RequestParam(required = false) @Parameter(description = "`next` of the page before") String after,
            @RequestParam(required = false) @Parameter(description = "1 to 500", example = "50") Integer limit,
            HttpServletRequest request) {
        OnlyKnown.parameters(request, PARAMETERS, Set.of("field"));
        UUID of = Words.id("party", party);
        TaskFilter filter = TaskFilter.of(asked -> {
            asked.view = Words.word("view", view, TaskFilter.View::of, VIEWS);
            asked.doer = Words.id("doer", doer);
            asked.author = Words.id("author", author);
            asked.checker = Words.id("checker", checker);
            asked.parties = of == null ? null : List.of(of);
            asked.call = Words.id("call", call);
            asked.dueBefore = Words.time("dueBefore", dueBefore);
            asked.fields = own.filter(FieldSubject.TASK, field);
        });
        Tasks.Page page = tasks.list(filter, who(me), Cursor.of(after), Page.limit(limit));
        return new Page<>(own.with(FieldSubject.TASK, page.items(), Task::id), page.next());
    }

    @GetMapping("/api/tasks/{id}")
    @Operation(operationId = "getTask", summary = "One task, with what became of it")
    One one(@AuthenticationPrincipal @Parameter(hidden = true) SignedIn me, @PathVariable String id) {
        Task task = existing(me, id);
        return new One(
                task,
                tasks.moves(task.id()),
                tasks.repeat(task.id()).map(Repeat::of).orElse(null),
                own.with(FieldSubject.TASK, task, Task::id).fields());
    }

    @PutMapping("/api/tasks/{id}/repeat")
    @Operation(
            operationId = "repeatTask",
            summary = "Let it come again",
            description = "For its author, its doer, and supervisors.")
    Repeat repeat(
            @AuthenticationPrincipal @Parameter(hidden = true) SignedIn me,
            @PathVariable String id,
            @RequestBody Repeat sent) {
        tasks.repeat(existing(me, id).id(), sent.read(), member(me));
        return sent;
    }

    @DeleteMapping("/api/tasks/{id}/repeat")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(
            operationId = "endTaskRepeat",
            summary = "Let it come no more",
            description = "The tasks that there are stay.")
    void noMore(@AuthenticationPrincipal @Parameter(hidden = true) SignedIn me, @PathVariable String id) {
        tasks.repeat(existing(me, id).id(), null, member(me));
    }

    private Task existing(SignedIn me, String id) {
        return tasks.find(CallSearch.Ids.read("id", id), who(me))
                .orElseThrow(() -> NotDone.notFound("There is no such task, or it is not one of yours."));
    }

    @PostMapping("/api/tasks")
    @Operation(
            operationId = "addTask",
            summary = "Make a task",
            description = "For oneself it is one's own; for somebody else it is an assignment.")
    @ApiResponse(responseCode = "201", description = "Made; `Location` says where it stands.")
    ResponseEntity<With<Task>> add(
            @AuthenticationPrincipal @Parameter(hidden = true) SignedIn me, @RequestBody Input sent) {
        Call call = sent.callId() == null ? null : visible.find(me, sent.callId());
        Map<String, Object> fields = own.read(FieldSubject.TASK, null, sent.fields());
        Task added = tasks.add(read(sent, call == null ? null : call.id()), member(me));
        own.write(FieldSubject.TASK, added.id(), fields);
        return ResponseEntity.created(URI.create("/api/tasks/" + added.id()))
                .body(own.with(FieldSubject.TASK, added, Task::id));
    }

    @PutMapping("/api/tasks/{id}")
    @Operation(
            operationId = "changeTask",
            summary = "Change what is to be done",
            description =
                    "For its author, and supervisors. All of it is replaced by what is sent; with another doer it begins anew.")
    With<Task> change(
            @AuthenticationPrincipal @Parameter(hidden = true) SignedIn me,
            @PathVariable String id,
            @RequestBody Input sent) {
        UUID known = existing(me, id).id();
        Map<String, Object> fields = own.read(FieldSubject.TASK, known, sent.fields());
        Task changed = tasks.change(known, sent.version(), read(sent, null), member(me));
        own.write(FieldSubject.TASK, known, fields);
        return own.with(FieldSubject.TASK, changed, Task::id);
    }

    private NewTask read(Input sent, UUID call) {
        return new NewTask(
                Words.word("what", sent.what(), TasksApi::what, "call, meeting, mail, other"),
                sent.title(),
                sent.text(),
                sent.doerId(),
                sent.checkerId(),
                Words.time("dueAt", sent.dueAt()),
                Words.day("dueOn", sent.dueOn()),
                Words.time("remindAt", sent.remindAt()),
                sent.partyId(),
                number(sent.number()),
                call);
    }

    private static Optional<Task.What> what(String word) {
        return Arrays.stream(Task.What.values())
                .filter(one -> one.name().toLowerCase(Locale.ROOT).equals(word))
                .findFirst();
    }

    private PhoneNumber number(String text) {
        return text == null || text.isBlank()
                ? null
                : plan.parse(text)
                        .orElseThrow(
                                () -> NotDone.wrong(
                                        "number",
                                        "\"" + Shown.text(text)
                                                + "\" is no telephone number. Write it with the country code, such as +79161112233."));
    }

    @PostMapping("/api/tasks/{id}/{action}")
    @Operation(
            operationId = "actOnTask",
            summary = "Accept it, have done it, return, close, cancel or reopen it",
            description =
                    "`accept`, `done`: the doer. `return`, `close`: who checks it. `cancel`: the author. `reopen`: the author"
                            + " or who checks it. Supervisors may all but the first two.")
    Task act(
            @AuthenticationPrincipal @Parameter(hidden = true) SignedIn me,
            @PathVariable String id,
            @PathVariable
                    @Parameter(
                            schema =
                                    @Schema(
                                            allowableValues = {"accept", "done", "return", "close", "cancel", "reopen"
                                            }))
                    String action,
            @RequestBody(required = false) ActionInput sent) {
        TaskAction wanted = Words.word("action", action, TaskAction::of, "accept, done, return, close, cancel, reopen");
        return tasks.act(
                existing(me, id).id(),
                sent == null ? null : sent.version(),
                wanted,
                sent == null ? null : sent.note(),
                member(me));
    }
}
