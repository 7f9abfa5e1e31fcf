package org.imgmill;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/// docs/words.md names classes; they exist.
class WordsTest {

    private static final Pattern CLASS = Pattern.compile("`([A-Z]\\w+)`");

    @Test
    void everyClassThatTheGlossaryNamesExists() throws Exception {
        var named =
                CLASS.matcher(Files.readString(Path.of("../docs/words.md")))
                        .results()
                        .map(found -> found.group(1))
                        .filter(name -> !name.equals("WordsTest"))
                        .collect(Collectors.toCollection(TreeSet::new));
        try (var files = Files.walk(Path.of(".."))) {
            files.map(file -> file.toString().replace('\\', '/'))
                    .filter(file -> file.contains("/src/main/java/"))
                    .forEach(
                            file ->
                                    named.remove(
                                            file.substring(file.lastIndexOf('/') + 1)
                                                    .replace(".java", "")));
        }

        assertThat(named).isEmpty();
    }
}
