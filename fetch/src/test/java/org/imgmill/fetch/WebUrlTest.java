package org.imgmill.fetch;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.CsvSource;

class WebUrlTest {

    @ParameterizedTest
    @CsvFileSource(resources = "/fetch/urls.tsv", delimiter = '\t', numLinesToSkip = 1)
    void isReadAsABrowserWouldReadIt(String text, String normal) {
        assertThat(WebUrl.parse(text)).extracting(Object::toString).isEqualTo(normal);
    }

    @ParameterizedTest
    @CsvFileSource(resources = "/fetch/urls.tsv", delimiter = '\t', numLinesToSkip = 1)
    void isAValidUriInNormalForm(String text, String normal) {
        assertThat(URI.create(normal).toASCIIString()).isEqualTo(normal);
        assertThat(WebUrl.parse(normal)).extracting(Object::toString).isEqualTo(normal);
    }

    @ParameterizedTest
    @CsvFileSource(resources = "/fetch/not-urls.tsv", delimiter = '\t', numLinesToSkip = 1)
    void saysWhyATextIsNoUrl(String text, String why) {
        String escapesUndone = text.replace("\\n", "\n").replace("\\0", "\0");

        assertThat(WebUrl.parse(escapesUndone)).isEqualTo(new ParsedUrl.Invalid(why));
    }

    @Test
    void anEmptyTextIsNoUrl() {
        assertThat(WebUrl.parse(" \t\n")).isEqualTo(new ParsedUrl.Invalid("is empty"));
    }

    @Test
    void aUrlIsAtMost8192CharactersLong() {
        String longest = "http://a.example/" + "x".repeat(8192 - 17);

        assertThat(WebUrl.parse(longest)).isInstanceOf(WebUrl.class);
        assertThat(WebUrl.parse(longest + "x"))
                .isEqualTo(new ParsedUrl.Invalid("is longer than 8,192 characters"));
    }

    @Test
    void aNameIsAtMost253CharactersLong() {
        String name = "a".repeat(61) + ".";

        assertThat(WebUrl.parse("http://" + name.repeat(4) + "a.test/"))
                .isEqualTo(new ParsedUrl.Invalid("has a host name longer than 253 characters"));
        assertThat(WebUrl.parse("http://" + "a".repeat(64) + ".test/"))
                .isEqualTo(new ParsedUrl.Invalid("has a host name with an impossible part"));
    }

    @Test
    void halfACharacterIsAReplacementCharacter() {
        assertThat(WebUrl.parse("http://origin.test/a\uD800b"))
                .hasToString("http://origin.test/a%EF%BF%BDb");
    }

    @Test
    void aTextInNormalFormIsKeptWithoutACopy() {
        String text = "https://cdn.example.com/a/b.jpg?width=100";

        assertThat(url(text).text()).isSameAs(text);
    }

    @Test
    void knowsItsParts() {
        WebUrl url = url("HTTPS://CDN.example.com:8443/a b?c#d");

        assertThat(url.secure()).isTrue();
        assertThat(url.host()).isEqualTo("cdn.example.com");
        assertThat(url.port()).isEqualTo(8443);
        assertThat(url.authority()).isEqualTo("cdn.example.com:8443");
        assertThat(url.target()).isEqualTo("/a%20b?c");
    }

    @Test
    void anAddressHasBracketsInItsAuthorityOnly() {
        WebUrl url = url("http://[2001:4860:4860:0:0:0:0:8888]:80/");

        assertThat(url.host()).isEqualTo("2001:4860:4860::8888");
        assertThat(url.authority()).isEqualTo("[2001:4860:4860::8888]");
        assertThat(url.port()).isEqualTo(80);
    }

    @ParameterizedTest
    @CsvSource({
        "b.jpg, https://a.example/x/b.jpg",
        "../b.jpg, https://a.example/b.jpg",
        "/b.jpg, https://a.example/b.jpg",
        "?r=1, https://a.example/x/y?r=1",
        "#top, https://a.example/x/y?q=1",
        "'', https://a.example/x/y?q=1",
        "//b.example/c, https://b.example/c",
        "HTTP://B.example/c, http://b.example/c",
        "a:80/b, Invalid[why=does not start with http:// or https://]",
        "file:///etc/passwd, Invalid[why=does not start with http:// or https://]",
        "//u@b.example/, Invalid[why=contains a user name or a password; neither is ever sent]",
    })
    void resolvesReferencesAsABrowserWould(String reference, String resolved) {
        assertThat(url("https://a.example/x/y?q=1").resolve(reference)).hasToString(resolved);
    }

    static WebUrl url(String text) {
        return switch (WebUrl.parse(text)) {
            case WebUrl url -> url;
            case ParsedUrl.Invalid(var why) -> throw new AssertionError(text + " " + why);
        };
    }
}
