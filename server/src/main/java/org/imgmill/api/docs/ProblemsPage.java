package org.imgmill.api.docs;

import io.swagger.v3.oas.annotations.Hidden;
import java.util.Arrays;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.imgmill.attempt.FailureCode;
import org.imgmill.catalogue.ProblemCode;
import org.imgmill.refusals.ProblemType;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.util.HtmlUtils;

/// Where the `type` of every problem leads: each code with what it means.
@RestController
class ProblemsPage {

    @Hidden
    @GetMapping(path = "/docs/problems", produces = MediaType.TEXT_HTML_VALUE)
    String show() {
        return """
            <!doctype html>
            <html lang="en">
            <head>
              <meta charset="utf-8">
              <meta name="viewport" content="width=device-width, initial-scale=1">
              <title>imgmill: problems</title>
              <link rel="icon" href="/page/img/imgmill.svg">
              <meta name="color-scheme" content="light dark">
              <script src="/page/js/theme.js"></script>
              <link rel="stylesheet" href="/page/css/tokens.css">
              <link rel="stylesheet" href="/docs/docs.css">
              <link rel="stylesheet" href="/docs/problems.css">
            </head>
            <body>
            <a class="skip" href="#main">Skip to the content</a>
            <header class="bar"><a class="brand" href="/">imgmill</a><nav aria-label="Documents"><a href="/">Batches</a><a href="/docs">Try the API</a><a href="/redoc">Read it</a><a href="/docs/problems" aria-current="page">Problems</a></nav></header>
            <main id="main" tabindex="-1">
              <h1>Problems</h1>
              <p>An error of <code>/v1</code> is an <code>application/problem+json</code> with a <code>code</code>;
                its <code>type</code> leads here. <a href="/docs">The whole API</a></p>
              <h2>Requests</h2>
              <dl>
            %s  </dl>
              <h2>Lines of a catalogue</h2>
              <p>In the <code>errors</code> of an <code>invalid_catalogue</code>.</p>
              <dl>
            %s  </dl>
              <h2>Images</h2>
              <p>An image that fails costs that one image; the batch goes on. <code>POST
                /v1/batches/{id}/retry</code> gives failed images another go.</p>
              <dl>
            %s  </dl>
            </main>
            </body>
            </html>
            """
                .formatted(requests(), lines(), images());
    }

    private static String requests() {
        return entries(
                ProblemType.values(),
                type ->
                        entry(
                                type.code(),
                                Integer.toString(type.status().value()),
                                type.sentence()));
    }

    private static String lines() {
        return entries(
                ProblemCode.values(),
                code ->
                        entry(
                                code.code(),
                                code.isLimit() ? "a limit" : "",
                                LineProblems.sentence(code)));
    }

    private static String images() {
        // A code that a request may end with too stands above already, and a link leads there.
        var requests = Arrays.stream(ProblemType.values()).map(ProblemType::code).toList();
        return entries(
                Arrays.stream(FailureCode.values())
                        .filter(code -> !requests.contains(code.word()))
                        .toArray(FailureCode[]::new),
                code ->
                        entry(
                                code.word(),
                                code.retryable() ? "may do better later" : "stays so",
                                code.sentence()));
    }

    private static <T> String entries(T[] codes, Function<T, String> entry) {
        return Arrays.stream(codes).map(entry).collect(Collectors.joining());
    }

    private static String entry(String code, String note, String sentence) {
        return String.format(
                Locale.ROOT,
                "    <dt id=\"%s\"><a href=\"#%1$s\"><code>%1$s</code></a> <small>%s</small></dt>\n    <dd>%s</dd>\n",
                code,
                note,
                HtmlUtils.htmlEscape(sentence).replaceAll("`([^`]+)`", "<code>$1</code>"));
    }
}
