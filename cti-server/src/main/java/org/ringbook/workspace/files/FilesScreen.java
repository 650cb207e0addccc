package org.ringbook.workspace.files;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.ringbook.attachments.Attachment;
import org.ringbook.attachments.AttachmentOwner;
import org.ringbook.attachments.Attachments;
import org.ringbook.recordings.store.StoredAudio;
import org.ringbook.refusals.Refused;
import org.ringbook.workspace.NoSuchPage;
import org.ringbook.workspace.Print;
import org.ringbook.workspace.Viewer;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MaxUploadSizeExceededException;
import org.springframework.web.multipart.MultipartFile;

/** Files of a client, lead, deal, claim, task, call or event: listed, added, shown, downloaded, taken away. */
@Controller
class FilesScreen {

    private final Attachments attachments;

    FilesScreen(Attachments attachments) {
        this.attachments = attachments;
    }

    private AttachmentOwner owner(String of, UUID id, Viewer viewer) {
        return AttachmentOwner.Kind.of(of)
                .map(kind -> new AttachmentOwner(kind, id))
                .filter(owner -> attachments.maySee(owner, viewer.member()))
                .orElseThrow(NoSuchPage::new);
    }

    @GetMapping("/files/{of}/{id}")
    String panel(@PathVariable String of, @PathVariable UUID id, Viewer viewer, Model model) {
        return panel(owner(of, id, viewer), viewer, model);
    }

    private String panel(AttachmentOwner owner, Viewer viewer, Model model) {
        List<Attachment> files = attachments.of(owner);
        model.addAttribute("owner", owner);
        model.addAttribute("files", files);
        model.addAttribute(
                "deletable",
                files.stream()
                        .filter(one -> attachments.mayDelete(one, viewer.member()))
                        .map(Attachment::id)
                        .toList());
        model.addAttribute("largest", attachments.largest() >> 20);
        return "files/panel :: panel";
    }

    /** Those that can be are added; of the others it is said why not. */
    @PostMapping("/files/{of}/{id}")
    String add(
            @PathVariable String of,
            @PathVariable UUID id,
            @RequestParam(name = "file", required = false) List<MultipartFile> files,
            Viewer viewer,
            HttpServletResponse response,
            Model model)
            throws IOException {
        AttachmentOwner owner = owner(of, id, viewer);
        Print print = (Print) model.getAttribute("print");
        var refused = new ArrayList<String>();
        for (MultipartFile file : files == null ? List.<MultipartFile>of() : files) {
            try (InputStream content = file.getInputStream()) {
                attachments.add(owner, file.getOriginalFilename(), content, viewer.member());
            } catch (Refused why) {
                refused.add(print.say("files.refused", file.getOriginalFilename(), print.why(why)));
            }
        }
        if (!refused.isEmpty()) {
            response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
            model.addAttribute("refusals", refused);
        }
        return panel(owner, viewer, model);
    }

    /** More than the server takes of any request: nothing of it was read. */
    @ExceptionHandler(MaxUploadSizeExceededException.class)
    void tooLarge(HttpServletResponse response) {
        response.setStatus(HttpStatus.CONTENT_TOO_LARGE.value());
    }

    @DeleteMapping("/files/{of}/{id}/{file}")
    String delete(
            @PathVariable String of,
            @PathVariable UUID id,
            @PathVariable UUID file,
            Viewer viewer,
            HttpServletResponse response,
            Model model) {
        AttachmentOwner owner = owner(of, id, viewer);
        try {
            attachments
                    .find(file, viewer.member())
                    .filter(one -> one.owner().equals(owner))
                    .ifPresent(one -> attachments.delete(one, viewer.member()));
        } catch (Refused why) {
            response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
            model.addAttribute("refusals", List.of(((Print) model.getAttribute("print")).why(why)));
        }
        return panel(owner, viewer, model);
    }

    @GetMapping("/files/{file}/download")
    void download(@PathVariable UUID file, Viewer viewer, HttpServletResponse response) throws IOException {
        Attachment one = attachments.find(file, viewer.member()).orElseThrow(NoSuchPage::new);
        send(one, "application/octet-stream", "attachment", response);
    }

    /** Only what a browser shows without running anything of it: pictures and PDF, by what is in them. */
    @GetMapping("/files/{file}/preview")
    void preview(@PathVariable UUID file, Viewer viewer, HttpServletResponse response) throws IOException {
        Attachment one = attachments
                .find(file, viewer.member())
                .filter(Attachment::isShown)
                .orElseThrow(NoSuchPage::new);
        send(one, one.format(), "inline", response);
    }

    private void send(Attachment one, String type, String how, HttpServletResponse response) throws IOException {
        StoredAudio content = attachments.content(one).orElseThrow(NoSuchPage::new);
        response.setContentType(type);
        response.setContentLengthLong(content.length());
        response.setHeader(
                "Content-Disposition",
                ContentDisposition.builder(how)
                        .filename(one.name(), StandardCharsets.UTF_8)
                        .build()
                        .toString());
        response.setHeader("X-Content-Type-Options", "nosniff");
        // A viewer of PDF is no page of ours, and a sandbox keeps it from starting.
        response.setHeader(
                "Content-Security-Policy",
                "default-src 'none'; frame-ancestors 'none'"
                        + (one.isPicture() || how.equals("attachment") ? "; sandbox" : ""));
        response.setHeader("Cache-Control", "private, no-cache");
        try (InputStream in = content.read(0, content.length())) {
            in.transferTo(response.getOutputStream());
        }
    }
}
