package org.ringbook.api;

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
import java.util.Locale;
import java.util.Set;
import org.ringbook.access.SignedIn;
import org.ringbook.contacts.ContactImport;
import org.ringbook.contacts.ContactImports;
import org.ringbook.contacts.ImportRun;
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

    private static final String WHAT = "For supervisors and administrators. The file is the body (text/csv) or the part"
            + " `file` of multipart/form-data, up to 50 MB. The first row names the columns, in Russian or English: Name,"
            + " Company, Position, Phone, E-mail, Note, Responsible and others; separator and encoding are found out,"
            + " unless the Content-Type names a charset. Who is known by name and number is not added twice. Refused rows"
            + " are listed; they do not stop the others.";
    private static final Set<String> PARAMETERS = Set.of("dryRun");
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final ContactImports imports;
    private final Staff staff;

    ContactImportApi(ContactImports imports, Staff staff) {
        this.imports = imports;
        this.staff = staff;
    }

    @PostMapping(value = ADDRESS, consumes = "text/csv")
    @Operation(summary = "Add contacts out of a CSV file", description = WHAT)
    @ApiResponse(responseCode = "200", description = "Ended; after a dry run, what would be done")
    @ApiResponse(responseCode = "202", description = "It goes on; `Location` says where to look.")
    ResponseEntity<ImportView> body(
            @RequestParam(required = false) @Parameter(description = "true: only say what would happen") String dryRun,
            @io.swagger.v3.oas.annotations.parameters.RequestBody
                    @Schema(type = "string", example = "Name;Phone\nMaria Ivanova;+79161112233")
                    InputStream csv,
            @AuthenticationPrincipal @Parameter(hidden = true) SignedIn me,
            @Parameter(hidden = true) Locale locale,
            HttpServletRequest request) {
        return start(null, request.getContentType(), csv, dryRun, me, locale, request);
    }

    @PostMapping(value = ADDRESS, consumes = MediaType.MULTIPART_FORM_DATA_VALUE)
    @Operation(summary = "Add contacts out of a CSV file", description = WHAT)
    @ApiResponse(responseCode = "200", description = "Ended; after a dry run, what would be done")
    @ApiResponse(responseCode = "202", description = "It goes on; `Location` says where to look.")
    ResponseEntity<ImportView> form(
            @RequestParam(required = false) @Parameter(description = "true: only say what would happen") String dryRun,
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

    private ResponseEntity<ImportView> start(
            String name,
            String type,
            InputStream csv,
            String dryRun,
            SignedIn me,
            Locale locale,
            HttpServletRequest request) {
        OnlyKnown.parameters(request, PARAMETERS);
        MediaType known = type == null ? MediaType.ALL : MediaType.parseMediaType(type);
        var options = new ContactImport.Options(known.getCharset(), null, staff::extensionOf);
        StartedImport started = imports.start(me.id(), name, csv, options, flag(dryRun));
        imports.await(started, PATIENCE);
        return answer(started, locale);
    }

    private static boolean flag(String dryRun) {
        if (dryRun != null && !dryRun.equals("true") && !dryRun.equals("false")) {
            throw NotDone.wrong("dryRun", "dryRun is true or false.");
        }
        return "true".equals(dryRun);
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
