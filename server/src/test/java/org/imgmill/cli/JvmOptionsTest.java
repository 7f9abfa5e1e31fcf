package org.imgmill.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JvmOptionsTest {

    private static final Path ROOT = Path.of("..");

    @ParameterizedTest
    @ValueSource(strings = {"imgmill", "Dockerfile", "packaging/imgmill.service"})
    void whateverStartsAServerTakesTheOptionsOfTheJvmFromTheOneFile(String file) throws Exception {
        var options = Files.readAllLines(ROOT.resolve("packaging/jvm.options"));
        var text = Files.readString(ROOT.resolve(file));

        assertThat(text).containsPattern("java\"?,? \"?@[^ ]*/jvm\\.options");
        assertThat(options)
                .filteredOn(line -> line.startsWith("-XX:Tier4") || line.endsWith("ObjectHeaders"))
                .hasSize(5)
                .noneMatch(text::contains);
    }
}
