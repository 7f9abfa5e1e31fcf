package org.imgmill.api.intake;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.regex.Pattern;
import org.imgmill.auth.Caller;
import org.imgmill.batch.HandedInWatermarks;
import org.imgmill.limits.BodyLimits;
import org.imgmill.limits.RequestMemory;
import org.imgmill.refusals.ProblemType;
import org.imgmill.refusals.Refused;
import org.imgmill.transcode.Watermarks;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/// Watermarks: pictures that recipes name to have them laid over others.
///
/// An admin's are for all keys, another key's for itself.
@RestController
@RequestMapping(path = "/v1/watermarks", produces = MediaType.APPLICATION_JSON_VALUE)
class WatermarksController {

    /// Shorter than a recipe may name, since a version has digits in its name.
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,79}");

    private final HandedInWatermarks watermarks;
    private final RequestMemory memory;

    WatermarksController(HandedInWatermarks watermarks, RequestMemory memory) {
        this.watermarks = watermarks;
        this.memory = memory;
    }

    /// @param shared whether it is for all keys
    /// @param version what batches call it, whatever has its name later
    record WatermarkView(
            String name, boolean shared, String version, int bytes, Instant updatedAt) {

        static WatermarkView of(HandedInWatermarks.Watermark watermark) {
            return new WatermarkView(
                    watermark.name(),
                    watermark.shared(),
                    watermark.version(),
                    watermark.bytes(),
                    watermark.updated());
        }
    }

    record WatermarksView(List<WatermarkView> data) {}

    @GetMapping
    WatermarksView list() {
        return new WatermarksView(all());
    }

    @PutMapping("/{name}")
    WatermarkView put(@PathVariable String name, HttpServletRequest request) throws IOException {
        if (!NAME.matcher(name).matches()) {
            throw new Refused(
                    ProblemType.INVALID_FIELD,
                    "The name of a watermark is that of a file, such as logo.png: 1 to 80 letters, digits, dots, dashes and underscores.");
        }
        long most = BodyLimits.WATERMARK.toBytes();
        long announced = request.getContentLengthLong();
        memory.hold(request, announced < 0 ? most : Math.min(announced, most));
        var picture = request.getInputStream().readAllBytes();
        if (picture.length == 0) {
            throw new Refused(
                    ProblemType.EMPTY_FILE,
                    "The body is empty; it is the file of the watermark (curl -T logo.png).");
        }
        Watermarks.problem(name, picture)
                .ifPresent(
                        what -> {
                            throw new Refused(ProblemType.INVALID_FIELD, what + ".");
                        });
        if (!watermarks.put(Caller.current().only(), name, picture)) {
            throw new Refused(
                    ProblemType.INVALID_FIELD,
                    "There are %d watermarks already; delete some."
                            .formatted(HandedInWatermarks.MOST));
        }
        return all().stream()
                .filter(one -> one.name().equals(name))
                .findFirst()
                .orElseThrow(() -> Refused.noSuch("watermark", name));
    }

    @DeleteMapping("/{name}")
    ResponseEntity<Void> delete(@PathVariable String name) {
        if (!watermarks.delete(Caller.current().only(), name)) {
            throw Refused.noSuch("watermark", name);
        }
        return ResponseEntity.noContent().build();
    }

    private List<WatermarkView> all() {
        return watermarks.list(Caller.current().key()).stream().map(WatermarkView::of).toList();
    }
}
