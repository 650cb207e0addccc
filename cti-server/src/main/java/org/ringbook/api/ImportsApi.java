package org.ringbook.api;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.Charset;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.ringbook.access.SignedIn;
import org.ringbook.bulk.BulkChange;
import org.ringbook.bulk.BulkChanges;
import org.ringbook.imports.FileImport;
import org.ringbook.imports.FileImport.Kind;
import org.ringbook.imports.FileImport.Slashes;
import org.ringbook.imports.FileImports;
import org.ringbook.imports.FileImports.Reading;
import org.ringbook.spreadsheets.RowFile;
import org.ringbook.staff.Staff;
import org.ringbook.staff.StaffMember;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.multipart.MultipartFile;

@RestController
@Tag(
        name = "Imports",
        description =
                "Deals and leads out of files (CSV, .xlsx): looked through first, then written, taken back for 30 days. For supervisors and"
                        + " administrators. Contacts and companies: `/api/contacts/import`.")
class ImportsApi {

    static final String ADDRESS = "/api/imports";

    private static final String WHAT =
            "Nothing is written. The file is the body or the part `file` of multipart/form-data, up to 50 MB and 50,000 rows; its first row names"
                    + " the columns, in Russian or English. Clients, people, pipelines, stages, types and reasons are named as they are here,"
                    + " or by id; what is not known, or could be several, refuses its row. `GET` the answer's address until its state is"
                    + " `looked`, then `POST …/apply`. The same row twice is one: by its external id, else by all that stands in it.";
    private static final String WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
    private static final Set<String> PARAMETERS = Set.of("kind", "slashes", "source", "column");
    private static final Duration PATIENCE = Duration.ofSeconds(2);
    private static final int SHOWN = 500;

    private final FileImports imports;
    private final BulkChanges changes;
    private final Staff staff;

    ImportsApi(FileImports imports, BulkChanges changes, Staff staff) {
        this.imports = imports;
        this.changes = changes;
        this.staff = staff;
    }

    /** @param field what it was taken to hold; empty for one that is left out */
    @Schema(name = "FileImportColumn")
    record Column(String header, String field, String sample) {}

    @Schema(name = "FileImportRow")
    record Row(
            @Schema(description = "As a spreadsheet numbers it")
            long row,

            @Schema(nullable = true) String name,
            String why) {}

    /** @param counts of rows: waits, change, same, refused, changed, undone, kept (changed by somebody since) */
    @Schema(name = "FileImport")
    record View(
            UUID id,
            @Schema(allowableValues = {"deal", "lead"}) String kind,
            @Schema(nullable = true) String fileName,
            Instant at,

            @Schema(
                    description = "`columns` while no column says what the rows are called",
                    allowableValues = {"columns", "looking", "looked", "running", "done", "undoing", "undone"})
            String state,

            boolean undoable,
            Map<String, Integer> counts,
            List<Column> columns,

            @Schema(description = "The first 500; all of them in `refused.csv`")
            List<Row> refused) {}

    @Schema(name = "FileImportReading")
    record Input(
            @Schema(description = "What columns hold, by their names; remembered for later files", nullable = true)
            Map<String, String> columns,

            @Schema(
                    description = "How 01/02/2026 is read; left out, such a day refuses its row",
                    allowableValues = {"day_first", "month_first"},
                    nullable = true)
            String slashes,

            @Schema(description = "Of which program external ids are, where no column says it", nullable = true)
            String source) {}

    @PostMapping(
            value = ADDRESS,
            consumes = {"text/csv", WORKBOOK})
    @Operation(operationId = "lookThroughFile", summary = "Look through a file of deals or leads", description = WHAT)
    @ApiResponse(responseCode = "202", description = "It is being looked through; `Location` says where it stands.")
    ResponseEntity<View> body(
            @RequestParam @Parameter(description = "deal or lead") String kind,
            @RequestParam(required = false) @Parameter(description = "day_first or month_first, for 01/02/2026")
                    String slashes,
            @RequestParam(required = false) @Parameter(description = "Of which program external ids are") String source,
            @RequestParam(required = false)
                    @Parameter(description = "What a column holds; may be given many times", example = "Кто=client")
                    List<String> column,
            @io.swagger.v3.oas.annotations.parameters.RequestBody
                    @Schema(type = "string", example = "Title;Amount\nFive lorries;150000")
                    InputStream file,
            @AuthenticationPrincipal @Parameter(hidden = true) SignedIn me,
            @Parameter(hidden = true) Locale locale,
            HttpServletRequest request) {
        return start(null, request.getContentType(), file, me, locale, request);
    }

