package org.imgmill.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// The page's own scripts without a browser: what they compute, by Node's test runner, and how they
/// are written.
class PageScriptsTest {

    private static final Path TESTS = Path.of("src/test/js");
    private static final Path PAGE = Path.of("src/main/resources/static/page");

    @BeforeAll
    static void nodeIsHere() throws Exception {
        var node = new Ran(List.of("node", "--version"));
        assumeTrue(
                node.said.matches("v(20[.](19|[2-9]\\d)|2[2-9]|[3-9]\\d)[.].*\\s*"),
                () -> "node 20.19, 22 or newer is needed, and this is " + node.said);
    }

    @Test
    void whatThePageComputesIsRight() throws Exception {
        var command = new ArrayList<>(List.of("node", "--test"));
        try (var tests = Files.newDirectoryStream(TESTS, "*.test.mjs")) {
            tests.forEach(test -> command.add(test.toString()));
        }

        var node = new Ran(command);

        assertThat(node.said).contains("# fail 0").doesNotContain("# pass 0");
        assertThat(node.status).isZero();
    }

    @Test
    void everyScriptIsFormatted() throws Exception {
        var prettier =
                new Ran(
                        List.of(
                                "node",
                                "web/node_modules/prettier/bin/prettier.cjs",
                                "--config=web/package.json",
                                "--check",
                                PAGE.toString(),
                                TESTS.toString()));

        assertThat(prettier.status)
                .as("run: npm --prefix server/web run format. %s", prettier.said)
                .isZero();
    }

    private static final class Ran {

        private final String said;
        private final int status;

        Ran(List<String> command) throws IOException, InterruptedException {
            Process process;
            try {
                process = new ProcessBuilder(command).redirectErrorStream(true).start();
            } catch (IOException e) {
                said = e.toString();
                status = -1;
                return;
            }
            said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            status = process.waitFor();
        }
    }
}
