package org.imgmill.fetch;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

/// Host names in odd spellings, with what Chromium 156 makes of them.
class HostNameTest {

    private static final Pattern ESCAPE = Pattern.compile("\\\\u\\{([0-9a-f]+)\\}");

    /// @param asked empty where the browser refuses
    /// @param imgmill `same`, or where we differ on purpose `refused` or another name
    @ParameterizedTest
    @CsvFileSource(
            resources = "/fetch/hosts.tsv",
            delimiter = '\t',
            quoteCharacter = '\0',
            numLinesToSkip = 1)
    void isReadAsABrowserReadsIt(String host, @Nullable String asked, String imgmill) {
        String name =
                ESCAPE.matcher(host)
                        .replaceAll(m -> Character.toString(Integer.parseInt(m.group(1), 16)));
        String expected =
                switch (imgmill) {
                    case "same" -> asked == null ? "" : asked;
                    case "refused" -> "";
                    default -> imgmill;
                };

        assertThat(WebUrl.parse("http://" + name + "/") instanceof WebUrl url ? url.host() : "")
                .isEqualTo(expected);
    }

    @Test
    void aNameThatIsAllMarksOrNothingIsNone() {
        assertThat(WebUrl.parse("http://\u0301.example/")).isInstanceOf(ParsedUrl.Invalid.class);
        assertThat(WebUrl.parse("http://\u00AD/")).isInstanceOf(ParsedUrl.Invalid.class);
    }
}
