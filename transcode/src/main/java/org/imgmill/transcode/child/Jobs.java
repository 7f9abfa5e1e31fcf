package org.imgmill.transcode.child;

import java.io.DataInputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// What a child is asked for at a time: outputs of one picture, whose bytes follow on the wire, and
/// behind them the watermarks in the order of their jobs. It answers each in its turn.
public record Jobs(List<Job> all) {

    private static final int MOST = 64;

    public Jobs {
        all = List.copyOf(all);
        if (all.isEmpty() || all.size() > MOST) {
            throw new IllegalArgumentException("1 to " + MOST + " jobs, not " + all.size());
        }
    }

    public byte[] toWire() {
        return Wire.frame(
                out -> {
                    out.writeInt(all.size());
                    for (Job job : all) {
                        job.writeTo(out);
                    }
                });
    }

    static Jobs read(DataInputStream in) throws IOException {
        int count = in.readInt();
        if (count < 1 || count > MOST) {
            throw new Wire.Garbled(count + " jobs");
        }
        var all = new ArrayList<Job>(count);
        for (int i = 0; i < count; i++) {
            all.add(Job.read(in));
        }
        return new Jobs(all);
    }

    /// Of the picture alone.
    int pictureBytes() {
        return all.getFirst().bytes();
    }

    /// How many bytes follow on the wire.
    public int allBytes() {
        int bytes = pictureBytes();
        for (Job job : all) {
            bytes = Math.addExact(bytes, job.markBytes());
        }
        return bytes;
    }

    /// For all of them together.
    public Duration deadline() {
        return all.getFirst().limits().deadline().multipliedBy(all.size());
    }
}
