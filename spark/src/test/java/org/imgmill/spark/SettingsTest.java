package org.imgmill.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import org.imgmill.transcode.Recipe;
import org.imgmill.transcode.RecipeField;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SettingsTest {

    static Settings settings(Map<String, String> options) {
        var all = new HashMap<>(Map.of("to", "file:/tmp/out"));
        all.putAll(options);
        return Settings.of(
                Options.parse(
                        all.entrySet().stream()
                                .map(option -> "--" + option.getKey() + "=" + option.getValue())
                                .toArray(String[]::new)));
    }

    @Test
    void theDefaultsAreThoseThatTheUsageSays() {
        var settings = settings(Map.of());

        assertThat(settings.output()).isEqualTo(Settings.Output.SHARDS);
        assertThat(settings.window()).isEqualTo(8);
        assertThat(settings.inFlight()).isEqualTo(256);
        assertThat(settings.shardBytes()).isEqualTo(268435456);
        assertThat(settings.journalEvery()).isEqualTo(256);
        assertThat(settings.attempts()).isEqualTo(4);
        assertThat(settings.firstRetry()).isEqualTo(Duration.ofSeconds(2));
        assertThat(settings.timeout()).isEqualTo(Duration.ofSeconds(60));
        assertThat(settings.maxBytes()).isEqualTo(52428800);
        assertThat(settings.recipes().getFirst().quality()).isEqualTo(50);
    }

    @Test
    void aKeyIsOfTheUrlAndTheRecipeAndOfNothingElse() {
        var one = settings(Map.of("quality", "60", "max-width", "800"));

        assertThat(one.key("http://a.example/1"))
                .matches("[0-9a-f]{64}")
                .isEqualTo(
                        settings(Map.of("max-width", "800", "quality", "60", "run", "x"))
                                .key("http://a.example/1"))
                .isNotEqualTo(one.key("http://a.example/2"))
                .isNotEqualTo(settings(Map.of("quality", "61")).key("http://a.example/1"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--no-such=1",
                "catalogue.csv",
                "--quality=0",
                "--output=zip",
                "--window=0",
                "--window=many",
                "--run=../up",
                "--timeout=soon",
                "--allow=10.0.0.0/99",
                "--max-bytes=0",
                "--outputs=[]",
                "--outputs=[{",
                "--outputs=[1]",
                "--outputs=a:no-such=1",
                "--outputs=a b",
                "--outputs=[{\"name\":\"a\"},{\"name\":\"A\"}]",
                "--outputs=abcdefghijklmnopqrstuvwxyzabcde",
                "--name-template=same",
                "--name-template={output}/{id}"
            })
    void whatCannotBeIsRefused(String argument) {
        assertThatThrownBy(() -> Settings.of(Options.parse(new String[] {"--to=x", argument})))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void theKeyOfAnImageWithOneOutputIsWhatItWasBeforeThereWereSeveral() throws Exception {
        String url = "http://a.example/1";
        var recipe = new TreeMap<>(RecipeField.texts(Recipe.DEFAULT));
        byte[] hash =
                MessageDigest.getInstance("SHA-256")
                        .digest((recipe + "\n" + url).getBytes(StandardCharsets.UTF_8));

        assertThat(settings(Map.of()).key(url)).isEqualTo(HexFormat.of().formatHex(hash));
    }

    @Test
    void outputsAreReadAsUploadsAndAsTheCommandLineHaveThemInAnyOrder() {
        String url = "http://a.example/1";
        var lines =
                Settings.of(
                        Options.parse(
                                new String[] {
                                    "--to=x",
                                    "--quality=60",
                                    "--outputs=thumb:max-width=80,format=webp",
                                    "--outputs=full"
                                }));
        var json =
                settings(
                        Map.of(
                                "quality",
                                "60",
                                "outputs",
                                """
                                [{"name": "full", "look": null},
                                 {"name": "thumb", "max_width": 80, "format": "webp"}]"""));

        assertThat(lines.outputs()).extracting(NamedRecipe::name).containsExactly("thumb", "full");
        assertThat(lines.recipes()).extracting(Recipe::quality).containsExactly(60, 60);
        assertThat(lines.recipes().getFirst().maxWidth()).isEqualTo(80);
        assertThat(json.key(url)).isEqualTo(lines.key(url));
        assertThat(settings(Map.of("quality", "60", "outputs", "full")).key(url))
                .isNotEqualTo(lines.key(url))
                .isNotEqualTo(settings(Map.of("quality", "60")).key(url));
    }

    @Test
    void timesAreReadWithTheirUnits() {
        assertThat(settings(Map.of("first-retry", "250ms")).firstRetry())
                .isEqualTo(Duration.ofMillis(250));
        assertThat(settings(Map.of("first-retry", "1m")).firstRetry())
                .isEqualTo(Duration.ofMinutes(1));
    }

    @Test
    void anOptionGivenTwiceIsRefusedButForRangesOfAddresses() {
        assertThat(Options.parse(new String[] {"--allow=10.0.0.0/8", "--allow=::1"}).all("allow"))
                .hasSize(2);
        assertThatThrownBy(() -> Options.parse(new String[] {"--to=a", "--to=b"}))
                .hasMessageContaining("twice");
    }
}