    @PostMapping(value = ADDRESS, consumes = MediaType.MULTIPART_FORM_DATA_VALUE)
    @Operation(
            operationId = "lookThroughUploadedFile",
            summary = "Look through a file of deals or leads",
            description = WHAT)
    @ApiResponse(responseCode = "202", description = "It is being looked through; `Location` says where it stands.")
    ResponseEntity<View> form(
            @RequestParam @Parameter(description = "deal or lead") String kind,
            @RequestParam(required = false) @Parameter(description = "day_first or month_first, for 01/02/2026")
                    String slashes,
            @RequestParam(required = false) @Parameter(description = "Of which program external ids are") String source,
            @RequestParam(required = false)
                    @Parameter(description = "What a column holds; may be given many times", example = "Кто=client")
                    List<String> column,
            @RequestParam(required = false) MultipartFile file,
            @AuthenticationPrincipal @Parameter(hidden = true) SignedIn me,
            @Parameter(hidden = true) Locale locale,
            HttpServletRequest request)
            throws IOException {
        if (file == null) {
            throw NotDone.wrong("file", "Send the file as the part \"file\" of the form.");
        }
        try (InputStream content = file.getInputStream()) {
            return start(file.getOriginalFilename(), file.getContentType(), content, me, locale, request);
        }
    }

    private ResponseEntity<View> start(
            String name, String type, InputStream content, SignedIn me, Locale locale, HttpServletRequest request) {
        OnlyKnown.parameters(request, PARAMETERS, Set.of("column"));
        Charset charset = type == null ? null : MediaType.parseMediaType(type).getCharset();
        var reading = new Reading(
                charset,
                null,
                slashes(request.getParameter("slashes")),
                request.getParameter("source"),
                columns(request.getParameterValues("column")));
        return accepted(
                imports.start(kind(request.getParameter("kind")), name, content, reading, member(me)), me, locale);
    }

    private static Kind kind(String word) {
        return Kind.of(word).orElseThrow(() -> NotDone.wrong("kind", "kind is deal or lead."));
    }

    private static Slashes slashes(String word) {
        return word == null || word.isEmpty()
                ? null
                : Slashes.of(word).orElseThrow(() -> NotDone.wrong("slashes", "slashes is day_first or month_first."));
    }

    private static Map<String, String> columns(String[] choices) {
        var columns = new HashMap<String, String>();
        for (String choice : choices == null ? new String[0] : choices) {
            int equals = choice.lastIndexOf('=');
            if (equals < 1) {
                throw NotDone.wrong("column", "column is the name of a column, =, and what it holds.");
            }
            columns.put(
                    choice.substring(0, equals).strip(),
                    choice.substring(equals + 1).strip());
        }
        return columns;
    }

    private ResponseEntity<View> accepted(FileImport file, SignedIn me, Locale locale) {
        try {
            imports.await(file, PATIENCE);
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
        }
        return ResponseEntity.accepted()
                .location(URI.create(ADDRESS + "/" + file.id()))
                .body(view(existing(me, file.id().toString()), me, locale));
    }

    @GetMapping(ADDRESS)
    @Operation(
            operationId = "listFileImports",
            summary = "Files of the last 30 days",
            description = "The newest fifty.")
    Page<View> list(
            @RequestParam @Parameter(description = "deal or lead") String kind,
            @AuthenticationPrincipal @Parameter(hidden = true) SignedIn me,
            @Parameter(hidden = true) Locale locale) {
        return new Page<>(
                imports.latest(kind(kind), member(me)).stream()
                        .map(file -> view(file, me, locale))
                        .toList(),
                null);
    }

    @GetMapping("/api/imports/{id}")
    @Operation(operationId = "getFileImport", summary = "How far a file is, and which rows are refused")
    View one(
            @PathVariable String id,
            @AuthenticationPrincipal @Parameter(hidden = true) SignedIn me,
            @Parameter(hidden = true) Locale locale) {
        return view(existing(me, id), me, locale);
    }

