package org.ringbook.api;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.ringbook.access.SignedIn;
import org.ringbook.contacts.ContactImport;
import org.ringbook.contacts.ContactImports;
import org.ringbook.contacts.ImportRun;
import org.ringbook.contacts.ImportUndo;
import org.ringbook.contacts.ImportUndo.PastImport;
import org.ringbook.contacts.ImportUndos;
import org.ringbook.contacts.LikelyRows;
import org.ringbook.contacts.StartedImport;
import org.ringbook.refusals.Refused;
import org.ringbook.staff.Staff;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.multipart.MultipartFile;

@RestController
@Tag(name = "Contacts")
class ContactImportApi {

    static final String ADDRESS = "/api/contacts/import";

    private static final String WHAT =
            "For supervisors and administrators. The file (CSV, .xlsx, vCard) is the body or the"
                    + " part `file` of multipart/form-data, up to 50 MB. The first row names the columns, in Russian or English: Name,"
                    + " Company, Position, Phone, E-mail, Note, Responsible and others; separator and encoding are found out,"
                    + " unless the Content-Type names a charset. Who is known by name and number is not added twice. What of a row"
                    + " cannot be understood is left out and listed (`leftOut`), or with `strict=true` the row is refused; refused"
                    + " rows are listed and do not stop the others. Several numbers or addresses may stand in one cell.";
    private static final Set<String> PARAMETERS = Set.of("dryRun", "strict", "likely", "column");
    private static final String WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final ContactImports imports;
    private final ImportUndo undo;
    private final ImportUndos undos;
    private final Staff staff;

    ContactImportApi(ContactImports imports, ImportUndo undo, ImportUndos undos, Staff staff) {
        this.imports = imports;
        this.undo = undo;
        this.undos = undos;
        this.staff = staff;
    }

    @PostMapping(
            value = ADDRESS,
            consumes = {"text/csv", WORKBOOK, "text/vcard", "text/x-vcard"})
    @Operation(summary = "Add contacts out of a file", description = WHAT)
    @ApiResponse(responseCode = "200", description = "Ended; after a dry run, what would be done")
    @ApiResponse(responseCode = "202", description = "It goes on; `Location` says where to look.")
    ResponseEntity<ImportView> body(
            @RequestParam(required = false) @Parameter(description = "true: only say what would happen") String dryRun,
            @RequestParam(required = false)
                    @Parameter(description = "true: refuse a row of which anything cannot be understood")
                    String strict,
            @RequestParam(required = false)
                    @Parameter(
                            description =
                                    "What becomes of a row whose person is likely known under another name: add (unless told;"
                                            + " they are listed in `likely`), merge, leave_out")
                    String likely,
            @RequestParam(required = false)
                    @Parameter(
                            description = "What a column holds, remembered for later files; may be given many times",
                            example = "Кто=name")
                    List<String> column,
            @io.swagger.v3.oas.annotations.parameters.RequestBody
                    @Schema(type = "string", example = "Name;Phone\nMaria Ivanova;+79161112233")
                    InputStream csv,
            @AuthenticationPrincipal @Parameter(hidden = true) SignedIn me,
            @Parameter(hidden = true) Locale locale,
            HttpServletRequest request) {
        return start(null, request.getContentType(), csv, dryRun, me, locale, request);
    }

    @PostMapping(value = ADDRESS, consumes = MediaType.MULTIPART_FORM_DATA_VALUE)
    @Operation(summary = "Add contacts out of a file", description = WHAT)
    @ApiResponse(responseCode = "200", description = "Ended; after a dry run, what would be done")
    @ApiResponse(responseCode = "202", description = "It goes on; `Location` says where to look.")
    ResponseEntity<ImportView> form(
            @RequestParam(required = false) @Parameter(description = "true: only say what would happen") String dryRun,
            @RequestParam(required = false)
                    @Parameter(description = "true: refuse a row of which anything cannot be understood")
                    String strict,
            @RequestParam(required = false)
                    @Parameter(
                            description =
                                    "What becomes of a row whose person is likely known under another name: add (unless told;"
                                            + " they are listed in `likely`), merge, leave_out")
                    String likely,
            @RequestParam(required = false)
                    @Parameter(
                            description = "What a column holds, remembered for later files; may be given many times",
                            example = "Кто=name")
                    List<String> column,
            @RequestParam(required = false) MultipartFile file,
            @AuthenticationPrincipal @Parameter(hidden = true) SignedIn me,
            @Parameter(hidden = true) Locale locale,
            HttpServletRequest request)
            throws IOException {
        if (file == null) {
            throw NotDone.wrong("file", "Send the CSV file as the part \"file\" of the form.");
        }
        try (InputStream csv = file.getInputStream()) {
            return start(file.getOriginalFilename(), file.getContentType(), csv, dryRun, me, locale, request);
        }
    }

    private static LikelyRows likely(String text) {
        return text == null
                ? LikelyRows.ADD
                : Arrays.stream(LikelyRows.values())
                        .filter(one -> one.name().toLowerCase(Locale.ROOT).equals(text))
                        .findFirst()
                        .orElseThrow(() -> NotDone.wrong("likely", "likely is add, merge or leave_out."));
    }

