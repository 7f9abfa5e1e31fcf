package org.imgmill.api.preview;

import jakarta.servlet.http.HttpServletRequest;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.net.URI;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.imgmill.api.batches.Views;
import org.imgmill.api.intake.Accept;
import org.imgmill.api.intake.Fields;
import org.imgmill.attempt.FailureCode;
import org.imgmill.batch.Image;
import org.imgmill.batch.ImageId;
import org.imgmill.batch.Images;
import org.imgmill.fetch.Body;
import org.imgmill.limits.RequestMemory;
import org.imgmill.processing.Preview;
import org.imgmill.refusals.ProblemType;
import org.imgmill.refusals.Refused;
import org.imgmill.transcode.Transcoded;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.InputStreamResource;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.multipart.MultipartHttpServletRequest;

/// Single images on demand: what a recipe would make of one, and what a batch's image looked like
/// before.
///
/// Long: the two ways to ask for a preview, and the answer that both have.
@RestController
class PreviewController {

    private final Preview preview;
    private final Views views;
    private final Images images;
    private final RequestMemory memory;
    private final Accept accept;

    PreviewController(
            Preview preview, Views views, Images images, RequestMemory memory, Accept accept) {
        this.preview = preview;
        this.views = views;
        this.images = images;
        this.memory = memory;
        this.accept = accept;
    }

