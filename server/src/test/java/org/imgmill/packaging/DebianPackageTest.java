package org.imgmill.packaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/// The .deb, unpacked and run, and installed as dpkg does it.
@EnabledIfSystemProperty(named = "packages.made", matches = ".+")
class DebianPackageTest {

    private static final Pattern LIBRARY = Pattern.compile("/[^ ]+");

    @TempDir Path folder;
    private Installed installed;

    @BeforeEach
    void begin() throws IOException {
        assumeTrue(Installed.isMade(".deb"), "no .deb was asked for");
        installed = new Installed(folder);
    }

    @Test
    void theDebianPackageHoldsAProgramThatRunsAndAUnitThatNamesIt() throws Exception {
        var deb = Installed.find(".deb").toString();
        assertThat(installed.run("dpkg-deb", "--field", deb, "Package", "Depends").output())
                .contains("Package: imgmill", "libc6");
        installed.run("dpkg-deb", "--control", deb, "control");
        for (var script : List.of("postinst", "prerm", "postrm")) {
            assertThat(installed.run("sh", "-n", "control/" + script).status()).isZero();
        }
        installed.run("dpkg-deb", "--extract", deb, "root");

        var program = folder.resolve("root/usr/bin/imgmill").toString();
        assertThat(installed.run(program, "--version").output()).startsWith("imgmill ");
        assertThat(
                        installed
                                .run(
                                        program,
                                        "demo",
                                        "--exit",
                                        "--port",
                                        "0",
                                        "--imgmill.data-dir=data")
                                .output())
                .contains("32 of 33 images stored");
        assertThat(folder.resolve("root/usr/lib/systemd/system/imgmill.service"))
                .content()
                .contains(
                        "ExecStart=/usr/bin/imgmill serve --imgmill.data-dir=/var/lib/imgmill",
                        "Environment=IMGMILL_CACHE=/var/cache/imgmill");
        assertThat(folder.resolve("root/usr/share/man/man1/imgmill.1.gz")).exists();
        assertThat(folder.resolve("root/usr/share/doc/imgmill/copyright")).exists();
    }

    /// By dpkg itself, as root: into a root of its own, which has what the package's scripts call.
    @Test
    void dpkgInstallsAndPurgesTheDebianPackageAndLeavesTheData() throws Exception {
        assumeTrue(installed.run("id", "-u").output().strip().equals("0"), "dpkg needs root");
        var root = folder.resolve("debian");
        layOut(root);
        var dpkg = List.of("dpkg", "--root=" + root, "--force-depends");

        installed.run(with(dpkg, "--install", Installed.find(".deb").toString()));

        assertThat(installed.run(with(dpkg, "--status", "imgmill")).output())
                .contains("Status: install ok installed", "/etc/imgmill.env");
        assertThat(root.resolve("etc/passwd")).content().contains(":/var/lib/imgmill:");
        assertThat(root.resolve("var/cache/imgmill")).isDirectory();
        assertThat(installed.run(root.resolve("usr/bin/imgmill").toString(), "--version").output())
                .startsWith("imgmill ");

        Files.writeString(root.resolve("var/lib/imgmill/somebodys"), "");
        installed.run(with(dpkg, "--purge", "imgmill"));

        assertThat(root.resolve("usr/lib/imgmill")).doesNotExist();
        assertThat(root.resolve("var/cache/imgmill")).doesNotExist();
        assertThat(root.resolve("var/lib/imgmill/somebodys")).exists();
    }

    private static String[] with(List<String> command, String... more) {
        return Stream.concat(command.stream(), Stream.of(more)).toArray(String[]::new);
    }

    /// As little of a Debian as there can be: its folders, no packages, and the programs with what
    /// they are linked to.
    private void layOut(Path root) throws Exception {
        for (var name : List.of("var/lib/dpkg/info", "var/lib/dpkg/updates", "etc", "dev")) {
            Files.createDirectories(root.resolve(name));
        }
        for (var name : List.of("bin", "sbin", "lib", "lib64")) {
            Files.createDirectories(root.resolve("usr").resolve(name));
            Files.createSymbolicLink(root.resolve(name), Path.of("usr", name));
        }
        for (var name : List.of("var/lib/dpkg/status", "etc/passwd", "etc/group", "dev/null")) {
            Files.createFile(root.resolve(name));
        }
        for (var program : List.of("sh", "useradd", "getent", "install", "rm")) {
            var found = installed.run("sh", "-c", "command -v " + program).output().strip();
            put(root, found);
            LIBRARY.matcher(installed.run("ldd", found).output())
                    .results()
                    .forEach(library -> put(root, library.group()));
        }
    }

    private static void put(Path root, String file) {
        var to = root.resolve(file.substring(1));
        try {
            if (!Files.exists(to)) {
                Files.createDirectories(to.getParent());
                Files.copy(Path.of(file), to, StandardCopyOption.COPY_ATTRIBUTES);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
