package org.imgmill.spark;

import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;

/// One tar file while it is written (POSIX ustar): plain files with names of 100 bytes at most.
final class Shard implements Closeable {

    /// So that a name has room for it, the key of an image and the longest ending.
    static final int LONGEST_OUTPUT = 30;

    private static final int BLOCK = 512;

    private final OutputStream out;
    private final String where;
    private final List<Ending> endings = new ArrayList<>();
    private long length;
    private int outputs;

    /// @param where the place that endings name
    Shard(OutputStream out, String where) {
        this.out = out;
        this.where = where;
    }

    long length() {
        return length;
    }

    int outputs() {
        return outputs;
    }

    /// @param bytes of those outputs that are there, in their order
    void add(Ending ending, List<byte[]> bytes) throws IOException {
        var laid = new ArrayList<OutputEnding>();
        var each = bytes.iterator();
        for (var output : ending.outputs()) {
            laid.add(output.isStored() ? add(ending.key(), output, each.next()) : output);
        }
        outputs += bytes.size();
        endings.add(ending.laidDown(laid));
        entry(ending.key() + ".json", Journal.line(ending).getBytes(StandardCharsets.UTF_8));
    }

    private OutputEnding add(String key, OutputEnding output, byte[] bytes) throws IOException {
        String stem = output.output().isEmpty() ? key : key + "." + output.output();
        return output.laidDown(where, entry(stem + "." + extension(output), bytes), sha256(bytes));
    }

    /// @return where its first byte is
    private long entry(String name, byte[] bytes) throws IOException {
        write(header(name, bytes.length));
        long at = length;
        write(bytes);
        write(new byte[(BLOCK - bytes.length % BLOCK) % BLOCK]);
        return at;
    }

    private void write(byte[] bytes) throws IOException {
        out.write(bytes);
        length += bytes.length;
    }

    private static byte[] header(String name, int size) {
        byte[] header = new byte[BLOCK];
        put(header, 0, name);
        put(header, 100, "0000644\0");
        put(header, 108, "0000000\0");
        put(header, 116, "0000000\0");
        put(header, 124, "%011o\0".formatted(size));
        put(header, 136, "%011o\0".formatted(0));
        // The checksum counts itself as spaces.
        put(header, 148, "        ");
        put(header, 156, "0");
        put(header, 257, "ustar\00000");
        int sum = 0;
        for (byte b : header) {
            sum += b & 0xFF;
        }
        put(header, 148, "%06o\0 ".formatted(sum));
        return header;
    }

    private static void put(byte[] header, int at, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
        System.arraycopy(bytes, 0, header, at, bytes.length);
    }

    /// @return the endings of what it holds, which are valid from now on
    List<Ending> finish() throws IOException {
        write(new byte[2 * BLOCK]);
        out.close();
        return List.copyOf(endings);
    }

    @Override
    public void close() throws IOException {
        out.close();
    }

    static String extension(OutputEnding output) {
        String format = Objects.requireNonNull(output.format());
        return format.equals("jpeg") ? "jpg" : format;
    }

    static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
