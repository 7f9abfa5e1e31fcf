package org.imgmill.transcode.child;

import java.io.DataInputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.imgmill.transcode.ImageFormat;

/// A child process that takes one job and then does something terrible; started for tests in place
/// of the real one. Arguments: those of a child, what to do, how often, and a folder where the
/// times are counted: after those it is the real child.
public final class MisbehavingChild {

    private static final byte[] NOTHING = {};

    private MisbehavingChild() {}

    public static void main(String[] args) throws IOException, InterruptedException {
        Path folder = Path.of(args[4]);
        if (!isMyTurn(folder, Integer.parseInt(args[3]))) {
            Child.main(args);
            return;
        }
        try (var out = new FileOutputStream(FileDescriptor.out)) {
            out.write(Answer.ready(""));
            takeJob();
            switch (args[2]) {
                case "is killed" -> signal("KILL");
                case "crashes" -> signal("SEGV");
                case "stops" -> signal("STOP");
                case "leaves" -> Runtime.getRuntime().halt(0);
                case "talks garbage" ->
                        out.write(
                                "HTTP/1.1 200 OK".repeat(100).getBytes(StandardCharsets.US_ASCII));
                case "stops talking half-way" ->
                        out.write(picture(ImageFormat.JPEG, 8, 8, 10_000, new byte[5_000]));
                case "claims gigabytes" ->
                        out.write(picture(ImageFormat.JPEG, 8, 8, Integer.MAX_VALUE, NOTHING));
                case "says what is no picture is one" ->
                        out.write(picture(ImageFormat.JPEG, 8, 8, 100, new byte[100]));
                case "says it is ready instead" -> out.write(Answer.ready(""));
                case "eats memory" -> eatPrivateMemory();
                case "eats shared memory" -> eatSharedMemory(folder.resolve("eaten"));
                default -> throw new IllegalArgumentException(args[2]);
            }
            Thread.currentThread().join();
        }
    }

    private static boolean isMyTurn(Path folder, int times) throws IOException {
        for (int turn = 0; turn < times; turn++) {
            if (folder.resolve("misbehaved" + turn).toFile().createNewFile()) {
                return true;
            }
        }
        return false;
    }

    private static void takeJob() throws IOException {
        int head = Wire.headLength(ByteBuffer.wrap(Wire.exactly(Wire.PREFIX_BYTES, System.in)));
        Jobs jobs = Jobs.read(new DataInputStream(Wire.head(Wire.exactly(head, System.in))));
        Wire.exactly(jobs.allBytes(), System.in);
    }

    private static void signal(String name) throws IOException, InterruptedException {
        new ProcessBuilder("/bin/sh", "-c", "kill -" + name + " $PPID").start().waitFor();
    }

    private static byte[] picture(
            ImageFormat format, int width, int height, int claimed, byte[] bytes) {
        return Wire.frame(
                out -> {
                    out.writeUTF("picture");
                    out.writeUTF(format.name());
                    out.writeInt(width);
                    out.writeInt(height);
                    out.writeInt(claimed);
                    out.write(bytes);
                });
    }

    private static void eatPrivateMemory() {
        while (true) {
            Arena.global().allocate(16 << 20).fill((byte) 1);
        }
    }

    /// What no limit on private data stops, only somebody who looks.
    private static void eatSharedMemory(Path file) throws IOException {
        try (var channel =
                FileChannel.open(
                        file,
                        StandardOpenOption.CREATE,
                        StandardOpenOption.READ,
                        StandardOpenOption.WRITE)) {
            channel.map(FileChannel.MapMode.READ_WRITE, 0, 600 << 20, Arena.global())
                    .fill((byte) 1);
        }
    }
}