    private ResponseEntity<ImportView> start(
            String name,
            String type,
            InputStream csv,
            String dryRun,
            SignedIn me,
            Locale locale,
            HttpServletRequest request) {
        OnlyKnown.parameters(request, PARAMETERS, Set.of("column"));
        MediaType known = type == null ? MediaType.ALL : MediaType.parseMediaType(type);
        var options = new ContactImport.Options(
                known.getCharset(),
                null,
                staff::extensionOf,
                flag("strict", request.getParameter("strict")),
                likely(request.getParameter("likely")),
                columns(request.getParameterValues("column")));
        StartedImport started = imports.start(me.id(), name, csv, options, flag("dryRun", dryRun));
        imports.await(started, PATIENCE);
        return answer(started, locale);
    }

    private Map<String, String> columns(String[] choices) {
        var columns = new HashMap<String, String>();
        for (String choice : choices == null ? new String[0] : choices) {
            int equals = choice.lastIndexOf('=');
            String field = choice.substring(equals + 1).strip();
            if (equals < 1 || !field.isEmpty() && !known(field)) {
                throw NotDone.wrong(
                        "column",
                        "column is the name of a column, =, and what it holds: "
                                + String.join(", ", ContactImport.FIELDS)
                                + ", field:KEY or company-field:KEY for a field of your own, or nothing to leave it out.");
            }
            columns.put(choice.substring(0, equals).strip(), field);
        }
        return columns;
    }

    private boolean known(String field) {
        return ContactImport.FIELDS.contains(field) || imports.ownFields().containsKey(field);
    }

    @GetMapping("/api/contacts/imports")
    @Operation(
            summary = "Imports of the last 30 days",
            description =
                    "For supervisors and administrators: all imports, the newest fifty. Each can be undone as a whole.")
    List<PastImport> past() {
        return undo.all();
    }

    @PostMapping("/api/contacts/imports/{id}/undo")
    @Operation(
            summary = "Undo an import as a whole",
            description =
                    "For supervisors and administrators. What it added is removed, what it changed is as it was before."
                            + " What somebody changed since stays, and so does a company with other people in it.")
    @ApiResponse(responseCode = "200", description = "Ended; after a dry run, what would be done")
    @ApiResponse(
            responseCode = "202",
            description = "It goes on, over restarts: the list of imports says how far it is.")
    ResponseEntity<UndoView> undo(
            @PathVariable String id,
            @RequestParam(required = false) @Parameter(description = "true: only say what would happen") String dryRun,
            @AuthenticationPrincipal @Parameter(hidden = true) SignedIn me) {
        UUID which = CallSearch.Ids.read("id", id);
        if (flag("dryRun", dryRun)) {
            return ResponseEntity.ok(new UndoView(ImportUndo.UndoState.NONE, undo.dryRun(which)));
        }
        undos.start(which, me.id());
        undos.await(which, PATIENCE);
        PastImport now = undo.find(which).orElseThrow(() -> NotDone.notFound("There is no such import any more."));
        var view = new UndoView(now.undo(), now.undone());
        return switch (now.undo()) {
            case GOING ->
                ResponseEntity.accepted()
                        .location(URI.create("/api/contacts/imports"))
                        .body(view);
            case FAILED -> ResponseEntity.internalServerError().body(view);
            default -> ResponseEntity.ok(view);
        };
    }

    /**
     * @param state how far it is; none after a dry run
     * @param undone what became of the records, or would
     */
    record UndoView(
            ImportUndo.UndoState state, @JsonUnwrapped ImportUndo.Undone undone) {}

    private static boolean flag(String name, String value) {
        if (value != null && !value.equals("true") && !value.equals("false")) {
            throw NotDone.wrong(name, name + " is true or false.");
        }
        return "true".equals(value);
    }

    private static ResponseEntity<ImportView> answer(StartedImport started, Locale locale) {
        ImportRun.Status run = started.status();
        ImportView view = ImportView.of(started, locale);
        if (!started.ended()) {
            return ResponseEntity.accepted()
                    .location(URI.create("/api/contacts/imports/" + started.id()))
                    .body(view);
        }
        if (run.failure() == null) {
            return ResponseEntity.ok(view);
        }
        return switch (run.failure().key()) {
            case "contacts.import.database" ->
                ResponseEntity.status(HttpStatus.SERVICE_UNAVAILABLE).body(view);
            case "contacts.import.unexpected" ->
                ResponseEntity.internalServerError().body(view);
            default -> throw Refused.because("file", run.failure());
        };
    }

    @GetMapping("/api/contacts/imports/{id}")
    @Operation(
            summary = "How an import of yours goes on",
            description = "Kept for an hour; of your last ten imports only.")
    ImportView look(
            @PathVariable String id,
            @AuthenticationPrincipal @Parameter(hidden = true) SignedIn me,
            @Parameter(hidden = true) Locale locale) {
        return ImportView.of(mine(id, me), locale);
    }

    @DeleteMapping("/api/contacts/imports/{id}")
    @Operation(
            summary = "Stop an import of yours",
            description = "It stops before its next thousand rows; what is written until then stays.")
    ImportView cancel(
            @PathVariable String id,
            @AuthenticationPrincipal @Parameter(hidden = true) SignedIn me,
            @Parameter(hidden = true) Locale locale) {
        StartedImport started = mine(id, me);
        imports.cancel(started);
        imports.await(started, PATIENCE);
        return ImportView.of(started, locale);
    }

    private StartedImport mine(String id, SignedIn me) {
        return imports.find(CallSearch.Ids.read("id", id), me.id())
                .orElseThrow(() -> NotDone.notFound("You have no such import, or it is more than an hour old."));
    }
}
