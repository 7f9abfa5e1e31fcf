package org.imgmill.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReadmeTest {

    private static final Pattern EXAMPLE = Pattern.compile("(?s)```java\n(.*?)```");

    @Test
    void theExampleInTheReadmeCompilesAndReadsACatalogue(@TempDir Path folder) throws Exception {
        Path catalogue = folder.resolve("catalogue.csv");
        Files.writeString(
                catalogue,
                """
                S. No.,Product Name,Input Image Urls
                1,Carafe,http://a.example/1.jpg
                """);

        assertThat(runExample(folder, catalogue))
                .isEqualToIgnoringNewLines("1 Carafe: [http://a.example/1.jpg]\n1 rows, taken\n");
    }

    private static String runExample(Path folder, Path catalogue) throws Exception {
        Path source = folder.resolve("Example.java");
        Files.writeString(
                source,
                """
                import java.nio.file.Path;
                import org.imgmill.catalogue.*;
                class Example {
                    public static void main(String[] arguments) throws Exception {
                        %s
                    }
                }
                """
                        .formatted(
                                example()
                                        .replace(
                                                "Path.of(\"catalogue.csv\")",
                                                "Path.of(arguments[0])")));
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        assertThat(compiler.run(null, null, null, "-d", folder.toString(), source.toString()))
                .isZero();
        PrintStream screen = System.out;
        var printed = new ByteArrayOutputStream();
        try (var loader = new URLClassLoader(new URL[] {folder.toUri().toURL()})) {
            System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
            var main = loader.loadClass("Example").getDeclaredMethod("main", String[].class);
            main.setAccessible(true);
            main.invoke(null, (Object) new String[] {catalogue.toString()});
        } finally {
            System.setOut(screen);
        }
        return printed.toString(StandardCharsets.UTF_8);
    }

    private static String example() throws IOException {
        Matcher example = EXAMPLE.matcher(Files.readString(Path.of("README.md")));
        assertThat(example.find()).isTrue();
        return example.group(1);
    }
}
