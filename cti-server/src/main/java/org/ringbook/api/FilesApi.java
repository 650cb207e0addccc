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
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.ringbook.access.SignedIn;
import org.ringbook.attachments.Attachment;
import org.ringbook.attachments.AttachmentOwner;
import org.ringbook.attachments.Attachments;
import org.ringbook.recordings.store.StoredAudio;
import org.ringbook.staff.Staff;
import org.ringbook.staff.StaffMember;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.multipart.MultipartFile;

@RestController
@Tag(
        name = "Files",
        description =
                "Attached to a company or person (`party`), a lead, a deal, a claim, a task, a call or an event. Whoever sees that sees"
                        + " them.")
class FilesApi {

    private static final Set<String> PARAMETERS = Set.of("party", "lead", "deal", "claim", "task", "call", "event");
    private static final String ONE_OF = "Of this one; exactly one of party, lead, deal, claim, task, call, event";

    /** @param format what its first bytes say, not what its sender said */
    @Schema(name = "File")
    record View(
            UUID id,
            String name,
            long bytes,
            String format,
            String sha256,
            Instant addedAt,
            UUID addedBy,

            @Schema(allowableValues = {"party", "lead", "deal", "claim", "task", "call", "event"})
            String of,

            UUID ofId) {

        static View of(Attachment one) {
            return new View(
                    one.id(),
                    one.name(),
                    one.bytes(),
                    one.format(),
                    one.sha256(),
                    one.addedAt(),
                    one.addedBy(),
                    one.owner().kind().word(),
                    one.owner().id());
        }
    }

    private final Attachments attachments;
    private final Staff staff;

    FilesApi(Attachments attachments, Staff staff) {
        this.attachments = attachments;
        this.staff = staff;
    }

    @GetMapping("/api/files")
    @Operation(operationId = "listFiles", summary = "Files, the newest first")
    Page<View> list(
            @AuthenticationPrincipal @Parameter(hidden = true) SignedIn me,
            @RequestParam(required = false) @Parameter(description = ONE_OF) String party,
            @RequestParam(required = false) @Parameter(description = ONE_OF) String lead,
            @RequestParam(required = false) @Parameter(description = ONE_OF) String task,
            @RequestParam(required = false) @Parameter(description = ONE_OF) String call,
            @RequestParam(required = false) @Parameter(description = ONE_OF) String event,
            @RequestParam(required = false) @Parameter(description = ONE_OF) String deal,
            @RequestParam(required = false) @Parameter(description = ONE_OF) String claim,
            HttpServletRequest request) {
        OnlyKnown.parameters(request, PARAMETERS);
        return new Page<>(
                attachments.of(owner(me, named(party, lead, task, call, event, deal, claim))).stream()
                        .map(View::of)
                        .toList(),
                null);
    }

    @PostMapping(path = "/api/files", consumes = MediaType.MULTIPART_FORM_DATA_VALUE)
    @Operation(
            operationId = "addFile",
            summary = "Attach a file",
            description =
                    "One part `file`, at most `ringbook.attachments.largest`. What a double click would run is not taken.")
    @ApiResponse(responseCode = "201", description = "Added; `Location` says where it stands.")
    ResponseEntity<View> add(
            @AuthenticationPrincipal @Parameter(hidden = true) SignedIn me,
            @RequestParam(required = false) @Parameter(description = ONE_OF) String party,
            @RequestParam(required = false) @Parameter(description = ONE_OF) String lead,
            @RequestParam(required = false) @Parameter(description = ONE_OF) String task,
            @RequestParam(required = false) @Parameter(description = ONE_OF) String call,
            @RequestParam(required = false) @Parameter(description = ONE_OF) String event,
            @RequestParam(required = false) @Parameter(description = ONE_OF) String deal,
            @RequestParam(required = false) @Parameter(description = ONE_OF) String claim,
            @RequestParam(required = false) @Parameter(description = "The file") MultipartFile file)
            throws IOException {
        AttachmentOwner owner = owner(me, named(party, lead, task, call, event, deal, claim));
        if (file == null) {
            throw NotDone.wrong("file", "Send the file as the part \"file\" of multipart/form-data.");
        }
        try (InputStream content = file.getInputStream()) {
            Attachment added = attachments.add(owner, file.getOriginalFilename(), content, member(me));
            return ResponseEntity.created(URI.create("/api/files/" + added.id()))
                    .body(View.of(added));
        }
    }

    @GetMapping("/api/files/{id}")
    @Operation(operationId = "getFile", summary = "What is known of a file")
    View one(@AuthenticationPrincipal @Parameter(hidden = true) SignedIn me, @PathVariable String id) {
        return View.of(existing(me, id));
    }

    @GetMapping("/api/files/{id}/content")
    @Operation(
            operationId = "downloadFile",
            summary = "The file itself",
            description = "Always as a download: what it is must not be believed.")
    @ApiResponse(responseCode = "200", description = "application/octet-stream")
    void content(
            @AuthenticationPrincipal @Parameter(hidden = true) SignedIn me,
            @PathVariable String id,
            HttpServletResponse response)
            throws IOException {
        Attachment one = existing(me, id);
        StoredAudio content =
                attachments.content(one).orElseThrow(() -> NotDone.notFound("The file is not in the store any more."));
        response.setContentType(MediaType.APPLICATION_OCTET_STREAM_VALUE);
        response.setContentLengthLong(content.length());
        response.setHeader(
                "Content-Disposition",
                ContentDisposition.attachment()
                        .filename(one.name(), StandardCharsets.UTF_8)
                        .build()
                        .toString());
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.setHeader("Cache-Control", "private, no-cache");
        try (InputStream in = content.read(0, content.length())) {
            in.transferTo(response.getOutputStream());
        }
    }

    @DeleteMapping("/api/files/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(
            operationId = "deleteFile",
            summary = "Take a file away",
            description = "For who added it, and for supervisors.")
    void delete(@AuthenticationPrincipal @Parameter(hidden = true) SignedIn me, @PathVariable String id) {
        attachments.delete(existing(me, id), member(me));
    }

    private static Map<String, String> named(
            String party, String lead, String task, String call, String event, String deal, String claim) {
        Map<String, String> named = new LinkedHashMap<>();
        named.put("party", party);
        named.put("lead", lead);
        named.put("task", task);
        named.put("call", call);
        named.put("event", event);
        named.put("deal", deal);
        named.put("claim", claim);
        named.values().removeIf(one -> one == null);
        return named;
    }

    private AttachmentOwner owner(SignedIn me, Map<String, String> named) {
        List<String> which = new ArrayList<>(named.keySet());
        if (which.size() != 1) {
            throw NotDone.wrong("party", "Name exactly one of party, lead, deal, claim, task, call and event.");
        }
        String kind = which.get(0);
        var owner = new AttachmentOwner(
                AttachmentOwner.Kind.of(kind).orElseThrow(), CallSearch.Ids.read(kind, named.get(kind)));
        if (!attachments.maySee(owner, member(me))) {
            throw NotDone.notFound("There is no such " + kind + ", or it is not one of yours.");
        }
        return owner;
    }

    private Attachment existing(SignedIn me, String id) {
        return attachments
                .find(CallSearch.Ids.read("id", id), member(me))
                .orElseThrow(() -> NotDone.notFound("There is no such file, or it is not yours to see."));
    }

    private StaffMember member(SignedIn me) {
        return staff.find(me.id()).orElseThrow(() -> NotDone.notAllowed("You are not on the staff any more."));
    }
}