    /// `{"url": ..., "quality": ..., ...}`; the answer is the output itself, its sizes are in
    /// headers.
    @PostMapping(path = "/v1/preview", consumes = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<?> ofUrl(
            @RequestBody Map<String, @Nullable Object> body, HttpServletRequest request)
            throws InterruptedException {
        var texts = new TreeMap<String, String>();
        body.forEach(
                (name, value) -> {
                    if (value != null) {
                        texts.put(name, value.toString());
                    }
                });
        var fields = new Fields(texts);
        fields.refuseAllBut(with("url"));
        var url = fields.text("url");
        if (url == null) {
            throw new Refused(
                    ProblemType.MISSING_URL,
                    "A preview needs a \"url\", or a form with a \"file\".");
        }
        return ofUrl(url, fields, request);
    }

    private ResponseEntity<?> ofUrl(String url, Fields fields, HttpServletRequest request)
            throws InterruptedException {
        return answer(
                preview.transcode(
                        url,
                        accept.possible(fields.recipe()),
                        bytes -> memory.hold(request, bytes)),
                request);
    }

    @PostMapping(path = "/v1/preview", consumes = MediaType.MULTIPART_FORM_DATA_VALUE)
    ResponseEntity<?> ofFile(MultipartHttpServletRequest request)
            throws IOException, InterruptedException {
        var texts = new TreeMap<String, String>();
        request.getParameterMap().forEach((name, values) -> texts.put(name, values[0]));
        var fields = new Fields(texts);
        fields.refuseAllBut(with("url"));
        var file = request.getFile("file");
        var url = fields.text("url");
        if (file != null && !preview.takes(file.getSize())) {
            return failed(FailureCode.TOO_LARGE, FailureCode.TOO_LARGE.sentence());
        }
        if (file != null) {
            memory.hold(request, file.getSize());
            return answer(
                    preview.transcode(file.getBytes(), accept.possible(fields.recipe())), request);
        }
        if (url == null) {
            throw new Refused(ProblemType.MISSING_FILE, "A preview needs a \"file\" or a \"url\".");
        }
        return ofUrl(url, fields, request);
    }

    private static Set<String> with(String more) {
        var all = new HashSet<>(Fields.RECIPE);
        all.add(more);
        return all;
    }

    private ResponseEntity<?> answer(Preview.Result result, HttpServletRequest request) {
        return switch (result) {
            case Preview.Made(var output, var bytesIn) -> {
                memory.hold(request, output.bytes().length);
                var answer = safely(MediaType.parseMediaType(output.format().mediaType()));
                found(output, answer);
                yield answer.header("X-Imgmill-Bytes-In", Integer.toString(bytesIn))
                        .header("X-Imgmill-Bytes-Out", Integer.toString(output.bytes().length))
                        .header("X-Imgmill-Width", Integer.toString(output.width()))
                        .header("X-Imgmill-Height", Integer.toString(output.height()))
                        .header("X-Imgmill-Format", output.format().name().toLowerCase(Locale.ROOT))
                        .body(output.bytes());
            }
            case Preview.Fetched(var body) -> passedOn(body);
            case Preview.Failed(var code, var detail) -> failed(code, detail);
            case Preview.NotKept(var why) -> throw notKept(why);
            case Preview.Later(var retryAfter) ->
                    throw Refused.until(
                            retryAfter,
                            ProblemType.UNAVAILABLE,
                            "The image's host is asked as often as this server's settings allow already (imgmill.outbound.hosts); ask again later.");
        };
    }

    /// What an open quality came to.
    private static void found(Transcoded.Done output, ResponseEntity.BodyBuilder answer) {
        var found = output.found();
        if (found == null) {
            return;
        }
        answer.header("X-Imgmill-Quality", Integer.toString(found.quality()));
        if (found.look() != null) {
            answer.header("X-Imgmill-Look", String.format(Locale.ROOT, "%.1f", found.look()));
        }
    }

    private static Refused notKept(String why) {
        return new Refused(
                ProblemType.INSUFFICIENT_STORAGE,
                "This server's disk takes nothing at the moment, so the image could not be fetched. Try again later, or tell its operator: %s."
                        .formatted(why));
    }

    /// From where it was spooled, so that a slow reader holds a file and no memory.
    private static ResponseEntity<?> passedOn(Body body) {
        try {
            var in = new BufferedInputStream(body.stream(), 1 << 16);
            in.mark(Sniff.BYTES);
            var type = Sniff.type(in.readNBytes(Sniff.BYTES));
            in.reset();
            if (type != null) {
                return safely(type).contentLength(body.length()).body(new InputStreamResource(in));
            }
            body.close();
            return failed(FailureCode.NOT_AN_IMAGE, FailureCode.NOT_AN_IMAGE.sentence());
        } catch (IOException e) {
            body.close();
            throw notKept(String.valueOf(e.getMessage()));
        }
    }

    /// The codes of images stand beside those of requests, and in the same place.
    private static ResponseEntity<?> failed(FailureCode code, String detail) {
        var problem = ProblemDetail.forStatusAndDetail(HttpStatus.UNPROCESSABLE_CONTENT, detail);
        problem.setType(URI.create("/docs/problems#" + code.word()));
        problem.setProperty("code", code.word());
        return ResponseEntity.unprocessableContent()
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .body(problem);
    }

    /// A stranger's bytes, or bytes made from them: never more than a picture to a browser.
    private static ResponseEntity.BodyBuilder safely(MediaType type) {
        return ResponseEntity.ok()
                .contentType(type)
                .header("Cache-Control", "no-store")
                .header("Content-Security-Policy", "default-src 'none'; sandbox");
    }

    /// The input of an image, only by way of its batch: this is no open proxy.
    @GetMapping("/v1/batches/{id}/images/{n}/original")
    ResponseEntity<?> original(
            @PathVariable String id, @PathVariable String n, HttpServletRequest request)
            throws InterruptedException {
        var batch = views.find(id);
        var image = image(batch.id(), n);
        var result =
                batch.pictures() && batch.originals() != null
                        ? preview.kept(batch.originals(), image.row())
                        : preview.fetch(image.url());
        return answer(result, request);
    }

    private Image image(java.util.UUID batch, String n) {
        try {
            return images.find(batch, ImageId.unpack(Long.parseLong(n)))
                    .orElseThrow(() -> Refused.noSuch("image", n));
        } catch (NumberFormatException e) {
            throw Refused.noSuch("image", n);
        }
    }

    /// What browsers show, by its first bytes; anything else is not passed on.
    private static final class Sniff {

        static final int BYTES = 16;

        private static final Map<MediaType, int[]> MAGIC =
                Map.of(
                        MediaType.IMAGE_JPEG, new int[] {0xFF, 0xD8, 0xFF},
                        MediaType.IMAGE_PNG,
                                new int[] {0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'},
                        MediaType.IMAGE_GIF, new int[] {'G', 'I', 'F', '8'});

        static @Nullable MediaType type(byte[] bytes) {
            for (var entry : MAGIC.entrySet()) {
                if (startsWith(bytes, 0, entry.getValue())) {
                    return entry.getKey();
                }
            }
            if (startsWith(bytes, 0, new int[] {'R', 'I', 'F', 'F'})
                    && startsWith(bytes, 8, new int[] {'W', 'E', 'B', 'P'})) {
                return MediaType.parseMediaType("image/webp");
            }
            return startsWith(bytes, 4, new int[] {'f', 't', 'y', 'p', 'a', 'v', 'i'})
                    ? MediaType.parseMediaType("image/avif")
                    : null;
        }

        private static boolean startsWith(byte[] bytes, int from, int[] magic) {
            return bytes.length >= from + magic.length
                    && Arrays.equals(
                            magic,
                            java.util.stream.IntStream.range(0, magic.length)
                                    .map(i -> bytes[from + i] & 0xFF)
                                    .toArray());
        }
    }
}
