package org.imgmill.looks;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.PlaywrightException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.imgmill.origin.Origin;
import org.imgmill.page.Browser;
import org.jspecify.annotations.Nullable;

/// Chromium, comparing two pictures pixel by pixel and frame by frame.
final class Eyes implements AutoCloseable {

    /// What is equal where two pictures look alike: width, height, length in microseconds, loops.
    record Shape(int width, int height, long length, int loops) {

        static Shape of(List<?> numbers) {
            return new Shape(
                    number(numbers.get(0)).intValue(),
                    number(numbers.get(1)).intValue(),
                    number(numbers.get(3)).longValue(),
                    number(numbers.get(4)).intValue());
        }
    }

    /// @param mean of the worst channel of the worst frame, on white or on black, of 255
    /// @param alpha the mean error of the opacity
    record Seen(Shape before, Shape after, int frames, double mean, double alpha) {}

    private final Browser browser = Browser.start();
    private final Origin origin;
    private final Page page;
    private String trouble = "";

    Eyes(Origin origin) {
        this.origin = origin;
        origin.play(
                "/eyes",
                (_, reply) ->
                        reply.respond(
                                200,
                                "Content-Type: text/html\r\n",
                                "<!doctype html><title>eyes</title>"
                                        .getBytes(StandardCharsets.US_ASCII)));
        page = browser.open(origin.url("/eyes"));
        page.addScriptTag(new Page.AddScriptTagOptions().setContent(script()));
    }

    private static String script() {
        try (var in = Eyes.class.getResourceAsStream("compare.js")) {
            return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Empty where this browser does not show one of them.
    Optional<Seen> compare(String before, String after) {
        return compare(before, after, false);
    }

    /// What came out smaller, against what the browser makes of the input at that size.
    Optional<Seen> compareSmaller(String before, String after) {
        return compare(before, after, true);
    }

    private Optional<Seen> compare(String before, String after, boolean smaller) {
        try {
            var found =
                    (Map<?, ?>)
                            page.evaluate(
                                    "([a, b, smaller]) => compare(a, b, smaller)",
                                    List.of(origin.url(before), origin.url(after), smaller));
            double mean =
                    ((List<?>) Objects.requireNonNull(found.get("mean")))
                            .stream()
                                    .mapToDouble(channel -> number(channel).doubleValue())
                                    .max()
                                    .orElseThrow();
            var input = (List<?>) Objects.requireNonNull(found.get("input"));
            return Optional.of(
                    new Seen(
                            Shape.of(input),
                            Shape.of((List<?>) Objects.requireNonNull(found.get("output"))),
                            number(input.get(2)).intValue(),
                            mean,
                            number(found.get("alpha")).doubleValue()));
        } catch (PlaywrightException e) {
            trouble = String.valueOf(e.getMessage());
            return Optional.empty();
        }
    }

    /// Why the last two that could not be compared could not.
    String trouble() {
        return trouble;
    }

    /// What the browser shows of this picture, as a plain PNG in sRGB.
    byte[] shown(String path) {
        return Base64.getDecoder()
                .decode((String) page.evaluate("url => shown(url)", origin.url(path)));
    }

    private static Number number(@Nullable Object value) {
        return (Number) Objects.requireNonNull(value);
    }

    @Override
    public void close() {
        browser.close();
    }
}
