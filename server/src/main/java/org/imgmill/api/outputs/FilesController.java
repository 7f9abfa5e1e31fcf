package org.imgmill.api.outputs;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import org.imgmill.batch.DeletedOutputs;
import org.imgmill.links.FileLinks;
import org.imgmill.refusals.ProblemType;
import org.imgmill.refusals.Refused;
import org.imgmill.storage.Storage;
import org.imgmill.transcode.ImageFormat;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.InputStreamResource;
import org.springframework.core.io.Resource;
import org.springframework.http.CacheControl;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.context.request.ServletWebRequest;

/// Outputs, served with the type that we wrote them in and no other.
@RestController
class FilesController {

    private final Storage storage;
    private final FileLinks links;
    private final DeletedOutputs deleted;

    FilesController(Storage storage, FileLinks links, DeletedOutputs deleted) {
        this.storage = storage;
        this.links = links;
        this.deleted = deleted;
    }

    /// Spring serves parts; a key never gets another content.
    @GetMapping("/files/{token}/{*path}")
    ResponseEntity<Resource> file(
            @PathVariable String token,
            @PathVariable String path,
            @RequestParam(required = false) @Nullable String expires,
            @RequestParam(required = false) @Nullable String signature,
            ServletWebRequest request,
            HttpServletResponse response)
            throws IOException {
        // Pages anywhere may show and read a picture whose link they have.
        response.setHeader(HttpHeaders.ACCESS_CONTROL_ALLOW_ORIGIN, "*");
        var key = token + path;
        var name = path.substring(path.lastIndexOf('/') + 1);
        var allowed = links.allows(key, expires, signature).orElseThrow(FilesController::expired);
        if (deleted.has(token)) {
            throw Refused.noSuch("file", name);
        }
        var file = storage.open(key).orElseThrow(() -> Refused.noSuch("file", name));
        var etag = "\"%x-%x\"".formatted(file.contentLength(), file.lastModified());
        if (request.checkNotModified(etag, file.lastModified())) {
            return ResponseEntity.status(response.getStatus())
                    .cacheControl(caching(allowed))
                    .build();
        }
        var answer =
                ResponseEntity.ok()
                        .contentType(type(name))
                        .header(HttpHeaders.CONTENT_DISPOSITION, shownAs(name))
                        .cacheControl(caching(allowed))
                        .header("Content-Security-Policy", "default-src 'none'; sandbox")
                        .header("Cross-Origin-Resource-Policy", "cross-origin")
                        .eTag(etag)
                        .lastModified(file.lastModified());
        return switch (AskedRange.of(request.getRequest(), etag, file)) {
            case WHOLE ->
                    answer.header(HttpHeaders.ACCEPT_RANGES, "bytes")
                            .contentLength(file.contentLength())
                            .body(new InputStreamResource(file));
            case PART -> answer.body(file);
            case OUTSIDE ->
                    ResponseEntity.status(HttpStatus.REQUESTED_RANGE_NOT_SATISFIABLE)
                            .header(HttpHeaders.CONTENT_RANGE, "bytes */" + file.contentLength())
                            .build();
        };
    }

    /// No shared cache keeps what expires.
    private CacheControl caching(Duration allowed) {
        var caching = CacheControl.maxAge(allowed).immutable();
        return links.isSigned() ? caching.cachePrivate() : caching.cachePublic();
    }

    private static Refused expired() {
        return new Refused(
                ProblemType.LINK_EXPIRED,
                "This link has expired, or is not complete. Ask for the batch's images again.");
    }

    /// A saved copy gets the output's name.
    private static String shownAs(String name) {
        return ContentDisposition.inline()
                .filename(name, StandardCharsets.UTF_8)
                .build()
                .toString();
    }

    private static MediaType type(String name) {
        var extension = name.substring(name.lastIndexOf('.') + 1);
        return Arrays.stream(ImageFormat.values())
                .filter(format -> format.extension().equals(extension))
                .findFirst()
                .map(format -> MediaType.parseMediaType(format.mediaType()))
                .orElse(MediaType.APPLICATION_OCTET_STREAM);
    }
}