    @PostMapping("/api/imports/{id}/look")
    @Operation(
            operationId = "lookThroughFileAgain",
            summary = "Look through the same file, its columns taken otherwise")
    @ApiResponse(responseCode = "202", description = "It is being looked through.")
    ResponseEntity<View> again(
            @PathVariable String id,
            @RequestBody Input sent,
            @AuthenticationPrincipal @Parameter(hidden = true) SignedIn me,
            @Parameter(hidden = true) Locale locale) {
        var reading = new Reading(
                null, null, slashes(sent.slashes()), sent.source(), sent.columns() == null ? Map.of() : sent.columns());
        return accepted(imports.again(existing(me, id), reading, member(me)), me, locale);
    }

    @PostMapping("/api/imports/{id}/apply")
    @Operation(operationId = "writeFileImport", summary = "Write what was looked through")
    @ApiResponse(responseCode = "202", description = "It is being written.")
    ResponseEntity<View> write(
            @PathVariable String id,
            @AuthenticationPrincipal @Parameter(hidden = true) SignedIn me,
            @Parameter(hidden = true) Locale locale) {
        FileImport file = existing(me, id);
        imports.write(file, member(me));
        return accepted(file, me, locale);
    }

    @PostMapping("/api/imports/{id}/undo")
    @Operation(
            operationId = "undoFileImport",
            summary = "Take an import back, for 30 days",
            description =
                    "What it made goes to the bin, what it changed is as it was; what somebody changed since stays and is counted as `kept`.")
    @ApiResponse(responseCode = "202", description = "It is being taken back.")
    ResponseEntity<View> undo(
            @PathVariable String id,
            @AuthenticationPrincipal @Parameter(hidden = true) SignedIn me,
            @Parameter(hidden = true) Locale locale) {
        FileImport file = existing(me, id);
        imports.undo(file, member(me));
        return accepted(file, me, locale);
    }

    @GetMapping("/api/imports/{id}/refused.csv")
    @Operation(
            operationId = "refusedRowsOfFile",
            summary = "The rows that were refused, with why",
            description = "As they stand in the file, to be mended and sent again.")
    @ApiResponse(responseCode = "200", description = "text/csv")
    void refused(
            @PathVariable String id,
            @AuthenticationPrincipal @Parameter(hidden = true) SignedIn me,
            @Parameter(hidden = true) Locale locale,
            HttpServletResponse response)
            throws IOException {
        FileImport file = existing(me, id);
        BulkChange change =
                imports.change(file, member(me)).orElseThrow(() -> NotDone.notFound("It was not looked through yet."));
        response.setContentType(RowFile.Kind.CSV.contentType());
        response.setHeader("Content-Disposition", "attachment; filename=\"refused.csv\"");
        String why = "ru".equals(locale.getLanguage()) ? "Почему не загружено" : "Why it was refused";
        imports.refused(response.getOutputStream(), file, change, why, locale);
    }

    private View view(FileImport file, SignedIn me, Locale locale) {
        Optional<BulkChange> change = imports.change(file, member(me));
        return new View(
                file.id(),
                file.kind().word(),
                file.fileName(),
                file.at(),
                change.map(one -> one.state().word()).orElse("columns"),
                change.map(one -> one.isUndoable(Instant.now())).orElse(false),
                change.map(one -> changes.counts(one).byOutcome()).orElse(Map.of()),
                columns(file),
                change.map(one -> refused(file, one, locale)).orElse(List.of()));
    }

    private List<Column> columns(FileImport file) {
        List<String> samples = imports.samples(file);
        var columns = new ArrayList<Column>();
        for (int i = 0; i < file.headers().size(); i++) {
            columns.add(new Column(file.headers().get(i), file.columns().get(i), samples.get(i)));
        }
        return columns;
    }

    private List<Row> refused(FileImport file, BulkChange change, Locale locale) {
        return imports.outcomes(file, change, "refused", SHOWN).stream()
                .map(one -> new Row(
                        one.number(),
                        one.name(),
                        one.row().why() == null ? null : one.row().why().words(locale)))
                .toList();
    }

    private FileImport existing(SignedIn me, String id) {
        return imports.find(CallSearch.Ids.read("id", id), member(me))
                .orElseThrow(() -> NotDone.notFound("There is no such import, or it is not yours."));
    }

    private StaffMember member(SignedIn me) {
        return staff.find(me.id()).orElseThrow(() -> NotDone.notAllowed("You are not on the staff any more."));
    }
}
