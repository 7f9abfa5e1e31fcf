package org.imgmill.fetch;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Links that people copy out of file services, which lead to a page around the file. Where the
/// service tells the file's own address on the same host, we ask for the file.
final class ShareLinks {

    private static final List<Rule> RULES = load();

    private ShareLinks() {}

    /// @param host such as `1drv.ms`, or `*.box.com` for all below it
    /// @param link what path and query look like
    /// @param file path and query of the file itself, empty where there are none
    private record Rule(String service, String host, Pattern link, String file, String advice) {

        boolean isOn(String name) {
            return host.startsWith("*.") ? name.endsWith(host.substring(1)) : name.equals(host);
        }
    }

    /// What is known about a URL that is such a link.
    ///
    /// @param file where the file itself is, on the same host; the link if that is unknown
    /// @param page what to say if that leads to a page all the same
    record Shared(WebUrl file, Download.SharePage page) {}

    static Optional<Shared> read(WebUrl url) {
        for (Rule rule : RULES) {
            if (rule.isOn(url.host())) {
                Matcher link = rule.link().matcher(url.target());
                if (link.matches()) {
                    var page = new Download.SharePage(rule.service(), rule.advice());
                    return Optional.of(new Shared(file(url, rule, link), page));
                }
            }
        }
        return Optional.empty();
    }

    private static WebUrl file(WebUrl url, Rule rule, Matcher link) {
        return !rule.file().isEmpty()
                        && url.resolve(link.replaceFirst(rule.file())) instanceof WebUrl file
                ? file
                : url;
    }

    private static List<Rule> load() {
        try (InputStream in = ShareLinks.class.getResourceAsStream("share-links.tsv")) {
            String table =
                    new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
            return table.lines()
                    .skip(1)
                    .map(line -> line.split("\t", -1))
                    .map(c -> new Rule(c[0], c[1], Pattern.compile(c[2]), c[3], c[4]))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("reading share-links.tsv", e);
        }
    }
}
