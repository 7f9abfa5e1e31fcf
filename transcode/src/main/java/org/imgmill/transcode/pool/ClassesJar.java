package org.imgmill.transcode.pool;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.Comparator;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/// Classes as a jar of their own: the same bytes for the same classes, every time.
final class ClassesJar implements AutoCloseable {

    private static final LocalDateTime NO_TIME = LocalDateTime.of(1980, 1, 1, 0, 0);

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final ZipOutputStream out = new ZipOutputStream(bytes);

    private ClassesJar() {}

    static byte[] of(JarFile jar) throws IOException {
        List<JarEntry> entries =
                jar.stream()
                        .filter(entry -> entry.getName().endsWith(".class"))
                        .sorted(Comparator.comparing(JarEntry::getName))
                        .toList();
        var made = new ClassesJar();
        try (made) {
            for (JarEntry entry : entries) {
                try (InputStream in = jar.getInputStream(entry)) {
                    made.add(entry.getName(), in);
                }
            }
        }
        return made.bytes.toByteArray();
    }

    static byte[] of(Path folder) throws IOException {
        List<Path> files;
        try (var walk = Files.walk(folder)) {
            files = walk.filter(path -> path.toString().endsWith(".class")).sorted().toList();
        }
        var made = new ClassesJar();
        try (made) {
            for (Path file : files) {
                try (InputStream in = Files.newInputStream(file)) {
                    made.add(folder.relativize(file).toString(), in);
                }
            }
        }
        return made.bytes.toByteArray();
    }

    private void add(String name, InputStream in) throws IOException {
        var entry = new ZipEntry(name);
        entry.setTimeLocal(NO_TIME);
        out.putNextEntry(entry);
        in.transferTo(out);
    }

    @Override
    public void close() throws IOException {
        out.close();
    }
}
